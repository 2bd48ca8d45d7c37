import { fails, holds, type Rule } from '@ledger/kernel';
import type { Act } from '../../rules/act';

export type OnObjection = Act & { readonly objectionId: string };

/** B.5-order: the objection exists and is open, or resolved, as the act wants it. */
export const objectionIs = (wanted: 'open' | 'resolved'): Rule<OnObjection> => ({
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge: ({ state, objectionId }) => {
    const objection = state.objections[objectionId];
    if (!objection) {
      return fails(
        `本案没有编号为 ${objectionId} 的异议；请核对编号。`,
        `The case has no objection ${objectionId}; check the id.`,
        objectionId,
      );
    }
    if (objection.open === (wanted === 'open')) return holds(objectionId);
    return objection.open
      ? fails(
          `异议 ${objectionId} 尚未处理，没有可收回的处理结果。`,
          `The objection ${objectionId} is still open; there is no resolution to take back.`,
          objectionId,
        )
      : fails(
          `异议 ${objectionId} 已由 ${objection.resolvedBy} 处理；要改结论请先收回处理结果。`,
          `The objection ${objectionId} was already resolved by ${objection.resolvedBy}; take that resolution back first.`,
          objectionId,
        );
  },
});

/** B.5-four-eyes: nobody resolves the objection that they lodged. */
export const notOwnObjection: Rule<OnObjection> = {
  ruleId: 'B.5-four-eyes',
  clause: '二(三)3',
  judge: ({ state, actor, objectionId }) =>
    state.objections[objectionId]?.lodgedBy !== actor.id
      ? holds()
      : fails(
          `${actor.id} 是本异议的提出人，不能处理；请由另一人处理。`,
          `${actor.id} lodged this objection and cannot resolve it; let another person do it.`,
        ),
};

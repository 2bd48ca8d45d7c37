import { fails, holds, type LedgerEvent, type Rule } from '@ledger/kernel';
import { whoActed } from './who-acted';

/** A proposal that waits for another person. `at` is its business time. */
export interface OpenProposal {
  readonly proposedBy: string;
  readonly at: string;
}

/** How a proposal ended and through whom: what is said to whoever comes second. */
export interface DecidedProposal {
  readonly by: string;
  readonly role: string;
  readonly unit: string;
  readonly at: string;
  readonly outcome: 'approved' | 'declined' | 'withdrawn';
}

export const decidedBy = (
  { actor, occurredAt }: LedgerEvent,
  outcome: DecidedProposal['outcome'],
): DecidedProposal => ({
  by: actor.id,
  role: actor.role,
  unit: actor.unit,
  at: occurredAt,
  outcome,
});

const OUTCOMES = {
  approved: { zh: '批准', en: 'approved' },
  declined: { zh: '不予批准', en: 'declined' },
  withdrawn: { zh: '撤回', en: 'withdrawn' },
};

/** B.5-order: there is such a proposal and nobody has decided it; if somebody has, the refusal names them. */
export const openProposal = <M>(
  find: (matter: M) => { readonly open: OpenProposal | undefined; readonly decided: DecidedProposal | undefined },
): Rule<M> => ({
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge(matter) {
    const { open, decided } = find(matter);
    if (open) return holds({ proposedBy: open.proposedBy, at: open.at });
    if (!decided)
      return fails('没有这一项待批事项；请核对编号。', 'There is no such proposal to decide; check its id.');
    const { outcome } = decided;
    const who = whoActed(decided);
    return fails(
      `该事项已${OUTCOMES[outcome].zh}（${who.zh}）；无需再次办理。`,
      `The proposal was ${OUTCOMES[outcome].en} ${who.en}; nothing is left to decide.`,
      outcome,
    );
  },
});

/** B.5-order: a new proposal has an id of its own. */
export const newProposal = <M>(isKnown: (matter: M) => boolean): Rule<M> => ({
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge: (matter) =>
    isKnown(matter)
      ? fails('该编号已被另一事项使用；请换一个编号。', 'The id is used by another proposal; use a new one.')
      : holds(),
});

import { type EffectContext, type EffectDecision, type Refusal } from '@ledger/kernel';
import { classEvent } from '../class.events';
import type { ClassState } from '../class.state';

interface PlaceAsked {
  readonly caseId: string;
  readonly person: string;
  /** 补录: after the class has finished, in place of a voided case; the case's own slice has judged that. */
  readonly late?: boolean;
}

const OPEN = new Set<ClassState['status']>(['approved', 'started']);
const OPEN_LATE = new Set<ClassState['status']>(['approved', 'started', 'finished', 'closed']);

const refusal = (zh: string, en: string): { refusal: Refusal } => ({
  refusal: { ruleId: 'B.5-order', clause: '二(三)3', zh, en },
});

/** The roster guards that a person is in a class once, and that a class is not over-full. */
function takePlace(
  { caseId, person, late }: PlaceAsked,
  state: ClassState,
  { commandId }: EffectContext,
): EffectDecision {
  const own = state.roster[caseId];
  if (own?.commandId === commandId) return { events: [] };
  if (own) {
    return refusal(
      `个案编号 ${caseId} 已在该班名册中；请换一个个案编号。`,
      `Case ${caseId} is on the roster already; use another case id.`,
    );
  }
  if (!(late ? OPEN_LATE : OPEN).has(state.status)) {
    return refusal(
      '该班期未核准、已取消，或已结业，不能报名；结业后只能补录替换已作废个案的学员。',
      'The class is not approved, is cancelled, or has finished, so nobody can be enrolled; after the finish only in place of a voided case.',
    );
  }
  const other = state.placeOf[person];
  if (other !== undefined) {
    return refusal(
      `该人员已在本班名册中（个案 ${other}）；同一人在一个班期只能报名一次；请核对身份证号码。`,
      `The person is on the roster of this class already (case ${other}); nobody is enrolled twice in one class, so check the ID number.`,
    );
  }
  const headCount = state.plan?.headCount ?? 0;
  if (state.placeCount >= headCount) {
    return refusal(
      `该班核准人数为 ${headCount} 人，名册已满；请在开班前办理班期变更增加人数，或报名其他班期。`,
      `The class is approved for ${headCount} and its roster is full; have the head-count amended before the start, or enrol in another class.`,
    );
  }
  return { events: [classEvent('PlaceTaken', { caseId, person, commandId })] };
}

/** `gave-back` undoes this command's own taking and nothing else; any other reason frees the place. */
function givePlaceBack(
  { caseId, why }: { caseId: string; why: string },
  state: ClassState,
  { commandId }: EffectContext,
): EffectDecision {
  const own = state.roster[caseId];
  if (!own || (why === 'gave-back' && own.commandId !== commandId)) return { events: [] };
  return { events: [classEvent('PlaceGivenBack', { caseId, person: own.person, commandId, why })] };
}

export const placeEffects = {
  'take-place': takePlace,
  'give-place-back': givePlaceBack,
};

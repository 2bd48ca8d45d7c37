import { each, over, refusing, undone, unreached, type Answer, type SlotOutcome } from './answer';
import type { StageOf } from './subjects.table';

export type CaseStage = StageOf<'case'>;

/** The way of a claim that goes well, and beyond it a return by the bank. */
const ON_THE_WAY = [
  'enrolled',
  'certified',
  'submitted',
  'supplements',
  'accepted',
  'first-reviewed',
  'second-reviewed',
  'publicity',
  'publicity-ended',
  'confirmed',
  'in-batch',
  'at-bank',
  'paid',
  'returned',
] as const satisfies readonly CaseStage[];

type OnTheWay = (typeof ON_THE_WAY)[number];

/** How a claim or a case ends. */
export const ENDED = ['rejected', 'withdrawn', 'revoked', 'voided'] as const satisfies readonly CaseStage[];

/** A claim that is under way and not confirmed. */
export const BEFORE_CONFIRMATION = [
  'submitted',
  'supplements',
  'accepted',
  'first-reviewed',
  'second-reviewed',
  'publicity',
  'publicity-ended',
] as const satisfies readonly CaseStage[];

/** A claim of which nothing went to the bank. */
export const UNDISPATCHED = [...BEFORE_CONFIRMATION, 'confirmed', 'in-batch'] as const satisfies readonly CaseStage[];

export const DISPATCHED = ['at-bank', 'paid', 'returned'] as const satisfies readonly CaseStage[];

/** From a stage on, on the way of a claim; typed as all of them, for each spread is narrowed by what follows it. */
export const stagesFrom = (stage: CaseStage): readonly OnTheWay[] =>
  ON_THE_WAY.slice(ON_THE_WAY.indexOf(stage as OnTheWay));

/** What takes a stage of the way back: the one after it must be taken back before. A list that was closed is withdrawn as a whole. */
const TAKE_BACKS: Partial<Record<CaseStage, string>> = {
  accepted: 'TakeBackAcceptance',
  'first-reviewed': 'TakeBackFirstReview',
  'second-reviewed': 'TakeBackSecondReview',
  publicity: 'WithdrawPublicity',
  confirmed: 'TakeBackConfirmation',
};

/** 逐级收回: the later steps from a stage back to another, the last first. */
const takenBack = (from: CaseStage, downTo: CaseStage): string[] =>
  ON_THE_WAY.slice(ON_THE_WAY.indexOf(downTo as OnTheWay) + 1, ON_THE_WAY.indexOf(from as OnTheWay) + 1)
    .toReversed()
    .flatMap((stage) => TAKE_BACKS[stage] ?? []);

const REVOKE = ['ProposeRevocation', 'ApproveCorrection'];

/** 已发往银行: no step is taken back any more; a grant that is wrong is revoked by two people. */
export const revocation = (
  own: string,
  ruleId: string,
  slot: SlotOutcome,
): Record<(typeof DISPATCHED)[number], Answer> => ({
  'at-bank': undone(REVOKE, { slot, money: 'waits-for-bank', ...refusing(own, ruleId) }),
  paid: undone(REVOKE, { slot, money: 'asked-back', ...refusing(own, ruleId) }),
  returned: undone(REVOKE, { slot, money: 'to-line', ...refusing(own, ruleId) }),
});

/** 申请已结束: nothing of a step is in force. */
export const ended = (own: string): Record<(typeof ENDED)[number], Answer> =>
  each(
    ENDED,
    over(
      own,
      'B.5-order',
      '申请已结束，本步骤不再有作用；结束有误的先提出恢复，再收回本步骤',
      'the claim has ended and nothing of the step is in force; if that was wrong, undo the ending first, then take the step back',
    ),
  );

/** 逐级办理的步骤: taken back at once, or after the later ones; once dispatched the grant is revoked; `late` refuses the take-back then. */
export function stepOnTheWay(stage: CaseStage, own: string, late = 'B.5-order'): Record<CaseStage, Answer> {
  const reached = stagesFrom(stage);
  const back = UNDISPATCHED.filter((at) => reached.includes(at)).map((at): [CaseStage, Answer] => {
    const later = takenBack(at, stage);
    return [at, undone([...later, own], later.length > 0 ? refusing(own, 'B.5-order') : {})];
  });
  return {
    ...each(ON_THE_WAY, unreached),
    ...Object.fromEntries(back),
    ...revocation(own, late, 'released'),
    ...ended(own),
  };
}

import { accept, defineCommand, fails, holds, judge, refuse, type Rule } from '@ledger/kernel';
import { caseEvent, type ReviewFlag } from '../case.events';
import type { CaseState } from '../case.state';
import { caseStream } from '../case.stream';
import { subjectOfCase } from '../case-subject';
import { actOn, type Act } from '../rules/act';
import { inOrder } from '../rules/in-order.rule';
import { STEPS_IN_HAND } from '../step-names';
import { RaiseFlag } from './raise-flag.command';
import { FLAG_NAMES } from './review-flags';

type Raising = Act & { readonly flag: ReviewFlag };

/** B.5-order: a flag that a person has seen is not raised anew; who wants another look reopens it. */
const notRaisedYet: Rule<Raising> = {
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge: ({ state, flag }) =>
    state.openFlags.includes(flag) || state.closedFlags.includes(flag)
      ? fails(
          `本案已有标记“${FLAG_NAMES[flag].zh}”；需要再次核查的，请重新打开该标记。`,
          `The case has the flag “${FLAG_NAMES[flag].en}” already; reopen it to have it looked at again.`,
          flag,
        )
      : holds(flag),
};

const rules: readonly Rule<Raising>[] = [
  inOrder({ zh: '标记复核', en: 'raise a flag' }, STEPS_IN_HAND, {
    zh: '只有确认前的申请可以标记；已确认的请提出更正或撤销',
    en: 'a claim is flagged before its confirmation; afterwards propose a correction or a revocation',
  }),
  notRaisedYet,
];

export const raiseFlag = defineCommand<RaiseFlag, RaiseFlag, CaseState>({
  name: 'RaiseFlag',
  zh: '标记复核',
  en: 'Raise a review flag',
  shape: RaiseFlag,
  stream: caseStream,
  target: ({ caseId }) => caseId,
  subject: subjectOfCase,
  decide({ flag }, state, context) {
    const { refusal, evidence } = judge(rules, { ...actOn(state, context), flag });
    if (refusal) return refuse(refusal, evidence);
    return accept(caseEvent('FlagRaised', { flag }), { evidence });
  },
});

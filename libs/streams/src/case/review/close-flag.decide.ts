import { accept, defineCommand, fails, holds, judge, refuse, type Rule } from '@ledger/kernel';
import { caseEvent, type ReviewFlag } from '../case.events';
import type { CaseState } from '../case.state';
import { caseStream } from '../case.stream';
import { subjectOfCase } from '../case-subject';
import { actOn, type Act } from '../rules/act';
import { inOrder } from '../rules/in-order.rule';
import { otherPersonThan } from '../rules/other-person.rule';
import { LIVE_STEPS } from '../step-names';
import { CloseFlag } from './close-flag.command';
import { FLAG_NAMES } from './review-flags';

type Closing = Act & { readonly flag: ReviewFlag };

const act = { zh: '关闭标记', en: 'close the flag' };

const flagIsOpen: Rule<Closing> = {
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge: ({ state, flag }) =>
    state.openFlags.includes(flag)
      ? holds(flag)
      : fails(
          state.closedFlags.includes(flag)
            ? `标记“${FLAG_NAMES[flag].zh}”已由 ${state.flagFindings[flag]?.by ?? ''} 关闭；要改结论请先重新打开。`
            : `本案没有标记“${FLAG_NAMES[flag].zh}”，无须关闭；请核对。`,
          state.closedFlags.includes(flag)
            ? `The flag “${FLAG_NAMES[flag].en}” was already closed by ${state.flagFindings[flag]?.by ?? ''}; reopen it first to change the finding.`
            : `The case has no flag “${FLAG_NAMES[flag].en}”, so there is nothing to close; check which is meant.`,
          flag,
        ),
};
const rules: readonly Rule<Closing>[] = [
  inOrder(act, LIVE_STEPS, { zh: '只有办理中的申请有标记', en: 'only a claim that is under way has flags' }),
  flagIsOpen,
  otherPersonThan(act, 'submitter'),
];

export const closeFlag = defineCommand<CloseFlag, CloseFlag, CaseState>({
  name: 'CloseFlag',
  zh: '关闭标记',
  en: 'Close a review flag',
  shape: CloseFlag,
  stream: caseStream,
  target: ({ caseId }) => caseId,
  subject: subjectOfCase,
  decide({ flag, outcome, opinion }, state, context) {
    const { refusal, evidence } = judge(rules, { ...actOn(state, context), flag });
    if (refusal) return refuse(refusal, evidence);
    return accept(caseEvent('FlagClosed', { flag, outcome, opinion }), { evidence });
  },
});

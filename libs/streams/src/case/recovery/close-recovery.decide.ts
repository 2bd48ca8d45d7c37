import { accept, defineCommand, fails, holds, judge, refuse, yuan, type Rule } from '@ledger/kernel';
import { caseEvent } from '../case.events';
import type { CaseState } from '../case.state';
import { caseStream } from '../case.stream';
import { subjectOfCase } from '../case-subject';
import { actOn } from '../rules/act';
import { inOrder } from '../rules/in-order.rule';
import { CloseRecovery } from './close-recovery.command';
import { ANY_STEP, knownRecovery, recoveryOf, type OnRecovery } from './on-recovery';
import { openFen } from './open-fen';

/** B.5-four-eyes: one person closes what has come back; what has not is written off by two, with a document. */
const allCameBack: Rule<OnRecovery> = {
  ruleId: 'B.5-four-eyes',
  clause: '二(三)2',
  judge(input) {
    const recovery = recoveryOf(input);
    const askedFen = recovery ? openFen(recovery) : 0;
    if (askedFen === 0) return holds(askedFen);
    return fails(
      `尚有 ${yuan(askedFen)} 元未追回，不能办结；请继续追回，确实无法追回的由一人提出核销、另一人批准，并附文件。`,
      `${yuan(askedFen)} yuan have not come back, so the recovery cannot be closed; go on recovering, or let one person propose a write-off, with its document, and another approve it.`,
      askedFen,
    );
  },
};

const rules: readonly Rule<OnRecovery>[] = [
  inOrder({ zh: '办结追回', en: 'close a recovery' }, ANY_STEP, { zh: '请核对个案编号', en: 'check the case id' }),
  knownRecovery(true),
  allCameBack,
];

export const closeRecovery = defineCommand<CloseRecovery, CloseRecovery, CaseState>({
  name: 'CloseRecovery',
  zh: '办结追回',
  en: 'Close a recovery',
  shape: CloseRecovery,
  stream: caseStream,
  target: ({ caseId }) => caseId,
  subject: subjectOfCase,
  decide({ recoveryId }, state, context) {
    const { refusal, evidence } = judge(rules, { ...actOn(state, context), recoveryId });
    if (refusal) return refuse(refusal, evidence);
    return accept(caseEvent('RecoveryClosed', { recoveryId, how: 'recovered', openFen: 0 }), { evidence });
  },
});

import { defineCommand } from '@ledger/kernel';
import type { CaseState } from '../case.state';
import { caseStream } from '../case.stream';
import { subjectOfCase } from '../case-subject';
import { ProposeRecoveryReversal } from './propose-recovery-reversal.command';
import { propose, proposing } from './proposing';

export const proposeRecoveryReversal = defineCommand<ProposeRecoveryReversal, ProposeRecoveryReversal, CaseState>({
  name: 'ProposeRecoveryReversal',
  zh: '建议冲回追回款',
  en: 'Propose to reverse a recovery entry',
  shape: ProposeRecoveryReversal,
  stream: caseStream,
  target: ({ caseId }) => caseId,
  subject: subjectOfCase,
  decide(command, state, context) {
    const { recoveryId, entryId } = command;
    const change = { kind: 'RECOVERY_REVERSAL', recoveryId, entryId } as const;
    return propose(proposing(command, change, state, context), context);
  },
});

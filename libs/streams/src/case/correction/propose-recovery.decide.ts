import { defineCommand, type Rule } from '@ledger/kernel';
import type { CaseState } from '../case.state';
import { caseStream } from '../case.stream';
import { subjectOfCase } from '../case-subject';
import { ProposeRecovery } from './propose-recovery.command';
import { propose, proposing, type Proposing } from './proposing';
import { writtenOffBefore, type RecoveryInput } from './rules/correction-allowed.rule';

const rules: readonly Rule<Proposing & RecoveryInput>[] = [writtenOffBefore];

export const proposeRecovery = defineCommand<ProposeRecovery, ProposeRecovery, CaseState>({
  name: 'ProposeRecovery',
  zh: '建议重新追回',
  en: 'Propose to ask back what was written off',
  shape: ProposeRecovery,
  stream: caseStream,
  target: ({ caseId }) => caseId,
  subject: subjectOfCase,
  decide(command, state, context) {
    const { amountFen } = command;
    const input = { ...proposing(command, { kind: 'REOPEN_RECOVERY', amountFen }, state, context), amountFen };
    return propose(input, context, rules);
  },
});

import { defineCommand, type Rule } from '@ledger/kernel';
import type { CaseState } from '../case.state';
import { caseStream } from '../case.stream';
import { subjectOfCase } from '../case-subject';
import { ProposeWriteOff } from './propose-write-off.command';
import { propose, proposing, type Proposing } from './proposing';
import { leftToWriteOff, type WriteOffInput } from './rules/correction-allowed.rule';

const rules: readonly Rule<Proposing & WriteOffInput>[] = [leftToWriteOff];

export const proposeWriteOff = defineCommand<ProposeWriteOff, ProposeWriteOff, CaseState>({
  name: 'ProposeWriteOff',
  zh: '建议核销追回',
  en: 'Propose to write a recovery off',
  shape: ProposeWriteOff,
  stream: caseStream,
  target: ({ caseId }) => caseId,
  subject: subjectOfCase,
  decide(command, state, context) {
    const { recoveryId } = command;
    const input = { ...proposing(command, { kind: 'WRITE_OFF', recoveryId }, state, context), recoveryId };
    return propose(input, context, rules);
  },
});

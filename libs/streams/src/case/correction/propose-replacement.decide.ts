import { defineCommand, type Protected, type Rule } from '@ledger/kernel';
import type { CaseState } from '../case.state';
import { caseStream } from '../case.stream';
import { subjectOfCase } from '../case-subject';
import { ProposeReplacement } from './propose-replacement.command';
import { propose, proposing, type Proposing } from './proposing';
import { anotherLearner, type ReplacementInput } from './rules/correction-allowed.rule';

const rules: readonly Rule<Proposing & ReplacementInput>[] = [anotherLearner];

export const proposeReplacement = defineCommand<
  ProposeReplacement,
  Protected<ProposeReplacement, 'idNumber'>,
  CaseState
>({
  name: 'ProposeReplacement',
  zh: '建议替换人员',
  en: 'Propose who takes the place of a voided case',
  shape: ProposeReplacement,
  stream: caseStream,
  target: ({ caseId }) => caseId,
  subject: subjectOfCase,
  decide(command, state, context) {
    const { person } = command.idNumber;
    return propose({ ...proposing(command, { kind: 'REPLACEMENT', person }, state, context), person }, context, rules);
  },
});

import { defineCommand } from '@ledger/kernel';
import type { CaseState } from '../case.state';
import { caseStream } from '../case.stream';
import { subjectOfCase } from '../case-subject';
import { ProposeRevocation } from './propose-revocation.command';
import { propose, proposing } from './proposing';

export const proposeRevocation = defineCommand<ProposeRevocation, ProposeRevocation, CaseState>({
  name: 'ProposeRevocation',
  zh: '建议撤销补贴',
  en: 'Propose to revoke the grant',
  shape: ProposeRevocation,
  stream: caseStream,
  target: ({ caseId }) => caseId,
  subject: subjectOfCase,
  decide: (command, state, context) =>
    propose(proposing(command, { kind: 'REVOKE', outcome: command.outcome }, state, context), context),
});

import { defineCommand } from '@ledger/kernel';
import type { CaseState } from '../case.state';
import { caseStream } from '../case.stream';
import { subjectOfCase } from '../case-subject';
import { ProposeCertificateWithdrawal } from './propose-certificate-withdrawal.command';
import { propose, proposing } from './proposing';

export const proposeCertificateWithdrawal = defineCommand<
  ProposeCertificateWithdrawal,
  ProposeCertificateWithdrawal,
  CaseState
>({
  name: 'ProposeCertificateWithdrawal',
  zh: '建议撤回证书登记',
  en: 'Propose to withdraw the record of a certificate',
  shape: ProposeCertificateWithdrawal,
  stream: caseStream,
  target: ({ caseId }) => caseId,
  subject: subjectOfCase,
  decide: (command, state, context) =>
    propose(proposing(command, { kind: 'CERTIFICATE_WITHDRAWAL' }, state, context), context),
});

import { uuid, type Given } from '@ledger/testing';
import {
  CASE,
  certificate,
  CERTIFICATE_NUMBER,
  classState,
  clerk,
  confirmer,
  document,
  EVALUATOR,
  personState,
  reason,
  school,
  submission,
  toAccept,
  toClaim,
} from '../case-examples-spec';
import { caseEvent } from '../case.events';
import type { CaseState } from '../case.state';
import { initialFund } from '../../fund';
import { recordCertificate } from '../certificate/record-certificate.decide';
import { approveCorrection } from './approve-correction.decide';
import { proposeCertificateWithdrawal } from './propose-certificate-withdrawal.decide';
import { proposeUndoRejection } from './propose-undo.decide';

const PROPOSAL = uuid(30);
const command = { caseId: CASE, proposalId: PROPOSAL, version: 2, reason, document };
const asked = { actor: clerk, commandId: uuid(31), at: '2020-08-01T02:00:00.000Z' };
const deciding = { caseId: CASE, proposalId: PROPOSAL };
const decided = { actor: confirmer, commandId: uuid(32), at: '2020-08-02T02:00:00.000Z' };
const NUMBER = `certificate-${certificate.certificateId}`;

const withdrawn = (on: Given<CaseState>): Given<CaseState> =>
  on
    .facts({ class: classState(), fund: initialFund(), person: personState() })
    .when(proposeCertificateWithdrawal, command, asked)
    .next.when(approveCorrection, deciding, decided).next;

const rejected = toAccept.and(
  caseEvent('ClaimRejected', {
    opinion: '没有发证',
    effect: { giveBackFen: submission.amountFen, giveBackTo: 'class' },
    commandId: uuid(33),
  }),
);

describe('withdrawing the record of a certificate that was never issued', () => {
  it('takes two people, corrects the record, and frees the number', () => {
    const proposed = toClaim
      .facts({ class: classState(), fund: initialFund(), person: personState() })
      .when(proposeCertificateWithdrawal, command, asked).next;
    expect(proposed.state.certificate).toEqual(certificate);
    proposed
      .when(approveCorrection, deciding, { ...decided, actor: { ...confirmer, id: clerk.id } })
      .thenRefused('B.5-four-eyes');
    const outcome = proposed.when(approveCorrection, deciding, decided);
    const { certificateId } = certificate;
    outcome
      .then({
        ...caseEvent('CertificateRecordUndone', { proposalId: PROPOSAL, certificateId }),
        corrects: { stream: `case-${CASE}`, version: 2 },
      })
      .thenBefore()
      .thenAfter({ stream: NUMBER, effect: 'give-number-back', data: { caseId: CASE, why: 'withdrawn' } });
    expect(outcome.next.state).toMatchObject({ step: 'enrolled', certificate: undefined, proposals: {} });
  });

  it('leaves room for the right record', () => {
    const recording = {
      caseId: CASE,
      kind: 'SKILL_LEVEL',
      number: CERTIFICATE_NUMBER,
      level: 'L4',
      issuedOn: '2020-06-28',
      issuer: EVALUATOR,
    };
    for (const state of [toClaim, rejected])
      withdrawn(state)
        .when(recordCertificate, recording, { actor: school, at: '2020-08-03T02:00:00.000Z', commandId: uuid(34) })
        .accepted();
  });

  it('is refused while a claim stands on it (B.5-order)', () => {
    toAccept.when(proposeCertificateWithdrawal, command, asked).thenRefused('B.5-order', /end that first/);
  });

  it('is refused where there is no record (B.5-order)', () => {
    withdrawn(toClaim)
      .when(proposeCertificateWithdrawal, { ...command, proposalId: uuid(35) }, { ...asked, at: decided.at })
      .thenRefused('B.5-order', /holds nothing/);
  });

  it('lets a claim that had ended be made anew, but not be restored as it was (B.5-order)', () => {
    withdrawn(rejected)
      .when(proposeUndoRejection, { ...command, proposalId: uuid(36), version: 4 }, { ...asked, at: decided.at })
      .thenRefused('B.5-order', /was withdrawn after the claim had ended/);
  });
});

import { actor, FakeKeyed, pseudonymOf, sealedFor, uuid } from '@ledger/testing';
import { listed } from '../case-examples-spec';
import {
  ACCOUNT_NUMBER,
  AMOUNT,
  CASE,
  CERTIFICATE_NUMBER,
  certificate,
  clerk,
  CNAPS,
  confirmer,
  document,
  EVALUATOR,
  ID_NUMBER,
  OTHER_ID_NUMBER,
  instructed,
  assigned,
  LEARNER,
  NAME,
  reason,
  school,
  SCHOOL,
  settled,
  submittedWith,
  submission,
  toAccept,
  toClaim,
  toPay,
  UNIT,
} from '../case-examples-spec';
import { caseEvent, type CaseChange } from '../case.events';
import { approveCorrection } from './approve-correction.decide';
import { declineCorrection } from './decline-correction.decide';
import { proposeAccountCorrection } from './propose-account-correction.decide';
import { proposeAmountCorrection } from './propose-amount-correction.decide';
import { proposeCertificateCorrection } from './propose-certificate-correction.decide';
import { proposeReplacement } from './propose-replacement.decide';
import { proposeRevocation } from './propose-revocation.decide';
import {
  proposeUndoRejection,
  proposeUndoRevocation,
  proposeUndoVoid,
  proposeUndoWithdrawal,
} from './propose-undo.decide';
import { proposeVoid } from './propose-void.decide';
import { proposeWriteOff } from './propose-write-off.decide';
import { withdrawCorrection } from './withdraw-correction.decide';

const PROPOSAL = uuid(30);
const other = actor('CONFIRMER', UNIT, 'confirmer-2');
const asked = { actor: clerk, commandId: PROPOSAL };
/** Versions of the events of `toPay`: certificate 2, claim 3, confirmation 9. */
const [CERTIFICATE, CLAIM, CONFIRMATION] = [2, 3, 9];
const proposal = (version: number, more: object = {}) => ({ caseId: CASE, version, reason, document, ...more });
const proposed = (change: CaseChange, version: number) => ({
  ...caseEvent('CorrectionProposed', { proposalId: PROPOSAL, change }),
  corrects: { stream: `case-${CASE}`, version },
});

const lowered = proposal(CLAIM, { amountFen: 120_000 });
const corrected = {
  kind: 'SKILL_LEVEL',
  number: 'S000041000123203000045',
  level: 'L3',
  issuedOn: '2020-06-28',
  issuer: EVALUATOR,
};
const account = { accountNumber: '6217000000000000020', accountName: NAME, bankCnaps: CNAPS };

describe('proposing to correct the amount', () => {
  it('names what it corrects and changes nothing yet', () => {
    const outcome = toPay.when(proposeAmountCorrection, lowered, asked);
    outcome
      .then(proposed({ kind: 'AMOUNT', amountFen: 120_000 }, CLAIM))
      .thenBefore()
      .thenAfter();
    expect(outcome.next.state).toMatchObject({ dueFen: AMOUNT, step: 'confirmed' });
  });

  it('is refused above the province’s rate on the day the class started (A-087)', () => {
    toPay
      .when(proposeAmountCorrection, proposal(CLAIM, { amountFen: AMOUNT + 1 }), asked)
      .thenRefused('A-087', /1,600\.01.*1,600\.00/s);
  });

  it('is refused where nothing would change', () => {
    toPay
      .when(proposeAmountCorrection, proposal(CLAIM, { amountFen: AMOUNT }), asked)
      .thenRefused('B.5-order', /already/);
  });

  it('is refused for an entry that is not the one in force, which is named', () => {
    toPay.when(proposeAmountCorrection, { ...lowered, version: 2 }, asked).thenRefused('B.5-order', /entry 3/);
  });

  it('is refused while another proposal of the kind is undecided, and for an id that was used', () => {
    const waiting = toPay.when(proposeAmountCorrection, lowered, asked).next;
    waiting
      .when(proposeAmountCorrection, lowered, { ...asked, commandId: uuid(31) })
      .thenRefused('B.5-order', /clerk-1 has proposed/);
    waiting
      .when(withdrawCorrection, { caseId: CASE, proposalId: PROPOSAL, reason }, { actor: clerk })
      .next.when(proposeAmountCorrection, lowered, asked)
      .thenRefused('B.5-order', /used by another/);
  });

  it('is refused before there is a claim, and dated before the last step', () => {
    toClaim.when(proposeAmountCorrection, lowered, asked).thenRefused('B.5-order', /enrolled/);
    toPay
      .when(proposeAmountCorrection, lowered, { ...asked, at: '2020-07-01T00:00:00.000Z' })
      .thenRefused('B.5-order', /before the last step/);
  });

  it('takes neither nothing nor a document in words', () => {
    toPay.when(proposeAmountCorrection, proposal(CLAIM, { amountFen: 0 }), asked).thenInvalid('amountFen');
    toPay.when(proposeAmountCorrection, { ...lowered, document: '见附件' }, asked).thenInvalid('document');
  });
});

describe('naming the right person in place of a voided case (D18)', () => {
  const voided = caseEvent('CaseVoided', {
    proposalId: uuid(32),
    cause: 'WRONG_PERSON',
    effect: {},
    slotHeld: false,
    commandId: uuid(71),
  });
  const wrong = toClaim.and(voided);
  const right = pseudonymOf(OTHER_ID_NUMBER);
  const named = proposal(3, { idNumber: OTHER_ID_NUMBER });
  const decision = { caseId: CASE, proposalId: PROPOSAL };

  it('takes one to propose and another to approve; the number itself is in no event (B.5-four-eyes)', () => {
    const outcome = wrong.when(proposeReplacement, named, asked);
    outcome.then(proposed({ kind: 'REPLACEMENT', person: right }, 3));
    expect(JSON.stringify(outcome.events)).not.toContain(OTHER_ID_NUMBER);
    expect(outcome.next.state.replacement).toBeUndefined();
    outcome.next
      .when(approveCorrection, decision, { actor: { ...clerk, role: 'CONFIRMER' } })
      .thenRefused('B.5-four-eyes', /clerk-1/);
    const approved = outcome.next.when(approveCorrection, decision, { actor: other });
    approved
      .then({
        ...caseEvent('ReplacementApproved', { proposalId: PROPOSAL, person: right }),
        corrects: { stream: `case-${CASE}`, version: 3 },
      })
      .thenBefore()
      .thenAfter();
    expect(approved.next.state).toMatchObject({ step: 'voided', replacement: right, proposals: {} });
  });

  it('is refused for the very person, a case of another kind, and one that was replaced (B.5-order)', () => {
    wrong
      .when(proposeReplacement, { ...named, idNumber: ID_NUMBER }, asked)
      .thenRefused('B.5-order', /the very person/);
    toClaim.when(proposeReplacement, named, asked).thenRefused('B.5-order', /voided for a wrong person first/);
    toClaim
      .and({ ...voided, data: { ...voided.data, cause: 'DUPLICATE' } })
      .when(proposeReplacement, named, asked)
      .thenRefused('B.5-order', /not voided for a wrong person/);
    wrong
      .and(caseEvent('CaseReplaced', { byCaseId: uuid(6), commandId: uuid(42) }))
      .when(proposeReplacement, named, asked)
      .thenRefused('B.5-order', /replaced by case/);
  });

  it('can be put right until somebody is enrolled; undoing the voiding forgets it', () => {
    const first = wrong.and(caseEvent('ReplacementApproved', { proposalId: uuid(33), person: 'mistaken' }));
    const again = first.when(proposeReplacement, named, asked).next.when(approveCorrection, decision, { actor: other });
    expect(again.next.state.replacement).toBe(right);
    const undone = again.next.and(caseEvent('VoidUndone', { proposalId: uuid(34), effect: {}, commandId: uuid(72) }));
    expect(undone.state.replacement).toBeUndefined();
  });
});

describe('proposing to correct the certificate', () => {
  const command = proposal(CERTIFICATE, corrected);

  it('keeps the number sealed and takes from it what it encodes', () => {
    const { number, ...given } = corrected;
    const outcome = toPay.when(proposeCertificateCorrection, command, { ...asked, actor: school });
    outcome.then(
      proposed(
        {
          kind: 'CERTIFICATE',
          certificate: {
            ...given,
            kind: 'SKILL_LEVEL',
            occupationId: 'welder',
            number: sealedFor(LEARNER, number),
            certificateId: new FakeKeyed().certificateId('SKILL_LEVEL', number),
          },
        },
        CERTIFICATE,
      ),
    );
    expect(outcome.subject?.orgs).toEqual([SCHOOL, EVALUATOR]);
    expect(JSON.stringify(outcome.events.map(({ data }) => data))).not.toContain(number);
  });

  it('is judged like a recording: level against number (C.6-level), form, year, listed body (A-084)', () => {
    const given = (more: object) => toPay.when(proposeCertificateCorrection, { ...command, ...more }, asked);
    given({ level: 'L4' }).thenRefused('C.6-level');
    given({ number: 'S00004100012320300004' }).thenRefused('C.6-form');
    given({ issuedOn: '2021-06-28' }).thenRefused('C.6-year');
    given({ issuedOn: '2020-05-31' }).thenRefused('A-062');
    toPay
      .facts({ issuer: listed(EVALUATOR, 'EVALUATOR', { listings: {} }) })
      .when(proposeCertificateCorrection, command, asked)
      .thenRefused('A-084');
  });

  it('is refused where it is the certificate on record', () => {
    const { kind, level, issuedOn, issuer } = certificate;
    const same = { kind, level, issuedOn, issuer, number: CERTIFICATE_NUMBER };
    toPay
      .when(proposeCertificateCorrection, proposal(CERTIFICATE, same), asked)
      .thenRefused('B.5-order', /one on record/);
  });

  it('is open before the claim as well, for a wrong one must not be claimed on', () => {
    toClaim.when(proposeCertificateCorrection, command, asked).accepted();
  });
});

describe('proposing another account', () => {
  const command = proposal(CLAIM, account);

  it('keeps number and name sealed', () => {
    const outcome = toPay.when(proposeAccountCorrection, command, { ...asked, actor: actor('LEARNER', '', LEARNER) });
    outcome.then(
      proposed(
        {
          kind: 'ACCOUNT',
          account: {
            kind: 'PERSON',
            payee: LEARNER,
            number: sealedFor(LEARNER, account.accountNumber),
            accountName: sealedFor(LEARNER, NAME),
            bankCnaps: CNAPS,
            luhnOk: true,
          },
        },
        CLAIM,
      ),
    );
  });

  it('is refused where it is not the learner’s own, or bank or number is wrong (C.4)', () => {
    const given = (more: object) => toPay.when(proposeAccountCorrection, { ...command, ...more }, asked);
    given({ accountName: '李四' }).thenRefused('C.4', /learner’s name/);
    given({ bankCnaps: '103503000015' }).thenRefused('C.4', /branch number/);
    given({ accountNumber: '62*17' }).thenRefused('C.4', /malformed/);
  });

  it('is refused where the organisation is paid, whose account stands on its own record', () => {
    const paid = { kind: 'INSTITUTION', payee: SCHOOL, bankCnaps: CNAPS } as const;
    toClaim
      .and(submittedWith({ ...submission, account: paid }))
      .when(proposeAccountCorrection, command, asked)
      .thenRefused('C.4', /own record/);
  });
});

describe('proposing an end, or to undo one', () => {
  it('a confirmed grant can be revoked, an unconfirmed claim is rejected instead', () => {
    const command = proposal(CONFIRMATION, { outcome: 'SUSPECTED_FRAUD' });
    toPay
      .when(proposeRevocation, command, asked)
      .then(proposed({ kind: 'REVOKE', outcome: 'SUSPECTED_FRAUD' }, CONFIRMATION));
    toAccept.when(proposeRevocation, command, asked).thenRefused('B.5-order', /reject the claim/);
    toPay.when(proposeRevocation, { ...command, outcome: 'NO_PROBLEM' }, asked).thenInvalid('outcome');
  });

  it('a duplicate names the other case of the same learner, which stays', () => {
    const command = proposal(1, { cause: 'DUPLICATE', duplicateOf: uuid(8) });
    const twin = { ...toPay.state, caseId: uuid(8) };
    toPay
      .facts({ duplicate: twin })
      .when(proposeVoid, command, asked)
      .then(proposed({ kind: 'VOID', cause: 'DUPLICATE', duplicateOf: uuid(8) }, 1));
    const given = (duplicate: object, more: object = {}) =>
      toPay.facts({ duplicate }).when(proposeVoid, { ...command, ...more }, asked);
    given({ ...twin, person: 'somebody' }).thenRefused('B.5-order', /same learner/);
    given({ ...twin, step: 'voided' }).thenRefused('B.5-order', /not voided/);
    given(twin, { duplicateOf: CASE }).thenRefused('B.5-order');
    given(twin, { cause: 'WRONG_PERSON' }).thenRefused('B.5-order', /for a duplicate only/);
  });

  it.each([
    [
      'rejection',
      proposeUndoRejection,
      caseEvent('ClaimRejected', { opinion: reason, effect: {}, commandId: uuid(9) }),
    ],
    ['withdrawal', proposeUndoWithdrawal, caseEvent('ClaimWithdrawn', { effect: {}, commandId: uuid(9) })],
    [
      'voiding',
      proposeUndoVoid,
      caseEvent('CaseVoided', {
        proposalId: uuid(32),
        cause: 'WRONG_PERSON',
        effect: {},
        slotHeld: true,
        commandId: uuid(9),
      }),
    ],
  ] as const)('a %s in error can be undone, once it happened', (_end, spec, ended) => {
    toAccept.and(ended).when(spec, proposal(4), asked).accepted();
    toAccept.when(spec, proposal(3), asked).thenRefused('B.5-order', /only a/);
  });

  it('what ended comes back as it was: not after the certificate was corrected', () => {
    const revoked = caseEvent('GrantRevoked', {
      proposalId: uuid(32),
      outcome: 'OPERATING_ERROR',
      effect: {},
      commandId: uuid(9),
    });
    toPay.and(revoked).when(proposeUndoRevocation, proposal(10), asked).accepted();
    const rejected = caseEvent('ClaimRejected', { opinion: reason, effect: {}, commandId: uuid(9) });
    const correction = caseEvent('CertificateCorrected', {
      proposalId: uuid(32),
      before: certificate,
      certificate,
      effect: {},
      flags: [],
      commandId: uuid(9),
    });
    toAccept
      .and(rejected, correction)
      .when(proposeUndoRejection, proposal(4), asked)
      .thenRefused('B.5-order', /claim again/);
  });

  it('a write-off needs something that has not come back', () => {
    toPay.when(proposeWriteOff, proposal(1, { recoveryId: 'R1' }), asked).thenRefused('B.5-order');
    const opened = caseEvent('RecoveryOpened', {
      recoveryId: 'R1',
      amountFen: 500,
      fromPayee: LEARNER,
      cause: 'REVOKED',
    });
    toPay
      .and(assigned, instructed, settled, opened)
      .when(proposeWriteOff, proposal(13, { recoveryId: 'R1' }), asked)
      .then(proposed({ kind: 'WRITE_OFF', recoveryId: 'R1' }, 13));
  });
});

describe('deciding a proposal', () => {
  const waiting = toPay.when(proposeAmountCorrection, lowered, asked).next;
  const decision = { caseId: CASE, proposalId: PROPOSAL };

  it('takes another person than who proposed it, whatever the role (B.5-four-eyes)', () => {
    const sameHuman = actor('CONFIRMER', UNIT, clerk.id);
    waiting.when(approveCorrection, decision, { actor: sameHuman }).thenRefused('B.5-four-eyes', /clerk-1/);
    waiting.when(declineCorrection, { ...decision, reason }, { actor: sameHuman }).thenRefused('B.5-four-eyes');
  });

  it('is not for who submitted the claim (B.5-four-eyes)', () => {
    waiting
      .when(approveCorrection, decision, { actor: actor('CONFIRMER', UNIT, school.id) })
      .thenRefused('B.5-four-eyes', /submitted the claim/);
  });

  it('once only: who comes second reads who decided, and how', () => {
    const declined = waiting.when(declineCorrection, { ...decision, reason }, { actor: confirmer });
    declined.then({
      ...caseEvent('CorrectionDeclined', { proposalId: PROPOSAL }),
      corrects: { stream: `case-${CASE}`, version: 10 },
    });
    expect(declined.next.state).toMatchObject({ dueFen: AMOUNT, proposals: {} });
    declined.next.when(approveCorrection, decision, { actor: other }).thenRefused('B.5-order', /declined.*confirmer-1/);
  });

  it('is refused for a proposal that nobody made, or dated before it', () => {
    waiting
      .when(approveCorrection, { ...decision, proposalId: uuid(99) }, { actor: confirmer })
      .thenRefused('B.5-order', /no such proposal/);
    const late = toPay.when(proposeAmountCorrection, lowered, { ...asked, at: '2020-08-01T00:00:00.000Z' }).next;
    late
      .when(approveCorrection, decision, { actor: confirmer, at: '2020-07-31T00:00:00.000Z' })
      .thenRefused('B.5-order', /before the step/);
  });

  it('is refused once what was to be corrected has changed since', () => {
    const account_ = { ...submission.account, number: sealedFor(LEARNER, ACCOUNT_NUMBER) };
    const changed = caseEvent('AccountCorrected', { proposalId: uuid(33), account: account_ });
    const twice = toPay.when(proposeAccountCorrection, proposal(CLAIM, account), asked).next.and(changed);
    twice.when(approveCorrection, decision, { actor: confirmer }).thenRefused('B.5-order', /changed since/);
  });

  it('may be spared: the proposer alone withdraws it', () => {
    waiting.when(withdrawCorrection, { ...decision, reason }, { actor: other }).thenRefused('A-083-role', /clerk-1/);
    const withdrawn = waiting.when(withdrawCorrection, { ...decision, reason }, { actor: clerk });
    withdrawn.then(caseEvent('CorrectionWithdrawn', { proposalId: PROPOSAL }));
    withdrawn.next.when(approveCorrection, decision, { actor: confirmer }).thenRefused('B.5-order', /withdrawn/);
  });
});

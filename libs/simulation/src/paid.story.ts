import { join, type ProgrammeState, type SimulatedCase } from './programme-state';
import type { Story } from './step';
import { endToEndId } from './end-to-end-id';
import { paysLearner } from './filing';
import { overpaid, revoked } from './recovery.story';
import { at, BANK, certificateNumber, documentOf, ofOrganisation, staff, workingDay } from './world';

/** 支付之后: bounces and returns are reissued with the right account; errors and frauds come to light and are treated differently. */
export function* paidStory(world: ProgrammeState, of: SimulatedCase, batchId: string, answeredOn: string): Story {
  const on = workingDay(answeredOn, 3);
  const first = of.attempts === 1;
  if (of.course === 'bank-bounce' && first) yield* newAccount(world, of, on);
  else if (of.course === 'bank-return' && first) {
    yield* returned(world, of, batchId, on);
    yield* newAccount(world, of, workingDay(on, 1));
  } else if (of.course === 'eventful' && first) {
    yield* correctNumber(world, of, on);
    yield* returned(world, of, batchId, workingDay(on, 2));
    yield* newAccount(world, of, workingDay(on, 3));
  } else {
    if (of.course === 'wrong-number') {
      yield* correctNumber(world, of, on);
      yield* returnedInError(world, of, batchId, workingDay(on, 1));
    }
    if (of.course === 'overpaid') yield* overpaid(world, of, workingDay(on, 5));
    if (of.course === 'fraud' || of.course === 'revoked-after-payment') yield* revoked(world, of, workingDay(on, 10));
    of.ended = true;
  }
}

function* returned(world: ProgrammeState, of: SimulatedCase, batchId: string, on: string): Story {
  yield world.step(at(on, '08:00'), BANK, 'RecordBankAnswer', {
    batchId,
    digest: world.digest(),
    lines: [{ endToEndId: endToEndId(of.caseId, 1, of.attempts), result: 'RETURNED', reason: 'AC04' }],
  });
}

/** 回盘误登: the bank's file named the wrong line; two people correct the answer, so that nothing is paid twice. */
function* returnedInError(world: ProgrammeState, of: SimulatedCase, batchId: string, on: string): Story {
  if (!world.slips.due('return recorded in error')) return;
  yield* returned(world, of, batchId, on);
  const { caseId, attempts } = of;
  const { unit } = of.in;
  const version = world.versionOf(caseId, 'PayoutReturned');
  if (version === undefined) return;
  const proposalId = world.random.uuid();
  yield world.step(at(on, '10:00'), staff('PAY_CHECKER', unit), 'ProposeBankAnswerCorrection', {
    caseId,
    proposalId,
    version,
    line: 1,
    attempt: attempts,
    result: 'PAID',
    paidOn: on,
    reason: '银行更正回盘：退票的是另一笔，本笔已到账',
    document: documentOf('BANK_LETTER', on, world.serial()),
  });
  yield world.step(at(on, '15:00'), staff('CONFIRMER', unit), 'ApproveCorrection', { caseId, proposalId });
}

/** 更正收款账户: two people; then the line waits for the next batch. An organisation's account is corrected on its own record. */
function* newAccount(world: ProgrammeState, of: SimulatedCase, on: string): Story {
  const { caseId, person } = of;
  const version = world.versionOf(caseId, 'ClaimSubmitted');
  if (paysLearner(of.in) && version !== undefined) {
    const other = world.people.make();
    const proposalId = world.random.uuid();
    yield world.step(at(on, '10:00'), staff('CLERK', of.in.unit), 'ProposeAccountCorrection', {
      caseId,
      proposalId,
      version,
      accountNumber: other.accountNumber,
      accountName: person.name,
      bankCnaps: other.bankCnaps,
      reason: '原账户已销户，学员提供新账户',
      document: documentOf('CORRECTION_DECISION', on, world.serial()),
    });
    yield world.step(at(on, '15:00'), staff('CONFIRMER', of.in.unit), 'ApproveCorrection', { caseId, proposalId });
  }
  join(world.payable, of.in.unit, of);
}

function* correctNumber(world: ProgrammeState, of: SimulatedCase, on: string): Story {
  const { caseId, person, in: training } = of;
  const version = world.versionOf(caseId, 'CertificateRecorded');
  const issuer = training.evaluator ?? training.runner;
  if (version === undefined || training.project.certKind === 'SPECIAL_OPERATION') return;
  const proposalId = world.random.uuid();
  const document = documentOf('CORRECTION_DECISION', on, world.serial());
  const issuedOn = of.issuedOn ?? on;
  yield world.step(
    at(on, '09:00'),
    ofOrganisation(issuer, training.evaluator ? 'EVALUATOR' : training.runnerRole),
    'ProposeCertificateCorrection',
    {
      caseId,
      proposalId,
      version,
      kind: training.project.certKind,
      number: certificateNumber(training.project, of.level, issuer, issuedOn, world.serial(), person.idNumber),
      ...(of.level === undefined ? {} : { level: of.level }),
      issuedOn,
      issuer: issuer.uscc,
      reason: '录入时末位看错，已与原件核对',
      document,
    },
  );
  yield world.step(at(on, '16:00'), staff('CONFIRMER', training.unit), 'ApproveCorrection', { caseId, proposalId });
}

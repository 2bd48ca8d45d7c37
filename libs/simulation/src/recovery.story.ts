import type { ProgrammeState, SimulatedCase } from './programme-state';
import type { Story } from './step';
import { at, documentOf, staff, workingDay } from './world';

/** 撤销: an honest error is repaid in two instalments; of a fraud, established by two people, half comes back and half is written off. */
export function* revoked(world: ProgrammeState, of: SimulatedCase, on: string): Story {
  const { caseId } = of;
  const { unit } = of.in;
  const version = world.versionOf(caseId, 'ClaimConfirmed');
  if (version === undefined) return;
  const proposalId = world.random.uuid();
  const fraud = of.course === 'fraud';
  yield world.step(at(on, '10:00'), staff('CLERK', unit), 'ProposeRevocation', {
    caseId,
    proposalId,
    version,
    outcome: fraud ? 'ESTABLISHED_FRAUD' : 'OPERATING_ERROR',
    reason: fraud ? '回访与影像比对：本人未参加培训，签到系代签' : '窗口误将已享受同等级补贴的学员录入，主动报告',
    document: documentOf('REVOCATION_DECISION', on, world.serial()),
  });
  const decidedOn = workingDay(on, 2);
  yield world.step(at(decidedOn, '10:00'), staff('CONFIRMER', unit), 'ApproveCorrection', { caseId, proposalId });
  const half = Math.floor(of.amountFen / 2);
  yield* repaid(world, of, half, workingDay(decidedOn, 5));
  if (fraud) yield* writtenOff(world, of, workingDay(decidedOn, 10));
  else {
    yield* repaid(world, of, of.amountFen - half, workingDay(decidedOn, 10));
    const closing = { caseId, recoveryId: 'R1', reason: '款项已全部追回' };
    yield world.step(at(workingDay(decidedOn, 11), '09:00'), staff('CONFIRMER', unit), 'CloseRecovery', closing);
  }
}

/** 支付后更正金额: a tenth was paid too much, and comes back at once. */
export function* overpaid(world: ProgrammeState, of: SimulatedCase, on: string): Story {
  const { caseId } = of;
  const { unit } = of.in;
  const version = world.versionOf(caseId, 'ClaimSubmitted');
  if (version === undefined) return;
  const proposalId = world.random.uuid();
  const tooMuch = Math.floor(of.amountFen / 10);
  of.amountFen -= tooMuch;
  yield world.step(at(on, '10:00'), staff('CLERK', unit), 'ProposeAmountCorrection', {
    caseId,
    proposalId,
    version,
    amountFen: of.amountFen,
    reason: '核查发现其他部门已补贴部分培训费',
    document: documentOf('CORRECTION_DECISION', on, world.serial()),
  });
  const decidedOn = workingDay(on, 1);
  yield world.step(at(decidedOn, '10:00'), staff('CONFIRMER', unit), 'ApproveCorrection', { caseId, proposalId });
  yield* repaid(world, of, tooMuch, workingDay(decidedOn, 5));
}

function* repaid(world: ProgrammeState, { caseId, in: { unit } }: SimulatedCase, amountFen: number, on: string): Story {
  yield world.step(at(on, '10:00'), staff('PAY_CHECKER', unit), 'RecordRecovery', {
    caseId,
    recoveryId: 'R1',
    amountFen,
    document: documentOf('RECOVERY_RECEIPT', on, world.serial()),
  });
}

/** 核销: the rest cannot be had; one proposes, another approves. */
function* writtenOff(world: ProgrammeState, { caseId, in: { unit } }: SimulatedCase, on: string): Story {
  const version = world.versionOf(caseId, 'RecoveryOpened');
  if (version === undefined) return;
  const proposalId = world.random.uuid();
  yield world.step(at(on, '10:00'), staff('CLERK', unit), 'ProposeWriteOff', {
    caseId,
    proposalId,
    version,
    recoveryId: 'R1',
    reason: '当事人无可供执行的财产，余款无法追回',
    document: documentOf('WRITE_OFF_DECISION', on, world.serial()),
  });
  yield world.step(at(on, '16:00'), staff('CONFIRMER', unit), 'ApproveCorrection', { caseId, proposalId });
}

import { claimOf } from './claim';
import { acceptedElsewhere, claimedTwice, claimSlips, reviewedTwice } from './claim-slips.story';
import { join, type Course, type ProgrammeState, type SimulatedCase } from './programme-state';
import type { Story } from './step';
import { at, documentOf, ofOrganisation, staff, workingDay } from './world';

/** Why a claim of such a course is refused, whatever its form. */
const REFUSED: Partial<Readonly<Record<Course, string>>> = {
  'off-roster': 'A-078',
  'beyond-class': 'A-071-class',
  repeated: 'A-064',
  fourth: 'A-063',
};

/** 一件申请, from submission to the second review; then it waits for the unit's next publicity. */
export function* claimStory(world: ProgrammeState, of: SimulatedCase, on: string): Story {
  const { caseId } = of;
  const { unit } = of.in;
  const runner = ofOrganisation(of.in.runner, of.in.runnerRole);
  const clerk = staff('CLERK', unit);
  // 标准待定: claimed in vain.
  const refusedBy = of.in.rateFen === 0 ? 'A-087' : REFUSED[of.course];
  if (refusedBy === undefined) yield* claimSlips(world, of, at(on, '09:00'));
  yield world.step(at(on, '09:05'), runner, 'SubmitClaim', claimOf(of), refusedBy);
  let day = workingDay(on, world.random.int(1, 3));
  if (of.course === 'fourth') {
    yield* exception(world, of, day);
    day = workingDay(day, 2);
  } else if (refusedBy !== undefined) {
    of.ended = true;
    return;
  }
  yield* claimedTwice(world, of, at(day, '09:10'));
  if (of.course === 'supplements') day = yield* supplements(world, of, day);
  if (of.course === 'withdrawn') {
    of.ended = true;
    yield world.step(at(day, '09:30'), runner, 'WithdrawClaim', { caseId, reason: '学员本人要求撤回，改日再申请' });
    return;
  }
  yield* acceptedElsewhere(world, of, at(day, '13:50'));
  yield world.step(at(day, '14:00'), clerk, 'AcceptClaim', { caseId });
  day = workingDay(day, world.random.int(1, 4));
  yield* reviews(world, of, day);
}

/** 名额例外: refused as the fourth of the year; two people make an exception for this case, and it is claimed again. */
function* exception(world: ProgrammeState, of: SimulatedCase, on: string): Story {
  const { caseId, person, issuedOn = on } = of;
  const { unit } = of.in;
  const exceptionId = world.random.uuid();
  yield world.step(at(on, '10:00'), staff('CLERK', unit), 'ProposeQuotaException', {
    idNumber: person.idNumber,
    exceptionId,
    caseId,
    year: Number(issuedOn.slice(0, 4)),
    reason: '转岗再就业需要，用人单位出具证明',
    document: documentOf('QUOTA_EXCEPTION', on, world.serial()),
  });
  const next = workingDay(on, 1);
  const approval = { idNumber: person.idNumber, exceptionId };
  yield world.step(at(next, '10:00'), staff('CONFIRMER', unit), 'ApproveQuotaException', approval);
  const runner = ofOrganisation(of.in.runner, of.in.runnerRole);
  yield world.step(at(next, '15:00'), runner, 'SubmitClaim', claimOf(of));
}

/** 补正: something is missing, is supplied, and the claim goes on a day later. */
function* supplements(world: ProgrammeState, of: SimulatedCase, on: string): Story<string> {
  const { caseId } = of;
  const items = ['身份证复印件', '承诺书'];
  yield world.step(at(on, '10:00'), staff('CLERK', of.in.unit), 'RequestSupplements', { caseId, items });
  const day = workingDay(on, 2);
  const documents = [documentOf('CLAIM_SUPPLEMENT', day, world.serial())];
  const runner = ofOrganisation(of.in.runner, of.in.runnerRole);
  yield world.step(at(day, '11:00'), runner, 'SupplyDocuments', { caseId, items, documents });
  return workingDay(day, 1);
}

/** 初审和复审, by two people. */
function* reviews(world: ProgrammeState, of: SimulatedCase, on: string): Story {
  const { caseId } = of;
  const { unit } = of.in;
  const first = staff('REVIEWER', unit, 1);
  const pass = (opinion: string) => ({ caseId, verdict: 'PASS', opinion });
  yield world.step(at(on, '09:00'), first, 'RecordFirstReview', pass('材料齐全，与系统登记一致'));
  if (of.course === 'review-taken-back') {
    const document = documentOf('CORRECTION_DECISION', on, world.serial());
    const reason = '漏看一页考勤，收回重审';
    yield world.step(at(on, '10:00'), first, 'TakeBackFirstReview', { caseId, reason, document });
    yield world.step(at(on, '11:00'), first, 'RecordFirstReview', pass('补看考勤后同意'));
  }
  const day = workingDay(on, world.random.int(1, 3));
  yield* reviewedTwice(world, of, at(day, '14:50'));
  const fails = of.course === 'rejected';
  yield world.step(at(day, '15:00'), staff('REVIEWER', unit, 2), 'RecordSecondReview', {
    caseId,
    verdict: fails ? 'FAIL' : 'PASS',
    opinion: fails ? '回访本人称未参加培训，不予通过' : '同意初审意见',
  });
  if (fails) {
    const opinion = '复审不通过，予以拒绝';
    of.ended = true;
    yield world.step(at(workingDay(day, 1), '09:00'), staff('CONFIRMER', unit), 'RejectClaim', { caseId, opinion });
    return;
  }
  if (of.course === 'amount-corrected') yield* amountCorrected(world, of, workingDay(day, 1));
  join(world.reviewed, unit, of);
}

/** 支付前更正金额: another department has paid a tenth already, so less is due. */
function* amountCorrected(world: ProgrammeState, of: SimulatedCase, on: string): Story {
  const { caseId } = of;
  const version = world.versionOf(caseId, 'ClaimSubmitted');
  if (version === undefined) return;
  const proposalId = world.random.uuid();
  of.amountFen -= Math.floor(of.amountFen / 10);
  yield world.step(at(on, '09:00'), staff('CLERK', of.in.unit), 'ProposeAmountCorrection', {
    caseId,
    proposalId,
    version,
    amountFen: of.amountFen,
    reason: '其他部门已补贴部分培训费，差额补贴',
    document: documentOf('CORRECTION_DECISION', on, world.serial()),
  });
  const approver = staff('CONFIRMER', of.in.unit, 2);
  yield world.step(at(on, '14:00'), approver, 'ApproveCorrection', { caseId, proposalId });
}

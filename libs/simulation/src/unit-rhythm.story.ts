import { join, takeAll, type ProgrammeState, type SimulatedCase } from './programme-state';
import { endToEndId } from './end-to-end-id';
import { answeredTwice, checkedByMaker, confirmedEarly, confirmedUnread, paidAgain } from './payment-slips.story';
import { paidStory } from './paid.story';
import { until, type Story } from './step';
import { at, BANK, documentOf, staff, workingDay } from './world';

const MAX_LINES = 500;

/** 一个单位的月度节奏: publicity of what was reviewed, confirmation, a payment batch and the bank's answer. */
export function* unitRhythm(world: ProgrammeState, unit: string, from: string, to: string): Story {
  for (let month = from; month <= to; month = nextMonth(month)) {
    const opened = workingDay(`${month}-02`, 2);
    yield until(at(opened, '08:00'));
    yield* publicity(world, unit, opened);
    const paid = workingDay(opened, 9);
    yield until(at(paid, '08:00'));
    yield* payment(world, unit, paid);
  }
}

function* publicity(world: ProgrammeState, unit: string, firstDay: string): Story {
  const cases = takeAll(world.reviewed, unit).slice(0, MAX_LINES);
  if (cases.length === 0) return;
  const clerk = staff('CLERK', unit);
  const publicityId = world.random.uuid();
  yield world.step(at(firstDay, '09:00'), clerk, 'OpenPublicity', {
    publicityId,
    unit,
    caseIds: cases.map(({ caseId }) => caseId),
    firstDay,
  });
  const objected = workingDay(firstDay, 2);
  yield* confirmedEarly(world, unit, { publicityId, cases }, at(objected, '09:30'));
  const disputed = cases.filter(({ course }) => course.startsWith('objection'));
  yield* objections(world, disputed, objected);
  const closedOn = workingDay(firstDay, 5);
  yield world.step(at(closedOn, '09:00'), clerk, 'ClosePublicity', { publicityId });
  const confirmer = staff('CONFIRMER', unit);
  for (const each of cases.filter(({ course }) => course === 'objection-upheld')) {
    each.ended = true;
    const rejected = { caseId: each.caseId, opinion: '异议成立，予以拒绝' };
    yield world.step(at(closedOn, '10:00'), confirmer, 'RejectClaim', rejected);
  }
  for (const each of cases.filter(({ course }) => course === 'suspected')) yield* suspected(world, each, closedOn);
  const granted = cases.filter(({ ended }) => !ended);
  for (const { caseId } of granted) yield world.step(at(closedOn, '10:30'), confirmer, 'ConfirmClaim', { caseId });
  join(world.payable, unit, ...granted);
}

/** 涉嫌骗取: the flag of a lower level after a higher one is looked into; the claim cannot be confirmed and is rejected. */
function* suspected(world: ProgrammeState, of: SimulatedCase, on: string): Story {
  const { caseId } = of;
  const confirmer = staff('CONFIRMER', of.in.unit);
  yield* confirmedUnread(world, of, at(on, '10:05'));
  yield world.step(at(on, '10:10'), staff('CONFIRMER', of.in.unit, 2), 'CloseFlag', {
    caseId,
    flag: 'LEVEL_DOWNGRADE',
    outcome: 'SUSPECTED_FRAUD',
    opinion: '已持更高等级证书，培训签到系他人代签',
  });
  yield world.step(at(on, '10:20'), confirmer, 'ConfirmClaim', { caseId }, 'A-076');
  of.ended = true;
  yield world.step(at(on, '10:25'), confirmer, 'RejectClaim', { caseId, opinion: '涉嫌骗取，予以拒绝并移交核查' });
}

/** 异议: all are lodged, then each is resolved by another than who confirms. */
function* objections(world: ProgrammeState, cases: readonly SimulatedCase[], on: string): Story {
  const lodged = cases.map((of) => ({ of, objectionId: world.random.uuid() }));
  for (const { of, objectionId } of lodged)
    yield world.step(at(on, '10:00'), staff('CLERK', of.in.unit), 'LodgeObjection', {
      caseId: of.caseId,
      objectionId,
      summary: '群众来电反映该学员培训期间在外地务工',
    });
  for (const { of, objectionId } of lodged) {
    const upheld = of.course === 'objection-upheld';
    yield world.step(at(workingDay(on, 2), '15:00'), staff('CONFIRMER', of.in.unit, 2), 'ResolveObjection', {
      caseId: of.caseId,
      objectionId,
      upheld,
      opinion: upheld ? '核对出行记录，异议成立' : '核对考勤影像，异议不成立',
    });
  }
}

function* payment(world: ProgrammeState, unit: string, on: string): Story {
  const cases = takeAll(world.payable, unit).slice(0, MAX_LINES);
  if (cases.length === 0) return;
  const confirmer = staff('CONFIRMER', unit);
  const batchId = world.random.uuid();
  const held = cases.filter(({ course, heldOnce }) => course === 'hold' && !heldOnce);
  for (const each of held)
    yield world.step(at(on, '08:40'), confirmer, 'PlaceHold', { caseId: each.caseId, cause: '待核实银行账户' });
  const lines = cases.filter((each) => !held.includes(each));
  const batch = { batchId, unit, caseIds: cases.map(({ caseId }) => caseId) };
  const nothing = lines.length === 0 ? 'D.4-batch' : undefined;
  yield world.step(at(on, '09:00'), staff('PAY_MAKER', unit), 'MakeBatch', batch, nothing);
  yield* released(world, unit, held, on);
  if (lines.length === 0) return;
  yield* checkedByMaker(world, unit, batchId, at(workingDay(on, 1), '08:50'));
  yield world.step(at(workingDay(on, 1), '09:00'), staff('PAY_CHECKER', unit), 'CheckBatch', { batchId });
  yield world.step(at(workingDay(on, 1), '15:00'), staff('PAY_SIGNER', unit), 'SignBatch', { batchId });
  yield world.step(at(workingDay(on, 2), '09:00'), staff('PAY_MAKER', unit), 'DispatchBatch', { batchId });
  const answeredOn = workingDay(on, 4);
  for (const each of lines) each.attempts += 1;
  const answer = {
    batchId,
    digest: world.digest(),
    lines: lines.map((each) => {
      const first = each.attempts === 1;
      const rejected = first && each.course === 'bank-bounce';
      return {
        endToEndId: endToEndId(each.caseId, 1, each.attempts),
        result: rejected ? 'REJECTED' : 'PAID',
        ...(rejected ? { reason: 'AC01' } : {}),
      };
    }),
  };
  yield world.step(at(answeredOn, '08:00'), BANK, 'RecordBankAnswer', answer);
  yield* answeredTwice(world, answer, at(answeredOn, '08:30'));
  yield* paidAgain(world, unit, lines, at(answeredOn, '09:00'));
  for (const each of lines) world.begin(paidStory(world, each, batchId, answeredOn));
}

/** 解除暂缓: once the account is checked, the case waits for the next batch. */
function* released(world: ProgrammeState, unit: string, held: readonly SimulatedCase[], on: string): Story {
  for (const each of held) {
    const document = documentOf('RELEASE_DECISION', on, world.serial());
    yield world.step(at(on, '17:00'), staff('CONFIRMER', unit), 'ReleaseHold', {
      caseId: each.caseId,
      reason: '账户已核实',
      document,
    });
    each.heldOnce = true;
    join(world.payable, unit, each);
  }
}

const nextMonth = (month: string): string => {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
};

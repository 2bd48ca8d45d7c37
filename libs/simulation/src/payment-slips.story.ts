import type { ProgrammeState, SimulatedCase } from './programme-state';
import type { Story } from './step';
import { BANK, staff } from './world';

/* Mistakes on the way from publicity to payment; each is refused. */

interface Published {
  readonly publicityId: string;
  readonly cases: readonly SimulatedCase[];
}

/** 公示未满: a claim is confirmed, and the list closed, before its last day is over. */
export function* confirmedEarly(world: ProgrammeState, unit: string, list: Published, when: string): Story {
  const { publicityId, cases } = list;
  const [first] = cases;
  if (first && world.slips.due('confirmed early'))
    yield world.step(when, staff('CONFIRMER', unit), 'ConfirmClaim', { caseId: first.caseId }, 'B.5-publicity');
  if (world.slips.due('closed early'))
    yield world.step(when, staff('CLERK', unit), 'ClosePublicity', { publicityId }, 'B.5-publicity');
}

/** 标记未关闭: nobody has looked at the flag yet. */
export function* confirmedUnread(world: ProgrammeState, { caseId, in: { unit } }: SimulatedCase, when: string): Story {
  if (world.slips.due('confirmed with an open flag'))
    yield world.step(when, staff('CONFIRMER', unit), 'ConfirmClaim', { caseId }, 'B.5-order');
}

/** 自制自核: who made the batch signs in as its checker. */
export function* checkedByMaker(world: ProgrammeState, unit: string, batchId: string, when: string): Story {
  if (!world.slips.due('checked by its maker')) return;
  const maker = staff('PAY_MAKER', unit);
  yield world.step(when, { ...maker, role: 'PAY_CHECKER' }, 'CheckBatch', { batchId }, 'B.5-four-eyes');
}

/** 回盘重复: the same file once more. */
export function* answeredTwice(world: ProgrammeState, answer: object, when: string): Story {
  if (world.slips.due('answer recorded twice')) yield world.step(when, BANK, 'RecordBankAnswer', answer, 'D.4-batch');
}

/** 重复拨付: a batch of what was paid already. */
export function* paidAgain(world: ProgrammeState, unit: string, lines: readonly SimulatedCase[], when: string): Story {
  const paid = lines.filter(({ course, attempts }) => course !== 'bank-bounce' || attempts > 1);
  if (paid.length === 0 || !world.slips.due('paid again')) return;
  const again = { batchId: world.random.uuid(), unit, caseIds: paid.map(({ caseId }) => caseId) };
  yield world.step(when, staff('PAY_MAKER', unit), 'MakeBatch', again, 'D.4-batch');
}

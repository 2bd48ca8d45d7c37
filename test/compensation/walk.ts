import type { Cell, Undone } from '@ledger/streams';
import type { Training } from '../stories/training';
import type { Scenario } from './case-scenarios';
import type { Journey } from './journey';
import { expectBalanced, measure, touchedSince, type Measured } from './measure';

type Walked = Journey & { readonly training: Training; readonly caseId: string };

/**
 * 走一格: brings a fresh matter to the state of the cell, then undoes it in every way that the cell names; or sees that what would
 * undo it is refused by the rule that the cell names.
 */
export async function walk<J extends Walked>(
  cell: Cell,
  scenario: Scenario<J>,
  fresh: () => Promise<J>,
): Promise<void> {
  const { answer } = cell;
  if (answer.is === 'over') await bring(cell, scenario, fresh);
  if (answer.is !== 'undone') return;
  for (const steps of [answer.steps, ...(answer.or ?? [])]) {
    const { journey, before } = await bring(cell, scenario, fresh);
    const reached = await measure(journey);
    await journey.giveAll(steps);
    const after = await measure(journey);
    const touched = touchedSince(journey.town, reached);
    expectOutcome(cell, answer, { before, reached, after, touched, alone: scenario.after.length === 1 });
  }
}

/** Up to the state of the cell; what does not undo it there is refused, by the rule that the cell names. */
async function bring<J extends Walked>(
  cell: Cell,
  scenario: Scenario<J>,
  fresh: () => Promise<J>,
): Promise<{ readonly journey: J; readonly before: Measured }> {
  const journey = await fresh();
  scenario.with?.(journey);
  if (cell.stage === 'returned' && 'bankSays' in journey) journey.bankSays = 'REJECTED';
  await journey.giveAll(scenario.before);
  const before = await measure(journey);
  await journey.giveAll(scenario.after);
  const refused = cell.answer.is === 'none' ? undefined : cell.answer.refusedNow;
  if (refused) {
    const { command, ruleId } = refused;
    expect([command, await journey.refusalOf(command)]).toEqual([command, ruleId]);
  }
  return { journey, before };
}

interface Moments {
  readonly before: Measured;
  readonly reached: Measured;
  readonly after: Measured;
  readonly touched: ReturnType<typeof touchedSince>;
  /** Nothing but the command itself lies between before and reached. */
  readonly alone: boolean;
}

function expectOutcome(cell: Cell, { slot, money }: Undone, moments: Moments): void {
  const { reached, after } = moments;
  expectBalanced(reached);
  expectBalanced(after);
  expectLonger(moments);
  expectPlace(cell, moments);
  expectSlot(slot, moments);
  expectMoney(cell, money, moments);
}

/** Nothing was taken out of the history: every stream is as long as it was, and one at least is longer. */
function expectLonger({ reached, after }: Moments): void {
  const grown = Object.entries(after.lengths).map(([stream, length]) => length - (reached.lengths[stream] ?? 0));
  expect(Math.min(...grown)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...grown)).toBeGreaterThan(0);
}

/** 名册: enrolment itself took the place, before the journey began. */
function expectPlace({ command }: Cell, { before, reached, after, touched }: Moments): void {
  const former = command === 'EnrolLearner' ? false : before.place;
  expect(after.place).toBe(touched.place ? former : reached.place);
}

/** What is not touched is as the later steps left it; where there were none, as before the command. */
function expectSlot(slot: Undone['slot'], { before, reached, after, touched, alone }: Moments): void {
  if (slot === 'untouched') {
    expect([after.slots, touched.slots]).toEqual([reached.slots, false]);
    if (alone) expect(after.slots).toEqual(before.slots);
  } else if (slot === 'released') {
    expect(Object.keys(before.slots)).toHaveLength(1);
    expect([after.slots, touched.slots]).toEqual([{}, true]);
  } else expect(after.slots).toEqual(before.slots);
}

const moves = (a: Measured['line'], b: Measured['line']): Partial<Measured['line']> =>
  Object.fromEntries(
    Object.entries(a)
      .map(([account, fen]) => [account, fen - b[account as keyof typeof b]] as const)
      .filter(([, fen]) => fen !== 0),
  );

const standing = ({ class: held, line, city }: Measured) => ({ held, line, city });

function expectMoney(
  { command }: Cell,
  money: Undone['money'],
  { before, reached, after, touched, alone }: Moments,
): void {
  const moved = moves(after.line, before.line);
  const grantFen = reached.linesFen;
  switch (money) {
    case 'untouched':
      expect([standing(after), touched.money]).toEqual([standing(reached), false]);
      if (alone) expect(standing(after)).toEqual(standing(before));
      return;
    case 'restored':
      expect(standing(after)).toEqual(standing(before));
      // A supplement goes back with what was due.
      if (command !== 'FundSupplement') expect(after.dueFen).toBe(before.dueFen);
      expect(after.openFen + after.forgivenFen).toBe(before.openFen + before.forgivenFen);
      return;
    case 'to-line':
      expect(moved).toEqual({ available: grantFen, encumbered: -grantFen });
      expect(after.openFen).toBe(0);
      return;
    case 'asked-back':
      expect(moved).toEqual({ paid: grantFen, encumbered: -grantFen });
      expect(after.openFen).toBe(grantFen);
      return;
    case 'waits-for-bank':
      expect(moved).toEqual({ inTransit: grantFen, encumbered: -grantFen });
      expect(after.dueFen).toBe(0);
      return;
    case 'found-anew':
      expect([after.dueFen, after.linesFen]).toEqual([before.dueFen, before.linesFen]);
      expect(touched.money).toBe(true);
  }
}

import { SUBJECTS, type Cell, type Undone } from '@ledger/streams';
import type { Town } from '../stories/town';
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
  if (answer.is === 'none') return;
  const ways = answer.is === 'undone' ? [answer.steps, ...(answer.or ?? [])] : [undefined];
  for (const steps of ways) {
    const journey = await fresh();
    scenario.with?.(journey);
    await journey.giveAll(told(journey, cell, scenario.before));
    const before = await measure(journey);
    await journey.giveAll(told(journey, cell, scenario.after));
    if (answer.refusedNow && steps !== undefined ? steps === (answer as Undone).steps : answer.refusedNow)
      expect([answer.refusedNow!.command, await journey.refusalOf(answer.refusedNow!.command)]).toEqual([
        answer.refusedNow!.command,
        answer.refusedNow!.ruleId,
      ]);
    if (answer.is !== 'undone' || steps === undefined) continue;
    const reached = await measure(journey);
    await journey.giveAll(steps);
    const after = await measure(journey);
    expectOutcome(cell, answer, { before, reached, after, town: journey.town });
  }
}

/** What the bank says on the way to the state. */
function told(journey: Walked, { stage }: Cell, commands: readonly string[]): readonly string[] {
  if (stage === 'returned' && 'bankSays' in journey) journey.bankSays = 'REJECTED';
  return commands;
}

interface Moments {
  readonly before: Measured;
  readonly reached: Measured;
  readonly after: Measured;
  readonly town: Town;
}

function expectOutcome(cell: Cell, { slot, money }: Undone, { before, reached, after, town }: Moments): void {
  expectBalanced(reached);
  expectBalanced(after);
  expectLonger(reached, after);
  const touched = touchedSince(town, reached);
  expectSlot(cell, slot, { before, after, touched: touched.slots });
  expectMoney(money, { before, reached, after, touched: touched.money });
}

/** Nothing was taken out of the history: every stream is as long as it was, and one at least is longer. */
function expectLonger(reached: Measured, after: Measured): void {
  const grown = Object.entries(after.lengths).map(([stream, length]) => length - (reached.lengths[stream] ?? 0));
  expect(Math.min(...grown)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...grown)).toBeGreaterThan(0);
}

function expectSlot(
  { command }: Cell,
  slot: Undone['slot'],
  { before, after, touched }: { before: Measured; after: Measured; touched: boolean },
): void {
  // Enrolment itself took the place, before the journey began.
  const place = command === 'EnrolLearner' ? false : before.place;
  expect(after.place).toBe(place);
  if (slot === 'released') expect([after.slots, touched]).toEqual([{}, true]);
  else expect([after.slots, touched]).toEqual([before.slots, slot === 'restored']);
}

const less = (a: Measured['line'], b: Measured['line']): Partial<Measured['line']> =>
  Object.fromEntries(
    Object.entries(a)
      .map(([account, fen]) => [account, fen - b[account as keyof typeof b]] as const)
      .filter(([, fen]) => fen !== 0),
  );

function expectMoney(
  money: Undone['money'],
  { before, reached, after, touched }: { before: Measured; reached: Measured; after: Measured; touched: boolean },
): void {
  const moved = less(after.line, before.line);
  const grantFen = reached.linesFen;
  switch (money) {
    case 'untouched':
      expect([moved, touched]).toEqual([{}, false]);
      expect(after).toMatchObject({ class: before.class, city: before.city });
      return;
    case 'restored':
      expect(moved).toEqual({});
      expect(after).toMatchObject({ class: before.class, city: before.city, dueFen: before.dueFen });
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
      expect(touched).toBe(true);
  }
}

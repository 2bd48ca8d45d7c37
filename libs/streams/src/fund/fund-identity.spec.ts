import { addMilliseconds, nameOf, type EventBody, type LedgerEvent } from '@ledger/kernel';
import { actor, FIRST_INSTANT, recorded, uuid } from '@ledger/testing';
import fc from 'fast-check';
import type { FundState } from './fund.state';
import { CITY_LINE, fundId, fundStream } from './fund.stream';

const DAY_MS = 86_400_000;
const ids = (letter: string, n: number) => fc.integer({ min: 1, max: n }).map((i) => `${letter}${i}`);
const command = fc.integer({ min: 1, max: 6 }).map(uuid);
const classId = ids('class-', 2);
const caseId = ids('case-', 4);
const batchId = ids('batch-', 3);
const answerId = ids('answer-', 30);
const entryId = ids('entry-', 3);
/** Mostly small against what is encumbered, so that money gets all the way; sometimes more than there is. */
const amountFen = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 9 }) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 400_000 }) },
);
const classAmountFen = fc.integer({ min: 1, max: 200_000 });
const small = fc.integer({ min: 1, max: 4 });
const part = fc.integer({ min: 0, max: 4 });
const zeroOrAmount = fc.oneof(fc.constant(0), amountFen);
const named = <T>(effect: string, data: fc.Arbitrary<T>) => fc.record({ effect: fc.constant(effect), data });

const maybeCase = fc.option(caseId, { nil: undefined, freq: 2 });
const perClass = fc.uniqueArray(fc.record({ classId, amountFen }), { maxLength: 2, selector: (each) => each.classId });
const effects = fc.oneof(
  { weight: 4, arbitrary: named('encumber', fc.record({ classId, amountFen: classAmountFen, caseId: maybeCase })) },
  {
    weight: 3,
    arbitrary: named(
      'release',
      fc.record({
        classId,
        amountFen,
        caseId: maybeCase,
        why: fc.constantFrom('gave-back', 'class-closed', 'rejected'),
      }),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.record({ batchId, encumbered: perClass, owedFen: zeroOrAmount }).map((data) => ({
      effect: 'dispatch',
      data: { ...data, totalFen: data.owedFen + data.encumbered.reduce((sum, each) => sum + each.amountFen, 0) },
    })),
  },
  {
    weight: 6,
    arbitrary: named('answer', fc.record({ batchId, answerId, paidFen: part, bouncedFen: part })),
  },
  { weight: 3, arbitrary: named('returned', fc.record({ batchId, answerId, amountFen: part })) },
  {
    weight: 3,
    arbitrary: named('release-owed', fc.record({ caseId, amountFen: small, why: fc.constant('corrected') })),
  },
  named('recover', fc.record({ caseId, recoveryId: fc.constant('recovery-1'), entryId, amountFen: small })),
  named('reverse-recovery', fc.record({ caseId, recoveryId: fc.constant('recovery-1'), entryId, amountFen: small })),
  named('restore-recovery', fc.record({ caseId, recoveryId: fc.constant('recovery-1'), entryId, amountFen: small })),
);

/** An effect, by which command, and how many days after (or before) the one before it was asked for. */
const step = fc.record({ asked: effects, commandId: command, days: fc.integer({ min: -3, max: 3 }) });
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const histories = fc.array(step, { minLength: 20, maxLength: 60, size: 'max' });

class Line {
  readonly events: LedgerEvent[] = [];
  state: FundState = fundStream.initial();

  constructor(readonly id: string) {}

  append(bodies: readonly EventBody[], at: string, commandId: string): void {
    const envelope = { command: { name: 'Spec', id: commandId, digest: '' } };
    const posted = recorded(
      nameOf(fundStream, this.id),
      bodies.map((body) => ({ ...body, envelope: { ...envelope, occurredAt: body.occurredAt ?? at } })),
      this.events.length,
    );
    this.events.push(...posted);
    this.state = posted.reduce((state, event) => fundStream.evolve(state, event), this.state);
  }

  decide(effect: string, data: object, at: string, commandId: string): readonly EventBody[] | 'refused' {
    const context = { commandId, commandName: 'Spec', actor: actor('CLERK', 'XC-411002'), at };
    const said = fundStream.effects[effect]!(data as never, this.state, context);
    return 'refusal' in said ? 'refused' : said.events;
  }
}

const sum = (amounts: Record<string, number>): number =>
  Object.values(amounts).reduce((total, each) => total + each, 0);

function expectBalanced(state: FundState): void {
  const { allottedFen, availableFen, encumberedFen, inTransitFen, owedFen, paidFen, recoveredFen } = state;
  const balances = { allottedFen, availableFen, encumberedFen, inTransitFen, owedFen, paidFen, recoveredFen };
  const held = { ...state.encumberedByClass, ...state.inTransitByBatch };
  expect({
    allottedFen: availableFen + encumberedFen + inTransitFen + owedFen + paidFen - recoveredFen,
    encumberedFen: sum(state.encumberedByClass),
    inTransitFen: sum(state.inTransitByBatch),
    negative: Object.entries({ ...balances, ...held }).filter(([, fen]) => fen < 0 || !Number.isSafeInteger(fen)),
  }).toEqual({ allottedFen, encumberedFen, inTransitFen, negative: [] });
}

/** A line with one million yuan of fen, on which the steps are taken one after another. */
function play(steps: readonly Step[], afterEach: (line: Line, posted: number, step: Step, at: string) => void): Line {
  const line = new Line(fundId('XC-411002'));
  line.append([{ type: 'FundsAllotted', data: { allotmentId: 'a1', amountFen: 1_000_000 } }], FIRST_INSTANT, uuid(99));
  let at = FIRST_INSTANT;
  for (const each of steps) {
    at = addMilliseconds(at, each.days * DAY_MS);
    const { effect, data } = each.asked;
    const events = line.decide(effect, data, at, each.commandId);
    if (events !== 'refused') line.append(events, at, each.commandId);
    afterEach(line, events === 'refused' ? 0 : events.length, each, at);
  }
  return line;
}

const POSTINGS = [
  'EncumbranceReleased',
  'FundsAllotted',
  'FundsEncumbered',
  'FundsRecovered',
  'OwedReleased',
  'PayoutsAnswered',
  'PayoutsDispatched',
  'PayoutsReturned',
  'RecoveryEntryReversed',
];
const RUNS = { numRuns: 300 };

describe('the money of a unit’s line (A-071)', () => {
  it('allotted = available + encumbered + in transit + owed + paid − recovered after any history, and no part is ever negative', () => {
    const posted = new Map<string, number>();
    fc.assert(
      fc.property(histories, (steps) => {
        const line = play(steps, ({ state }) => expectBalanced(state));
        for (const { type } of line.events) posted.set(type, (posted.get(type) ?? 0) + 1);
      }),
      RUNS,
    );
    // The histories reach every posting that a class, batch or case can make.
    expect([...posted.keys()].toSorted()).toEqual(POSTINGS);
  });

  it('an effect that the same command asks for again is already there: nothing is posted twice', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        play(steps, (line, posted, { asked, commandId }, at) => {
          const again = posted > 0 ? line.decide(asked.effect, asked.data, at, commandId) : [];
          expect([asked.effect, again]).toEqual([asked.effect, []]);
        });
      }),
      RUNS,
    );
  });

  it('is never back-dated: a posting asked for an earlier day stands at the latest time, with that day beside it', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        let latest = FIRST_INSTANT;
        play(steps, (line, posted, _step, at) => {
          if (posted === 0) return;
          const last = line.events[line.events.length - 1]!;
          const { valueOn } = last.data as { valueOn?: string };
          expect([last.occurredAt, valueOn]).toEqual(at >= latest ? [at, undefined] : [latest, at.slice(0, 10)]);
          latest = last.occurredAt;
        });
      }),
      RUNS,
    );
  });

  it('is the same however often its events are folded', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const line = play(steps, () => undefined);
        const again = line.events.reduce((state, event) => fundStream.evolve(state, event), fundStream.initial());
        expect(again).toEqual(line.state);
      }),
      { numRuns: 100 },
    );
  });
});

describe('the city line (A-071)', () => {
  const allotmentId = ids('allotment-', 5);
  const cityStep = fc.record({
    asked: fc.oneof(
      named('take-allotment', fc.record({ allotmentId, toUnit: fc.constant('XC-411002'), amountFen })),
      named('give-allotment-back', fc.record({ allotmentId })),
      named('credit-allotment-return', fc.record({ allotmentId, fromUnit: fc.constant('XC-411002') })),
    ),
    commandId: command,
  });

  it('total = available + allotted to units after any history of allotments, and is never overspent', () => {
    fc.assert(
      fc.property(fc.array(cityStep, { maxLength: 40 }), (steps) => {
        const line = new Line(CITY_LINE);
        line.append([{ type: 'CityLineOpened', data: { totalFen: 500_000 } }], FIRST_INSTANT, uuid(99));
        for (const { asked, commandId } of steps) {
          // A return names the amount that the unit's line gave up, which is that of the allotment.
          const amount = line.state.allotments[asked.data.allotmentId]?.amountFen ?? 1;
          const data = { amountFen: amount, ...asked.data };
          const events = line.decide(asked.effect, data, FIRST_INSTANT, commandId);
          if (events !== 'refused') line.append(events, FIRST_INSTANT, commandId);
          const { totalFen, availableFen, allottedFen, allotments } = line.state;
          expect(availableFen + allottedFen).toBe(totalFen);
          expect(availableFen).toBeGreaterThanOrEqual(0);
          expect(Object.values(allotments).reduce((total, each) => total + each.amountFen, 0)).toBe(allottedFen);
        }
      }),
      RUNS,
    );
  });
});

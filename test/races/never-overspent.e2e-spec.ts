import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import type { StreamType } from '@ledger/kernel';
import { referenceDocument } from '@ledger/reference';
import { Ledger } from '@ledger/runtime';
import { at, Random, staff } from '@ledger/simulation';
import { CITY_LINE, classStream, fundId, fundStream, type ClassState } from '@ledger/streams';
import { Town, type Ask } from '../stories/town';
import { Training } from '../stories/training';

const UNIT = 'XC-411002';
const OTHER = 'XC-JKQ';
const DAY = '2020-08-03';

const document = referenceDocument('doc-allotment-2019');
const city = (command: string, data: object): Ask => ({
  by: staff('FUND_ADMIN', 'XC'),
  at: at(DAY, '09:00'),
  command,
  data: { ...data, document },
});

let town: Town;
/** What many clients ask at the same moment: more, all together, than there is. */
let asks: readonly Ask[];
let classIds: readonly string[];

/**
 * Twelve learners' money at the unit, four of them encumbered, two of them about to go back; three more at the city, asked for by
 * two units; classes that want ten; and two claims on a class that holds enough for one of them.
 */
beforeAll(async () => {
  town = await Town.open({ setUp: ({ command }) => command !== 'AllotFunds' });
  const { totalFen } = (await town.ledger.load({ type: fundStream, id: CITY_LINE })).state;
  const wanting = [1, 2, 3, 1, 3].map((headCount) => new Training(town, { startsOn: '2020-09-14', headCount }));
  const standing = new Training(town, { startsOn: '2020-09-14', headCount: 2 });
  const held = new Training(town, { startsOn: '2020-06-15', headCount: 2 });
  const learners = [held.learner(), held.learner()];
  const { rateFen } = held.of;
  const [allotmentId, proposalId] = [town.random.uuid(), town.random.uuid()];
  await town.inTurn([
    city('AllotFunds', { unit: 'XC-SBJ', amountFen: totalFen - 15 * rateFen }),
    city('AllotFunds', { unit: UNIT, amountFen: 10 * rateFen }),
    city('AllotFunds', { unit: UNIT, amountFen: 2 * rateFen, allotmentId }),
    city('ProposeAllotmentReturn', { unit: UNIT, allotmentId, proposalId, reason: '调整分配' }),
    ...held.upToResults(learners),
    ...learners.map((each) => held.certificate(each, { level: 'L4', number: held.number(each, 'L4') })),
    ...wanting.map((each) => each.filed(DAY)),
    standing.filed(DAY),
    standing.approved(standing.clerk, DAY),
  ]);
  const { clerk, classId } = standing;
  const returning: Ask = {
    by: staff('FUND_ADMIN', 'XC', 2),
    at: at(DAY, '11:00'),
    command: 'ApproveFundCorrection',
    data: { unit: UNIT, proposalId },
  };
  asks = [
    ...wanting.map((each) => ({ ...each.approved(), at: at(DAY, '11:00') })),
    ...learners.map((each) => held.claim(each, DAY, { amountFen: 160_000 })),
    city('AllotFunds', { unit: UNIT, amountFen: 2 * rateFen }),
    city('AllotFunds', { unit: OTHER, amountFen: 2 * rateFen }),
    returning,
    { by: clerk, at: at(DAY, '11:00'), command: 'CancelClass', data: { classId, reason: '报名人数不足' } },
  ];
  classIds = [...wanting, standing, held].map((each) => each.classId);
  await town.ledger.close();
});

afterAll(() => rmSync(town.base, { recursive: true, force: true }));

/** The states of a stream after each of its events. */
async function history<S>({ parts }: Ledger, type: StreamType<S>, id: string): Promise<S[]> {
  const events = await parts.store.readStream(`${type.prefix}-${id}`);
  return events.map((_, i) => events.slice(0, i + 1).reduce((state, e) => type.evolve(state, e), type.initial()));
}

const drawnFen = ({ draws }: ClassState): number =>
  Object.values(draws).reduce((sum, { amountFen }) => sum + amountFen, 0);

/** Everything that must hold on every line and class, at every moment. */
async function expectNeverOverspent(ledger: Ledger): Promise<void> {
  for (const unit of [UNIT, OTHER]) {
    for (const state of await history(ledger, fundStream, fundId(unit))) {
      const { allottedFen, availableFen, encumberedFen, inTransitFen, owedFen, paidFen, recoveredFen } = state;
      expect(Math.min(allottedFen, availableFen, encumberedFen)).toBeGreaterThanOrEqual(0);
      expect(availableFen + encumberedFen + inTransitFen + owedFen + paidFen - recoveredFen).toBe(allottedFen);
    }
  }
  for (const state of await history(ledger, fundStream, CITY_LINE)) {
    expect(state.availableFen).toBeGreaterThanOrEqual(0);
    expect(state.availableFen + state.allottedFen).toBe(state.totalFen);
  }
  for (const classId of classIds) {
    const states = await history(ledger, classStream, classId);
    for (const state of states) expect(drawnFen(state)).toBeLessThanOrEqual(state.heldFen);
    const { heldFen } = states.at(-1)!;
    const line = (await ledger.load({ type: fundStream, id: fundId(UNIT) })).state;
    expect(line.encumberedByClass[classId] ?? 0).toBe(heldFen);
  }
  expect(ledger.parts.store.openClaims()).toEqual([]);
}

describe('no fund line and no class is ever overspent', () => {
  it('whatever the order in which the steps of many commands fall (A-071-line, A-071-class)', async () => {
    const seen = new Set<string>();
    const tried = fc.asyncProperty(
      fc.scheduler(),
      fc.shuffledSubarray(
        asks.map((_, i) => i),
        { minLength: 4 },
      ),
      fc.integer({ min: 1, max: 0x7fff_ffff }),
      async (scheduler, chosen, seed) => {
        const base = mkdtempSync(join(tmpdir(), 'skill-ledger-race-'));
        cpSync(town.data, join(base, 'data'), { recursive: true });
        const step = (id: string, name: string): Promise<void> =>
          scheduler.schedule(Promise.resolve(), `${id.slice(0, 4)} ${name}`);
        const ledger = await Ledger.open({ folder: join(base, 'data'), live: false, step });
        try {
          const random = new Random(seed);
          const running = chosen.map((i) => {
            const { by: actor, ...asked } = asks[i] as Ask;
            return ledger.execute({ id: random.uuid(), actor, ...asked });
          });
          const answers = await scheduler.waitFor(Promise.all(running));
          for (const { outcome, problem } of answers) {
            expect(['accepted', 'refused']).toContain(outcome);
            seen.add(`${outcome} ${problem?.ruleId ?? ''}`.trim());
          }
          await expectNeverOverspent(ledger);
        } finally {
          await ledger.close();
          rmSync(base, { recursive: true, force: true });
        }
      },
    );
    await fc.assert(tried, { numRuns: 40, endOnFailure: true });
    // The property would hold of a ledger that refuses everything, or nothing.
    expect([...seen]).toEqual(expect.arrayContaining(['accepted', 'refused A-071-line', 'refused A-071-class']));
  });
});

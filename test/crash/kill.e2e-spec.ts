import { simulated, Workplace } from '../cli/run-ledger';
import { betweenStreams } from './between-streams';
import { CommandsInLog } from './commands-in-log';
import { killOrders } from './kill-orders';
import { importedIn, importToEnd, killedImport, type Kill } from './killed-import';
import { answersIn, firstOf, stands } from './told-answers';
import { wholeAgain } from './whole-again';

jest.setTimeout(120_000);

const KILLS = 6;
const SEED = 2020;

const place = new Workplace();
const file = place.at('programme.ndjson');
const [unbroken, killed] = [importedIn(place.at('unbroken')), importedIn(place.at('killed'))];
let kills: readonly Kill[] = [];
let log: CommandsInLog;

/** As `npm run crash`, smaller. */
beforeAll(async () => {
  await simulated(file, 60, SEED);
  await importToEnd(file, unbroken);
  const { head } = await CommandsInLog.read(unbroken.data);
  kills = await killedImport(file, killed, killOrders(KILLS, head, SEED));
  log = await CommandsInLog.read(killed.data);
});
afterAll(() => place.clear());

describe('an import that is killed with kill -9 and restarted, over and over', () => {
  it('died where it was ordered to: after so many events, several times between two streams of one command', () => {
    expect(kills).toHaveLength(KILLS);
    for (const { grown, order, position } of kills) {
      expect(grown).toBeGreaterThanOrEqual(order.growth);
      expect(position).toBeLessThan(log.head);
    }
    expect(betweenStreams(kills, log).size).toBeGreaterThanOrEqual(2);
  });

  it('has one outcome for each command, keeps all that it had answered, and ends as the unbroken import does', async () => {
    const checks = await wholeAgain(file, kills, killed, unbroken);
    expect(checks.filter(({ faults }) => faults.length > 0)).toEqual([]);
    expect(checks.filter(({ what }) => what.startsWith('verify: '))).toHaveLength(6);
    expect(kills.some(({ answered }) => answered.length > 0)).toBe(true);
  });

  it('would be found out if an answer were not borne out by the log', () => {
    const kept = answersIn(killed.report)
      .map(firstOf)
      .find(({ events = [] }) => events.length > 1)!;
    const [first, ...others] = kept.events ?? [];
    expect(stands(kept, log)).toBe(true);
    expect(stands({ ...kept, events: others }, log)).toBe(false);
    expect(stands({ ...kept, events: [{ ...first!, version: first!.version + 1 }, ...others] }, log)).toBe(false);
    expect(stands({ ...kept, outcome: 'refused' }, log)).toBe(false);
    expect(stands({ ...kept, id: '00000000-0000-4000-8000-000000000000' }, log)).toBe(false);
  });
});

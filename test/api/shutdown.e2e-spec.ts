import { openSqliteLogReader } from '@ledger/eventlog';
import { addDays, makeIdNumber, type Actor } from '@ledger/kernel';
import { ledger, Workplace } from '../cli/run-ledger';
import { Caller } from './caller';
import { RunningService } from './running-service';

jest.setTimeout(120_000);

const WRITERS = 64;
const INSTITUTION: Actor = { id: 'institution-1', role: 'INSTITUTION', unit: '12411000MJ0TE007X8' };
const CLERK: Actor = { id: 'clerk-1', role: 'CLERK', unit: 'XC-SBJ' };
const AT = '2020-10-15T00:30:00.000Z';

const place = new Workplace();
afterAll(() => place.clear());

/** Everybody is another learner; every fourth command is refused, for the clerk may not do it. */
function commandNo(i: number): { readonly actor: Actor; readonly command: string; readonly data: object } {
  const born = addDays('1970-01-01', i % 10_000);
  const idNumber = makeIdNumber('411002', born, Math.floor(i / 10_000) + 1);
  if (i % 4 === 3) return { actor: CLERK, command: 'SetParameter', data: parameter(i) };
  return { actor: INSTITUTION, command: 'RegisterPerson', data: { idNumber, name: '余信瑞', phone: '14910000001' } };
}

const parameter = (i: number): object => ({
  key: 'attendance.min',
  value: i,
  validFrom: '2020-01-01',
  document: { kind: 'POLICY', number: '1', issuer: 'x', issuedOn: '2020-01-01', title: 'x' },
});

interface Told {
  /** Answers that came whole: of which command, and how it ended. */
  readonly answered: Map<string, 'accepted' | 'refused'>;
  /** What came to those that were turned away, or heard nothing. */
  readonly turnedAway: Record<string, number>;
}

/** Gives commands until it is turned away. */
async function write(caller: Caller, next: () => number, told: Told): Promise<void> {
  for (;;) {
    const i = next();
    const { actor, command, data } = commandNo(i);
    try {
      const { status, headers, body } = await caller.give(actor, command, data, `shutdown-${i}`, {
        'business-time': AT,
      });
      if (status === 200) told.answered.set(String(body['id']), 'accepted');
      else if (status === 403) told.answered.set(String(body['commandId']), 'refused');
      else {
        expect([headers.get('content-type'), body['type'], Number(headers.get('retry-after'))]).toEqual([
          'application/problem+json; charset=utf-8',
          '/problems/unavailable',
          expect.any(Number),
        ]);
        told.turnedAway[status] = (told.turnedAway[status] ?? 0) + 1;
        return;
      }
    } catch (error) {
      const { code = String(error) } = error as { readonly code?: string };
      told.turnedAway[code] = (told.turnedAway[code] ?? 0) + 1;
      return;
    }
  }
}

async function commandsIn(folder: string): Promise<Map<string, 'accepted' | 'refused'>> {
  const log = openSqliteLogReader({ folder });
  const found = new Map<string, 'accepted' | 'refused'>();
  for (const { type, command } of log.readAll(0, Number.MAX_SAFE_INTEGER).events)
    if (type !== 'LedgerOpened') found.set(command.id, type === 'CommandRefused' ? 'refused' : 'accepted');
  await log.close();
  return found;
}

describe(`SIGTERM while ${WRITERS} clients write`, () => {
  it.each([1, 200, 1_000])(
    'after %d answers: whatever is in the log was answered, and what was answered is in it',
    async (after) => {
      const folder = place.at(`after-${after}`);
      const service = await RunningService.on(folder);
      const caller = await Caller.of(service);
      const told: Told = { answered: new Map(), turnedAway: {} };
      let [given, atSignal] = [0, 0];
      const next = (): number => {
        if (atSignal === 0 && told.answered.size >= after) {
          atSignal = told.answered.size;
          service.signal('SIGTERM');
        }
        return given++;
      };
      const writers = Array.from({ length: WRITERS }, () => write(caller, next, told));
      await Promise.all(writers);
      expect(await service.ended).toBe(0);
      const { answered, turnedAway } = told;
      console.log(`${atSignal} answered before the signal, ${answered.size - atSignal} after; then`, turnedAway);
      expect(Object.keys(turnedAway).filter((each) => !['503', 'ECONNREFUSED', 'ECONNRESET'].includes(each))).toEqual(
        [],
      );
      expect(Object.values(turnedAway).reduce((sum, count) => sum + count, 0)).toBe(WRITERS);
      const found = await commandsIn(folder);
      expect([...answered].filter(([id, outcome]) => found.get(id) !== outcome)).toEqual([]);
      expect([...found.keys()].filter((id) => !answered.has(id))).toEqual([]);
      expect((await ledger(['verify', '--data', folder])).code).toBe(0);
    },
  );
});

import { appendFileSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { openSqliteLogReader } from '@ledger/eventlog';
import type { RecordedEvent } from '@ledger/kernel';
import {
  ledger,
  ledgerJson,
  linesOf,
  simulated,
  startLedger,
  Workplace,
  type ProgrammeLine,
  type ReportLine,
} from './run-ledger';

jest.setTimeout(180_000);

const place = new Workplace();
const programme = place.at('programme.ndjson');
let commands: ProgrammeLine[] = [];

beforeAll(async () => {
  commands = await simulated(programme, 40);
});
afterAll(() => place.clear());

const importing = (name: string, file = programme): string[] => {
  const into = ['--data', place.at(name), '--report', place.at(`${name}.report`)];
  return ['import', file, '--clock', 'simulated', ...into];
};

/** What a file must make the same everywhere; ids, pseudonyms and ciphertexts are of each ledger's own keys. */
const shapeOf = ({ stream, version, type, occurredAt, recordedAt, actor, unit }: RecordedEvent): string => {
  const named = stream.replace(/^(person|certificate)-.*/, '$1');
  const who = actor.role === 'LEARNER' ? '' : actor.id;
  return [named, version, type, occurredAt, recordedAt, who, unit].join(' ');
};

async function shapesIn(name: string): Promise<string[]> {
  const log = openSqliteLogReader({ folder: place.at(name) });
  try {
    // Streams whose names are keyed sort differently in each ledger, positions must not.
    return log.readAll(1, Number.MAX_SAFE_INTEGER).events.map(shapeOf);
  } finally {
    await log.close();
  }
}

const accountOf = async (name: string): Promise<unknown> => {
  const { city, units } = await ledgerJson<{
    city: { balances: unknown };
    units: { unit: string; balances: unknown }[];
  }>(['position', '--data', place.at(name)]);
  return { city: city.balances, units: units.map(({ unit, balances }) => ({ unit, balances })) };
};

describe('importing a file of commands', () => {
  it('makes the ledger by itself and answers every line with one line, in order', async () => {
    const { code, stderr } = await ledger(importing('whole'));
    expect(stderr).toContain('simulated clock');
    expect(code).toBe(0);
    const report = linesOf<ReportLine>(place.at('whole.report'));
    expect(report.map(({ line, id }) => [line, id])).toEqual(commands.map(({ id }, i) => [i + 1, id]));
    for (const { outcome, events, problem } of report) {
      expect(['accepted', 'refused']).toContain(outcome);
      if (outcome === 'accepted') expect(events?.length).toBeGreaterThan(0);
      else expect(problem).toMatchObject({ ruleId: expect.any(String), detail: expect.any(String) });
    }
    const verified = await ledger(['verify', '--data', place.at('whole')]);
    expect([verified.code, verified.stdout]).toEqual([
      0,
      expect.stringContaining('Everything that was looked at holds'),
    ]);
  });

  it('run twice gives the first answers again and adds nothing', async () => {
    const first = linesOf<ReportLine>(place.at('whole.report'));
    const before = await shapesIn('whole');
    expect((await ledger(importing('whole'))).code).toBe(0);
    const again = linesOf<ReportLine>(place.at('whole.report'));
    expect(again).toHaveLength(first.length);
    for (const [i, { outcome, first: kept }] of again.entries()) {
      const { line: _line, ...told } = first[i] as ReportLine;
      expect(outcome).toBe('duplicate');
      expect(kept).toEqual(told);
    }
    expect(await shapesIn('whole')).toEqual(before);
  });

  it('makes the same streams, versions, types and times in another ledger', async () => {
    await ledger(importing('other'));
    expect(await shapesIn('other')).toEqual(await shapesIn('whole'));
  });

  it('never stops at a bad line, names it by its number, and repeats nothing of it', async () => {
    const good = readFileSync(programme, 'utf8').split('\n').slice(0, 4);
    const [, , third = '{}'] = good;
    const secret = '411002199003052110';
    const file = place.at('bad.ndjson');
    const lines = [
      good[0],
      `{"id": "${secret}`,
      '',
      good[1],
      JSON.stringify({ ...(JSON.parse(third) as object), id: secret }),
      JSON.stringify({ ...(JSON.parse(third) as object), at: secret }),
      JSON.stringify({ ...(JSON.parse(third) as object), command: 'Nothing' }),
      JSON.stringify({ ...(JSON.parse(third) as object), data: { idNumber: secret } }),
      JSON.stringify({ ...(JSON.parse(third) as object), actor: 'me' }),
      '"'.concat('x'.repeat(2 ** 21), '"'),
      good[2],
      good[2],
      JSON.stringify({ ...(JSON.parse(third) as object), data: (JSON.parse(good[3] ?? '{}') as ProgrammeLine).data }),
      good[3],
    ];
    writeFileSync(file, lines.join('\n'));
    appendFileSync(file, Buffer.from([0x0a, 0xff, 0xfe, 0x0a]));
    const { code, stdout, stderr } = await ledger(importing('bad', file));
    expect(code).toBe(1);
    const report = linesOf<ReportLine>(place.at('bad.report'));
    expect(report.map(({ line, outcome, problem }) => [line, outcome, problem?.type ?? ''])).toEqual([
      [1, 'accepted', ''],
      [2, 'invalid', '/problems/invalid-json'],
      [3, 'invalid', '/problems/empty-line'],
      [4, 'accepted', ''],
      [5, 'invalid', '/problems/invalid-id'],
      [6, 'invalid', '/problems/invalid-time'],
      [7, 'invalid', '/problems/unknown-command'],
      [8, 'invalid', '/problems/invalid-data'],
      [9, 'invalid', '/problems/invalid-actor'],
      [10, 'invalid', '/problems/too-long'],
      [11, 'accepted', ''],
      [12, 'duplicate', ''],
      [13, 'invalid', '/problems/command-id-reused'],
      [14, 'accepted', ''],
      [15, 'invalid', '/problems/not-utf8'],
    ]);
    expect(`${stdout}${stderr}${readFileSync(place.at('bad.report'), 'utf8')}`).not.toContain(secret);
  });

  it('goes on after kill -9 as if nothing had happened', async () => {
    const folder = place.at('killed');
    for (const events of [40, 200, 450]) {
      const child = startLedger(importing('killed'));
      await grownBy(folder, events);
      child.kill('SIGKILL');
      await new Promise((resolve) => child.once('close', resolve));
      // A report is whole or not there.
      expect(existsSync(place.at('killed.report'))).toBe(false);
    }
    expect((await ledger(importing('killed'))).code).toBe(0);
    const report = linesOf<ReportLine>(place.at('killed.report'));
    const unbroken = linesOf<ReportLine>(place.at('other.report'));
    expect(report.filter(({ outcome }) => outcome === 'duplicate').length).toBeGreaterThan(0);
    expect(report.map(({ first, ...each }) => eventsOf(first ?? each))).toEqual(unbroken.map(eventsOf));
    expect(await accountOf('killed')).toEqual(await accountOf('other'));
    expect((await ledger(['verify', '--data', folder])).code).toBe(0);
  });

  it('is refused over its own input, over another clock, and for a file that is not there', async () => {
    const data = ['--data', place.at('other')];
    const over = await ledger(['import', programme, '--report', programme, ...data]);
    expect([over.code, over.stderr]).toEqual([2, expect.stringContaining('must not be the file that is imported')]);
    expect(statSync(programme).size).toBeGreaterThan(0);
    const clock = await ledger(['import', programme, '--clock', 'real', ...data]);
    expect([clock.code, clock.stderr]).toEqual([1, expect.stringContaining('simulated, for good')]);
    expect((await ledger(['import', place.at('nowhere'), ...data])).code).toBe(1);
  });

  it('into a real ledger takes acts of others before it goes live only, and names who runs it', async () => {
    const file = place.at('history.ndjson');
    writeFileSync(file, readFileSync(programme, 'utf8').split('\n').slice(0, 3).join('\n'));
    const operator = ['--operator', 'SYSTEM:XC:operator-1'];
    const real = ['--data', place.at('real'), '--report', place.at('real.report')];
    await ledger(['init', '--go-live', '2019-09-01T00:00:00+08:00', '--data', place.at('real')]);
    expect((await ledger(['import', file, ...real, ...operator])).code).toBe(1);
    expect(linesOf<ReportLine>(place.at('real.report')).map(({ problem }) => problem?.type)).toEqual(
      Array.from({ length: 3 }, () => '/problems/foreign-actor'),
    );
    const fresh = ['--data', place.at('fresh'), '--report', place.at('fresh.report')];
    expect((await ledger(['import', file, ...fresh, ...operator])).code).toBe(0);
    const { events } = await ledgerJson<{ events: { asserted?: boolean }[] }>([
      'replay',
      'policy-XC',
      ...fresh.slice(0, 2),
    ]);
    expect(events.map(({ asserted }) => asserted)).toEqual(events.map(() => true));
  });
});

const eventsOf = ({ id, outcome, events, problem }: Omit<ReportLine, 'line'>): unknown => ({
  id,
  outcome,
  events: events?.map(({ stream, version, type }) => [stream.replace(/^(person|certificate)-.*/, '$1'), version, type]),
  rule: problem?.ruleId,
});

/** Resolves once the log holds that many events; a writer that ends before fails the test by what follows. */
async function grownBy(folder: string, events: number): Promise<void> {
  for (const until = Date.now() + 30_000; Date.now() < until; await setTimeout(2)) {
    if (!existsSync(`${folder}/head`)) continue;
    const log = openSqliteLogReader({ folder });
    const head = log.head();
    await log.close();
    if (head >= events) return;
  }
  throw new Error(`the log did not reach ${events} events`);
}

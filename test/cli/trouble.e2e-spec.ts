import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { eventId, openSqliteEventStore, openSqliteLogReader } from '@ledger/eventlog';
import type { LedgerEvent } from '@ledger/kernel';
import { ledger, ledgerJson, linesOf, simulated, Workplace, type ProgrammeLine, type ReportLine } from './run-ledger';

jest.setTimeout(180_000);

const place = new Workplace();
const whole = place.at('whole');
const data = ['--data', whole];
let commands: ProgrammeLine[] = [];
let report: ReportLine[] = [];

beforeAll(async () => {
  commands = await simulated(place.at('programme.ndjson'), 30);
  const words = [
    'import',
    place.at('programme.ndjson'),
    '--clock',
    'simulated',
    '--report',
    place.at('report'),
    ...data,
  ];
  const ran = await ledger(words);
  if (ran.code !== 0) throw new Error(ran.stderr);
  report = linesOf<ReportLine>(place.at('report'));
});
afterAll(() => place.clear());

/** A copy to be damaged. */
function copy(name: string): string {
  const folder = place.at(name);
  cpSync(whole, folder, { recursive: true });
  return folder;
}

interface Verified {
  readonly sound: boolean;
  readonly skipped?: string;
  readonly log: {
    readonly damages: readonly { readonly position?: number; readonly stream?: string; readonly version?: number }[];
  };
  readonly views?: { readonly differences: readonly unknown[]; readonly parked: number };
  readonly form?: { readonly faults: readonly { readonly ruleId: string; readonly stream: string }[] };
}

describe('ledger verify', () => {
  it('finds nothing in a ledger that was left alone', async () => {
    const { sound, skipped } = await ledgerJson<Verified>(['verify', ...data]);
    expect([sound, skipped]).toEqual([true, undefined]);
  });

  it('names stream and position of an event of which one byte was flipped', async () => {
    const folder = copy('flipped');
    const file = path.join(folder, 'log.db');
    const { stream } = lastOf('ClaimAccepted');
    const { id } = await eventAt(folder, stream, 'ClaimAccepted');
    const bytes = readFileSync(file);
    // Wherever SQLite has left a copy: one of them is the row.
    for (let at = bytes.indexOf(id); at >= 0; at = bytes.indexOf(id, at + 1))
      bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
    writeFileSync(file, bytes);
    const { sound, skipped, log } = await ledgerJson<Verified>(['verify', '--data', folder], 1);
    expect([sound, skipped]).toEqual([false, 'log-damaged']);
    expect(log.damages).toContainEqual(
      expect.objectContaining({ position: expect.any(Number), stream, version: expect.any(Number) }),
    );
  });

  it('and every command refuse a log that is cut, and write nothing to it', async () => {
    const folder = copy('cut');
    const file = path.join(folder, 'log.db');
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.subarray(0, Math.floor(bytes.length * 0.7)));
    expect((await ledger(['verify', '--data', folder])).code).toBe(1);
    const before = readFileSync(file);
    for (const words of [['position'], ['import', place.at('programme.ndjson')]]) {
      const ran = await ledger([...words, '--data', folder]);
      expect([ran.code, ran.stdout]).toEqual([3, '']);
      expect(ran.stderr).toMatch(/damaged/);
      expect(ran.stderr).not.toMatch(/\n\s+at /);
    }
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('finds a log that is behind what its views have seen', async () => {
    const folder = copy('behind');
    const early = place.at('early');
    writeFileSync(
      place.at('few.ndjson'),
      readFileSync(place.at('programme.ndjson'), 'utf8').split('\n').slice(0, 20).join('\n'),
    );
    await ledger(['import', place.at('few.ndjson'), '--clock', 'simulated', '--data', early]);
    for (const name of readdirSync(folder).filter((each) => /^(log|head)/.test(each))) rmSync(path.join(folder, name));
    for (const name of readdirSync(early).filter((each) => /^(log|head)/.test(each)))
      cpSync(path.join(early, name), path.join(folder, name));
    const ran = await ledger(['status', '--data', folder]);
    expect([ran.code, ran.stderr]).toEqual([3, expect.stringMatching(/has seen position \d+/)]);
  });

  it('finds two steps by one person, however they came into the log', async () => {
    const folder = copy('one-person');
    const { stream, version } = lastOf('ClaimFirstReviewed');
    await append(folder, stream, version, 'ClaimFirstReviewed', (first) => ({
      ...first,
      type: 'ClaimSecondReviewed',
      data: { verdict: 'PASS', opinion: '同意' },
    }));
    const { sound, form } = await ledgerJson<Verified>(['verify', '--data', folder], 1);
    expect(sound).toBe(false);
    expect(form?.faults).toContainEqual(expect.objectContaining({ ruleId: 'B.5-four-eyes', stream }));
  });
});

describe('an event that a view cannot digest', () => {
  it('is parked, said to be, and retried; the ledger goes on', async () => {
    const folder = copy('parked');
    const { stream, version } = lastOf('ClaimFirstReviewed');
    await append(folder, stream, version, 'ClaimFirstReviewed', (first) => ({
      ...first,
      type: 'ClaimSubmitted',
      data: { flags: 7 },
    }));
    const { parked } = await ledgerJson<{ parked: { projection: string; stream: string; failed: boolean }[] }>(
      ['parked', '--data', folder],
      1,
    );
    expect(parked).toContainEqual(expect.objectContaining({ projection: 'cases', stream, failed: true }));
    const status = await ledger(['status', '--data', folder]);
    expect([status.code, status.stderr]).toEqual([
      1,
      expect.stringContaining('holds 1 parked events and may be incomplete'),
    ]);
    const retried = await ledgerJson<{ parked: { attempts: number }[] }>(
      ['parked', 'retry', 'all', '--data', folder],
      1,
    );
    expect(Math.max(...retried.parked.map(({ attempts }) => attempts))).toBeGreaterThan(1);
    expect((await ledger(['position', '--data', folder])).code).toBe(0);
    expect((await ledger(['parked', 'retry', 'soon', '--data', folder])).code).toBe(2);
  });
});

describe('forgetting a person', () => {
  const document = JSON.stringify({
    kind: 'APPROVAL',
    number: '许人社〔2021〕9号',
    issuer: '许昌市人社局',
    issuedOn: '2021-12-01',
    title: '个人信息删除审批',
  });
  const at = ['--at', '2022-01-05T10:00:00+08:00'];

  it('takes two people, makes the values unreadable, and leaves log, money and case as they were', async () => {
    const folder = copy('forgotten');
    const into = ['--data', folder];
    const enrolment = commands.find(
      ({ command }, i) => command === 'EnrolLearner' && report[i]?.outcome === 'accepted',
    );
    const idNumber = String(enrolment?.data['idNumber']);
    const { cases } = await ledgerJson<{ cases: { key: string }[] }>(['search', '--person', idNumber, ...into]);
    const caseId = cases[0]?.key ?? '';
    const reveal = ['case', caseId, '--reveal', '--actor', 'AUDITOR:XC:auditor-1', '--why', '抽查', ...into];
    const before = await ledgerJson<{ revealed: Record<string, string> }>(reveal);
    expect(before.revealed['idNumber']).toBe(idNumber);
    const position = await ledgerJson<object>(['position', ...into]);

    const one = ['--actor', 'POLICY_ADMIN:XC:admin-1', ...at, ...into];
    const two = ['--actor', 'POLICY_ADMIN:XC:admin-2', ...at, ...into];
    expect((await ledger(['forget', idNumber, '--approve', ...two])).code).toBe(1);
    const proposed = await ledger([
      'forget',
      idNumber,
      '--propose',
      '--reason',
      '本人申请',
      '--document',
      document,
      ...one,
    ]);
    expect([proposed.code, proposed.stderr]).toEqual([0, expect.any(String)]);
    const alone = await ledgerJson<{ problem: { ruleId: string } }>(['forget', idNumber, '--approve', ...one], 1);
    expect(alone.problem.ruleId).toBe('B.5-four-eyes');
    expect((await ledger(['forget', '-', '--approve', ...two], { stdin: idNumber })).code).toBe(0);

    const after = await ledgerJson<{ keyIsLive: boolean; revealed: Record<string, string | null> }>(reveal);
    expect(after.keyIsLive).toBe(false);
    expect(after.revealed['idNumber']).toBeNull();
    expect(new Set(Object.values(after.revealed))).toEqual(new Set([null]));
    expect(await ledgerJson<object>(['position', ...into])).toEqual(position);
    expect((await ledger(['replay', caseId, ...into])).code).toBe(0);
    expect((await ledger(['verify', ...into])).code).toBe(0);
    const { decryptions } = await ledgerJson<{
      decryptions: { purpose: string; outcome: string; actor: { id: string } }[];
    }>(['decryptions', '--person', idNumber, '--limit', '1000', ...into]);
    const looks = decryptions.filter(({ purpose }) => purpose === '抽查');
    expect(looks.map(({ outcome, actor }) => [outcome, actor.id])).toEqual([
      ['opened', 'auditor-1'],
      ['destroyed', 'auditor-1'],
    ]);
  });
});

describe('a ledger that cannot be used', () => {
  it('says that there is none, and makes none by asking', async () => {
    const ran = await ledger(['position', '--data', place.at('nowhere')]);
    expect([ran.code, ran.stderr]).toEqual([3, expect.stringContaining('There is no ledger')]);
    expect(existsSync(place.at('nowhere'))).toBe(false);
    const inChinese = await ledger(['position', '--data', place.at('nowhere'), '--lang', 'zh']);
    expect(inChinese.stderr).toContain('没有台账');
  });

  it('refuses a second writer by name while readers work', async () => {
    const folder = copy('in-use');
    const store = openSqliteEventStore({ folder });
    try {
      const second = await ledger(['import', place.at('programme.ndjson'), '--data', folder]);
      expect([second.code, second.stderr]).toEqual([3, expect.stringContaining(`process ${process.pid}`)]);
      expect((await ledger(['position', '--data', folder])).code).toBe(0);
      const { skipped, sound } = await ledgerJson<Verified>(['verify', '--data', folder]);
      expect([skipped, sound]).toEqual(['in-use', true]);
    } finally {
      await store.close();
    }
  });

  it('of another key is not opened', async () => {
    const env = { LEDGER_MASTER_KEY: Buffer.alloc(32, 7).toString('base64') };
    const ran = await ledger(['position', ...data], { env });
    expect([ran.code, ran.stdout]).toEqual([3, '']);
  });

  it('on a simulated clock is refused by production configuration', async () => {
    const env = {
      LEDGER_PRODUCTION: '1',
      LEDGER_MASTER_KEY: readFileSync(path.join(whole, 'master.key'), 'utf8').trim(),
    };
    const ran = await ledger(['import', place.at('programme.ndjson'), ...data], { env });
    expect([ran.code, ran.stderr]).toEqual([3, expect.stringContaining('simulated clock')]);
  });
});

/** Where the last event of a type stands. */
function lastOf(type: string): { readonly stream: string; readonly version: number } {
  const events = report.flatMap((each) => each.events ?? []);
  const stream = events.find((event) => event.type === type)?.stream ?? '';
  const version = Math.max(...events.filter((event) => event.stream === stream).map((event) => event.version));
  return { stream, version };
}

/** The first event of a type on a stream. */
async function eventAt(folder: string, stream: string, type: string): Promise<LedgerEvent> {
  const log = openSqliteLogReader({ folder });
  const found = log.readStream(stream).find((event) => event.type === type);
  await log.close();
  if (!found) throw new Error(`there is no ${type} on ${stream}`);
  return found;
}

/** Writes an event past every decision, as nobody could through a command. */
async function append(
  folder: string,
  stream: string,
  version: number,
  like: string,
  change: (model: LedgerEvent) => LedgerEvent,
): Promise<void> {
  const store = openSqliteEventStore({ folder });
  try {
    const events = store.readStream(stream);
    const { position: _position, ...model } = events.find(({ type }) => type === like) ?? events[0]!;
    const last = events.at(-1);
    const changed = {
      ...change(model),
      id: eventId('forged', model.command.id, stream, version + 1),
      version: version + 1,
      occurredAt: last?.occurredAt ?? model.occurredAt,
      recordedAt: last?.recordedAt ?? model.recordedAt,
    };
    await store.append(stream, version, [changed]).durable;
  } finally {
    await store.close();
  }
}

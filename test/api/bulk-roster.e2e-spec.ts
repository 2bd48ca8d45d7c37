import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { openSqliteLogReader } from '@ledger/eventlog';
import type { RecordedEvent } from '@ledger/kernel';
import Database from 'better-sqlite3';
import { ledger, Workplace } from '../cli/run-ledger';
import { BAD_KINDS, ROSTER_COLUMNS, type RosterRow } from './bulk/bad-rows';
import { inGb18030 } from './bulk/gb18030';
import { progress, type Told } from './bulk/progress';
import { Town } from './bulk/town';
import { Caller, type Heard } from './caller';
import { RunningService } from './running-service';

/** 10,000 before a release: `npm run bulk`. */
const ROWS = Number(process.env['BULK_ROWS'] ?? 2_000);
/** Two of every kind at least. */
const BAD = Math.max(2 * BAD_KINDS.length, ROWS / 50);
const EVERY = Math.floor(ROWS / BAD);
/** Rows done when the service is killed, and when it is told to end. */
const KILLED_AFTER = BAD + Math.floor(ROWS / 10);
const STOPPED_AFTER = BAD + Math.floor(ROWS / 3);

jest.setTimeout(120_000 + ROWS * 20);

const place = new Workplace();
const folder = place.at('data');
const town = new Town(ROWS);
const isBad = (i: number): boolean => i % EVERY === EVERY - 1 && Math.floor(i / EVERY) < BAD;
let service: RunningService;
let caller: Caller;
let jobId = '';
let killedAt: Told | undefined;

beforeAll(async () => {
  await town.found(folder, place.at('town.ndjson'), place.at('report'));
  service = await RunningService.again(folder);
  caller = await Caller.of(service);
});
afterAll(async () => {
  await service?.stop();
  place.clear();
});

const good = (i: number): RosterRow => ({
  身份证号: town.people[i]?.idNumber ?? '',
  班期编号: town.classOf(i),
  人员类别: '农村转移就业劳动者',
  主要类别: 'RURAL_MIGRANT',
  未按月领取养老金: '',
  个案编号: '',
  被替换的个案编号: '',
  理由: '',
  发文日期: '',
});

const kindOf = (i: number) => BAD_KINDS[Math.floor(i / EVERY) % BAD_KINDS.length] ?? never();
const never = (): never => {
  throw new Error('no such kind');
};

function written(i: number): RosterRow {
  if (!isBad(i)) return good(i);
  const { column, spoil } = kindOf(i);
  return { ...good(i), [column]: spoil(good(i), good(i - 1)) };
}

const quoted = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** The first row holds the names. */
const roster = inGb18030(
  [
    ROSTER_COLUMNS.join(','),
    ...town.people.map((_, i) => ROSTER_COLUMNS.map((name) => quoted(written(i)[name])).join(',')),
  ].join('\r\n'),
);
const rowOf = (i: number): number => i + 2;
const allRows = town.people.map((_, i) => i);

async function bearer(): Promise<Record<string, string>> {
  return { authorization: `Bearer ${await caller.token(town.institution)}` };
}

async function upload(): Promise<Heard> {
  const headers = { 'content-type': 'text/csv', ...(await bearer()) };
  const { status, text } = await caller.raw('POST', '/api/v1/bulk/uploads/roster', headers, roster);
  return { status, headers: new Headers(), body: JSON.parse(text) as Record<string, unknown> };
}

const post = async (task: string): Promise<Heard> =>
  caller.post(`/api/v1/bulk/jobs/${jobId}/${task}`, '', { 'business-time': town.enrolledAt, ...(await bearer()) });

const get = async (what: string): Promise<Heard> => caller.get(`/api/v1/bulk/jobs/${jobId}${what}`, await bearer());

async function pages(what: string): Promise<Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = [];
  for (let cursor: number | undefined = 0; cursor !== undefined;) {
    const { body }: Heard = await get(`/${what}?limit=77&cursor=${cursor}`);
    rows.push(...(body['rows'] as Record<string, unknown>[]));
    cursor = body['cursor'] as number | undefined;
  }
  return rows;
}

const told = async (lastSeen?: string): Promise<AsyncGenerator<Told>> =>
  progress(service.url, jobId, await caller.token(town.institution), lastSeen);

function eventsOf(type: string): RecordedEvent[] {
  const log = openSqliteLogReader({ folder });
  const { events } = log.readAll(0, Number.MAX_SAFE_INTEGER);
  void log.close();
  return events.filter((event) => event.type === type);
}

/** Rows whose outcome is kept. */
function recorded(): unknown {
  const jobs = new Database(path.join(folder, 'bulk.db'), { readonly: true });
  const count = jobs.prepare('SELECT count(*) FROM outcomes').pluck().get();
  jobs.close();
  return count;
}

/** Files of the data folder that hold somebody's number as it is written. */
function inClear(): string[] {
  const numbers = allRows.filter((i) => i % 97 === 0).map((i) => town.people[i]?.idNumber ?? '');
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => {
      const bytes = readFileSync(file);
      return numbers.some((number) => bytes.includes(number));
    });
}

describe(`a roster of ${ROWS} rows in GB 18030, ${BAD} of them bad in ${BAD_KINDS.length} ways`, () => {
  it('is read without anything being done, and exactly the bad cells are named', async () => {
    const began = performance.now();
    const { status, body } = await upload();
    console.log(`read and previewed in ${Math.round(performance.now() - began)} ms`);
    jobId = String(body['jobId']);
    expect([status, body['state'], body['rows'], body['badRows'], body['badCells']]).toEqual([
      201,
      'previewed',
      ROWS,
      BAD,
      BAD,
    ]);
    const cells = await pages('bad-cells');
    const expected = allRows.filter(isBad).map((i) => {
      const { column, code } = kindOf(i);
      return [rowOf(i), String.fromCharCode(65 + ROSTER_COLUMNS.indexOf(column)), column, code];
    });
    expect(cells.map(({ row, column, title, code }) => [row, column, title, code])).toEqual(expected);
    for (const { zh, en } of cells)
      expect([zh, en]).toEqual([expect.stringMatching(/\p{Script=Han}/u), expect.stringMatching(/^[A-Z a-z]/)]);
    const said = JSON.stringify([body, cells]);
    expect(town.people.filter(({ idNumber }) => said.includes(idNumber.slice(0, 15)))).toEqual([]);
    expect(eventsOf('LearnerEnrolled')).toEqual([]);
  });

  it('is not done while it has bad rows, unless they are to be left out', async () => {
    const refused = await post('commit');
    expect([refused.status, refused.body['type']]).toEqual([409, '/problems/bulk-bad-rows']);
    const committed = await post('commit?skipBad=true');
    expect([committed.status, committed.body['state'], committed.body['skipBad']]).toEqual([202, 'running', true]);
  });

  it('tells how far it is, until kill -9', async () => {
    for await (const each of await told()) {
      killedAt = each;
      if (each.data.done >= KILLED_AFTER) break;
    }
    service.signal('SIGKILL');
    expect(await service.ended).toBeNull();
    expect(killedAt?.data).toMatchObject({
      state: 'running',
      total: ROWS,
      rowsPerSecond: expect.any(Number),
      secondsLeft: expect.any(Number),
    });
    const before = eventsOf('LearnerEnrolled').length;
    console.log(
      `killed with ${killedAt?.data.done} rows told as done (${killedAt?.data.rowsPerSecond} a second), ${before} enrolled`,
    );
    expect(before).toBeGreaterThanOrEqual(KILLED_AFTER - BAD);
    expect(before).toBeLessThan(ROWS - BAD);
    expect(inClear()).toEqual([]);
  });

  it('goes on when the service starts again, and is cut off once more by its orderly end', async () => {
    service = await RunningService.again(folder);
    caller = await Caller.of(service);
    let stoppedAt = killedAt;
    for await (const each of await told(killedAt?.id)) {
      stoppedAt = each;
      if (each.data.done >= STOPPED_AFTER) break;
    }
    expect(await service.stop()).toBe(0);
    // What was given was answered and kept, however far it came.
    expect(recorded()).toBe(eventsOf('LearnerEnrolled').length + BAD);
    console.log(`ended in good order with ${stoppedAt?.data.done} rows told as done`);
    killedAt = stoppedAt;
  });

  it('goes on again, and ends', async () => {
    const began = performance.now();
    service = await RunningService.again(folder);
    caller = await Caller.of(service);
    let last: Told | undefined;
    for await (const each of await told(killedAt?.id)) last = each;
    console.log(`went on and ended in ${Math.round(performance.now() - began)} ms, the start included`);
    expect([last?.name, last?.data.state, last?.data.done]).toEqual(['end', 'done', ROWS]);
  });

  it('has exactly one outcome for every row, and one enrolment for every good one', async () => {
    const rows = await pages('result');
    expect(rows.map(({ row, outcome }) => [row, outcome])).toEqual(
      allRows.map((i) => [rowOf(i), isBad(i) ? 'not-attempted' : 'accepted']),
    );
    const enrolled = eventsOf('LearnerEnrolled');
    const cases = enrolled.map(({ stream }) => stream.slice('case-'.length));
    expect(cases.toSorted()).toEqual(
      rows.flatMap(({ subject }) => (typeof subject === 'string' ? [subject] : [])).toSorted(),
    );
    expect(new Set(enrolled.map(({ data }) => (data as { person: string }).person)).size).toBe(ROWS - BAD);
    const { body } = await get('');
    expect(body['progress']).toEqual({
      done: ROWS,
      total: ROWS,
      accepted: ROWS - BAD,
      refused: 0,
      invalid: 0,
      notAttempted: BAD,
    });
    console.log(`${enrolled.length} enrolments of ${ROWS} rows, ${BAD} left out`);
  });

  it('gives the same outcomes as files, with nothing personal in them', async () => {
    const [csv, ndjson] = await Promise.all(
      ['text/csv', 'application/x-ndjson'].map(async (accept) =>
        caller.raw('GET', `/api/v1/bulk/jobs/${jobId}/result`, { accept, ...(await bearer()) }),
      ),
    );
    const lines = ndjson?.text.trimEnd().split('\n') ?? [];
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(await pages('result'));
    expect(csv?.text.trimEnd().split('\r\n')).toHaveLength(ROWS + 1);
    const said = `${csv?.text ?? ''}${ndjson?.text ?? ''}`;
    expect(said).not.toMatch(/\d{17}[\dXx]/);
    expect(town.people.filter(({ name }, i) => i % 97 === 0 && said.includes(name))).toEqual([]);
  });

  it('changes nothing when it is uploaded and committed again', async () => {
    const count = eventsOf('LearnerEnrolled').length;
    const head = (await caller.ask(town.institution, 'rules')).headers.get('ledger-position');
    const again = await upload();
    expect([again.status, again.body['jobId'], again.body['state']]).toEqual([200, jobId, 'done']);
    const committed = await post('commit?skipBad=true');
    expect([committed.status, committed.body['state']]).toEqual([202, 'done']);
    expect((await caller.ask(town.institution, 'rules')).headers.get('ledger-position')).toBe(head);
    expect(eventsOf('LearnerEnrolled')).toHaveLength(count);
  });

  it('leaves nothing of what was uploaded, and a ledger that holds', async () => {
    expect(await service.stop()).toBe(0);
    expect(inClear()).toEqual([]);
    const jobs = new Database(path.join(folder, 'bulk.db'), { readonly: true });
    expect(jobs.prepare('SELECT count(*) FROM sealed_rows').pluck().get()).toBe(0);
    jobs.close();
    const verified = await ledger(['verify', '--data', folder]);
    expect([verified.code, verified.stdout]).toEqual([0, expect.stringContaining('Everything that was looked at')]);
    const complaints = await service.complaints;
    expect(complaints).not.toMatch(/unforeseen|stopped|Error/);
  });
});

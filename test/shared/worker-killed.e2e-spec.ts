import { openSqliteLogReader, type EventStore } from '@ledger/eventlog';
import type { Actor } from '@ledger/kernel';
import type { Ledger } from '@ledger/runtime';
import { Caller, type Heard } from '../api/caller';
import { ledger, ledgerJson, linesOf, simulated, type ProgrammeLine, type ReportLine } from '../cli/run-ledger';
import { readyOf, SharedPlace, untilTrue, type RunningProgram } from './shared-place';

/* Two API processes and two workers; one worker is killed amid the commands. SHARED_LEARNERS: a larger programme, by hand. */

jest.setTimeout(900_000);

const LEARNERS = Number(process.env['SHARED_LEARNERS'] ?? 12);
const AUDITOR: Actor = { id: 'auditor-city-1', role: 'AUDITOR', unit: 'XC' };
const ALL_LEASES = 6;

let place: SharedPlace;
let lines: ProgrammeLine[];
let imported: string;
/** Looks at the shared stores from outside and does none of the work. */
let observer: Ledger;
let apis: RunningProgram[];
let callers: Caller[];
let workers: RunningProgram[];
const heard: Heard[] = [];
let takeoverMs = 0;

/** How many events of each type a log holds. */
async function typesIn(log: Pick<EventStore, 'readAll'>): Promise<Record<string, number>> {
  const types: Record<string, number> = {};
  for (let at = 0; ;) {
    const slice = await log.readAll(at, 1_000);
    for (const { type } of slice.events) types[type] = (types[type] ?? 0) + 1;
    at = slice.next;
    if (slice.atEnd) return types;
  }
}

const held = async (): Promise<readonly string[]> =>
  (await Promise.all(workers.map((worker) => readyOf(worker).catch(() => undefined)))).flatMap(
    (ready) => ready?.held ?? [],
  );

/** One line through one of the API processes, then what reacts to it, as an import waits for it. */
async function giveLine(line: ProgrammeLine, n: number): Promise<void> {
  const { id, at, actor, command, data } = line;
  const caller = callers[n % callers.length] as Caller;
  const answer = await caller.give(actor, command, data, id, { 'business-time': at });
  heard.push(answer);
  const events = (answer.body['events'] as ReportLine['events']) ?? [];
  const { background } = observer.parts;
  if (events.some(({ type }) => background.handles.has(type)))
    await background.processed(Number(answer.headers.get('ledger-position')));
}

/** kill -9 of the worker that folds the views; how long until the other does all of its work. */
async function killTheBusiest(): Promise<void> {
  const states = await Promise.all(workers.map(readyOf));
  const victim = workers[states.findIndex((state) => state.held?.includes('views'))] as RunningProgram;
  await victim.kill();
  workers = workers.filter((worker) => worker !== victim);
  takeoverMs = await untilTrue(
    'the other worker has all leases',
    async () => (await held()).length === ALL_LEASES,
    60_000,
  );
}

beforeAll(async () => {
  place = await SharedPlace.open();
  imported = place.work.at('imported');
  const file = place.work.at('programme.ndjson');
  lines = await simulated(file, LEARNERS);
  const ran = await ledger([
    'import',
    file,
    '--clock',
    'simulated',
    '--data',
    imported,
    '--report',
    place.work.at('r'),
  ]);
  if (ran.code !== 0) throw new Error(ran.stdout + ran.stderr);
  observer = await place.observer();
  const first = await place.api();
  apis = [first, await place.api(first)];
  workers = await Promise.all([place.worker(), place.worker()]);
  callers = await Promise.all(apis.map(({ said, folder }) => Caller.of({ url: said.listening, folder })));
  await untilTrue('all leases are held', async () => (await held()).length === ALL_LEASES, 60_000);
  let killing: Promise<void> = Promise.resolve();
  for (const [n, line] of lines.entries()) {
    if (n === Math.floor(lines.length / 2)) killing = killTheBusiest();
    await giveLine(line, n);
  }
  await killing;
});
afterAll(async () => {
  await observer?.close();
  await place.close();
});

describe('two API processes and two workers over one log, one worker killed amid the commands', () => {
  it('give every line the outcome that it gets in one process on files', () => {
    const report = linesOf<ReportLine>(place.work.at('r'));
    const outcomes = heard.map(({ status, body }) => [status === 200 ? 'accepted' : 'refused', body['ruleId']]);
    expect(outcomes).toEqual(report.map(({ outcome, problem }) => [outcome, problem?.ruleId]));
    console.log(`${lines.length} commands; the other worker had taken over after ${(takeoverMs / 1000).toFixed(1)} s`);
  });

  it('write the same events, none missing and none twice', async () => {
    const embedded = openSqliteLogReader({ folder: imported });
    const [onServers, onFiles] = [await typesIn(observer.parts.store), await typesIn(embedded)];
    await embedded.close();
    expect(onServers).toEqual(onFiles);
    expect(await observer.parts.store.openClaims()).toEqual([]);
  });

  it('show the same money, and views that equal a rebuild', async () => {
    const head = await observer.parts.store.head();
    await observer.parts.background.viewsSeen(head, 60_000);
    const caller = callers[1] as Caller;
    const { body } = await caller.ask(AUDITOR, 'fund-position', { after: head });
    const onFiles = await ledgerJson<{ city: object; units: readonly object[] }>(['position', '--data', imported]);
    expect(body['city']).toMatchObject(JSON.parse(JSON.stringify(onFiles.city)) as object);
    expect(body['units']).toMatchObject(JSON.parse(JSON.stringify(onFiles.units)) as object[]);
    for (const worker of workers) expect(await worker.stop()).toBe(0);
    const verified = await ledger(['verify', '--json', '--data', place.newFolder()], { env: place.env });
    expect(JSON.parse(verified.stdout)).toMatchObject({ sound: true });
  });

  it('show the new views after a rebuild in another process, without being started again', async () => {
    const before = (await (callers[0] as Caller).ask(AUDITOR, 'refusals-by-rule')).body;
    const rebuilt = await ledger(['rebuild', '--data', place.newFolder()], { env: place.env });
    expect([rebuilt.code, rebuilt.stderr]).toEqual([0, expect.any(String)]);
    const head = await observer.parts.store.head();
    expect(await observer.parts.background.viewsAt()).toBeGreaterThanOrEqual(head);
    for (const caller of callers) {
      const { status, headers, body } = await caller.ask(AUDITOR, 'refusals-by-rule', { after: head });
      expect([status, Number(headers.get('ledger-views-position'))]).toEqual([200, head]);
      expect(body).toEqual(before);
    }
  });
});

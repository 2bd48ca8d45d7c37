import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { LogDamaged } from '@ledger/eventlog';
import { compareViews } from './compare-views';
import { Projector, type ProjectorOptions } from './projector';
import { ViewsBehind } from './position-waiters';
import type { Alarm } from './projector-status';
import { rebuildBeside } from './rebuild';
import { openSqliteViewStore, type SqliteViewStore } from './sqlite/sqlite-view-store';
import { ArrayLog } from './testing/array-log';
import { networked } from './testing/networked-view-store';
import { sampleHistory } from './testing/sample-history';
import { cases, cured, samples, totals } from './testing/sample-projections';
import type { Projection, ViewStore } from './view-store.port';

let folder: string;
let log: ArrayLog;
let store: SqliteViewStore;
const open: { projectors: Projector[] } = { projectors: [] };

function openStore(projections = samples): SqliteViewStore {
  store = openSqliteViewStore(folder, { projections });
  return store;
}

async function start(more: Partial<ProjectorOptions> = {}): Promise<Projector> {
  const projector = new Projector({ log, store, projections: samples, ...more });
  open.projectors.push(projector);
  await projector.start();
  return projector;
}

async function stop(): Promise<void> {
  await Promise.all(open.projectors.splice(0).map((projector) => projector.close()));
}

/** The live views against views made anew from the same log. */
async function expectAsRebuilt(projections = samples): Promise<void> {
  const rebuilt = await rebuildBeside({ log, store, projections });
  expect(await compareViews(store, rebuilt.store, projections)).toEqual([]);
  await rebuilt.abandon();
}

const seen = (stream: string): unknown => store.get<{ seen: number[] }>('cases', stream)?.seen;

const opened = (no: number) => ({ stream: `case-${no}`, type: 'Opened', data: { amountFen: no } });
const paid = (no: number, poison?: string) => ({ stream: `case-${no}`, type: 'Paid', data: { amountFen: 10, poison } });

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'projector-'));
  log = new ArrayLog();
  cured.clear();
  openStore();
});
afterEach(async () => {
  await stop();
  store.close();
  fs.rmSync(folder, { recursive: true });
});

describe('the views follow the log', () => {
  it('a query that waits for a position finds what was written there', async () => {
    const projector = await start();
    const position = log.append(opened(1), paid(1));
    await projector.waitFor(position, 5_000);
    expect(store.get('cases', 'case-1')).toMatchObject({ step: 'Paid', seen: [1, 2] });
    expect(store.get('totals', 'XC-WDQ')).toMatchObject({ paidFen: 10 });
  });

  it('a query that waits for what has not happened gives up at its time, and one at a closing program at once', async () => {
    const projector = await start();
    await expect(projector.waitFor(1, 1)).rejects.toThrow(ViewsBehind);
    const waiting = projector.waitFor(1, 60_000);
    await Promise.all([expect(waiting).rejects.toThrow(/closing/), stop()]);
  });

  it('live views equal rebuilt ones, event types that no view handles included', async () => {
    const projector = await start();
    await projector.waitFor(log.append(...sampleHistory(60)), 5_000);
    expect(store.count('cases')).toBe(60 - 6);
    await expectAsRebuilt();
    expect((await projector.status()).projections).toMatchObject([
      { projection: 'cases', lag: 0, parked: 0, held: 0 },
      { projection: 'totals', lag: 0, parked: 0, held: 0 },
    ]);
  });

  it('goes on from the checkpoint after a restart', async () => {
    log.append(...sampleHistory(20).slice(0, 33));
    await (await start()).waitFor(33, 5_000);
    await stop();
    store.close();
    log.append(...sampleHistory(20).slice(33));
    const read = jest.spyOn(log, 'readAll');
    openStore();
    await (await start()).waitFor(log.head(), 5_000);
    expect(Math.min(...read.mock.calls.map(([after]) => after))).toBe(33);
    await expectAsRebuilt();
  });

  it('ignores events that are delivered again, one by one or in runs', async () => {
    const history = sampleHistory(12);
    log.append(...history);
    const subscribe = log.subscribe.bind(log);
    jest.spyOn(log, 'subscribe').mockImplementation((after, handle) =>
      subscribe(after, async (slice) => {
        await handle(slice);
        await handle(slice);
        const [first] = slice.events;
        if (first) await handle({ events: [first], next: first.position, atEnd: false });
      }),
    );
    await (await start()).waitFor(log.head(), 5_000);
    await expectAsRebuilt();
  });

  it('takes a step again that the store could not write, and loses nothing', async () => {
    let failures = 2;
    const transact = store.transact.bind(store);
    jest.spyOn(store, 'transact').mockImplementation((work) => {
      transact((step) => {
        work(step);
        failures -= 1;
        if (failures >= 0) throw new Error('disk full');
      });
    });
    const projector = await start();
    await projector.waitFor(log.append(...sampleHistory(12)), 5_000);
    expect((await projector.status()).failing).toBeUndefined();
    await expectAsRebuilt();
  });

  it('subscribes again when its subscription breaks', async () => {
    const projector = await start();
    await projector.waitFor(log.append(opened(1)), 5_000);
    log.breakDown(new Error('connection lost'));
    await projector.waitFor(log.append(opened(2)), 5_000);
    expect(store.count('cases')).toBe(2);
  });

  it('works over a store that answers later, as a networked one does', async () => {
    const projector = await start({ store: networked(store) });
    await projector.waitFor(log.append(...sampleHistory(20), paid(1, 'cases')), 5_000);
    cured.add('cases');
    await projector.retry('all');
    await expectAsRebuilt();
  });
});

describe('an event that a view cannot digest', () => {
  beforeEach(() => {
    log.append(
      opened(1),
      opened(2),
      paid(1, 'cases'),
      paid(2),
      paid(1),
      { stream: 'case-1', type: 'Noted', data: {} },
      paid(1),
    );
  });

  it('is parked with its position and error; later events of its stream are held; other streams and views go on', async () => {
    const projector = await start();
    await projector.waitFor(7, 5_000);
    expect(store.parked()).toEqual([
      {
        projection: 'cases',
        position: 3,
        stream: 'case-1',
        version: 2,
        error: 'Error: Paid cannot be digested',
        attempts: 1,
        failed: true,
      },
      expect.objectContaining({ position: 5, version: 3, attempts: 0, failed: false }),
      expect.objectContaining({ position: 7, version: 5, attempts: 0, failed: false }),
    ]);
    expect(store.get('cases', 'case-1')).toMatchObject({ step: 'Opened', seen: [1] });
    expect(seen('case-2')).toEqual([1, 2]);
    expect(store.get('totals', 'XC-WDQ')).toMatchObject({ events: 4 });
    expect((await projector.status()).projections).toMatchObject([
      { projection: 'cases', parked: 1, held: 2 },
      { projection: 'totals', parked: 0, held: 0 },
    ]);
  });

  it('is replayed with those behind it, in order, when it is retried', async () => {
    const projector = await start();
    await projector.waitFor(7, 5_000);
    cured.add('cases');
    expect(await projector.retry(3)).toEqual([
      { projection: 'cases', stream: 'case-1', digested: 3, parked: undefined },
    ]);
    expect(seen('case-1')).toEqual([1, 2, 3, 5]);
    expect(store.parked()).toEqual([]);
    await projector.waitFor(log.append(paid(1)), 5_000);
    expect(seen('case-1')).toEqual([1, 2, 3, 5, 6]);
    await expectAsRebuilt();
  });

  it('counts its attempts over restarts, and holds back what comes later still', async () => {
    await (await start()).waitFor(7, 5_000);
    await stop();
    const projector = await start();
    expect(await projector.retry('all')).toMatchObject([{ digested: 0, parked: { position: 3, attempts: 2 } }]);
    await projector.retry(3);
    await projector.waitFor(log.append(paid(1), paid(2)), 5_000);
    expect(store.parked({ failed: true })).toMatchObject([{ position: 3, attempts: 3 }]);
    expect(store.parked({ failed: false }).map((event) => event.position)).toEqual([5, 7, 8]);
    expect(seen('case-2')).toEqual([1, 2, 3]);
  });

  it('stays parked alone: when one behind it fails in turn, only those after that one wait', async () => {
    log.append(paid(1, 'cases'), paid(1));
    const projector = await start();
    await projector.waitFor(9, 5_000);
    const apply = jest.spyOn(cases, 'apply').mockImplementation((event, rows) => {
      if (event.position === 8) throw new TypeError('another reason');
      rows.put('cases', event.stream, { step: event.type, amountFen: 0, seen: [event.version] });
    });
    expect(await projector.retry(3)).toMatchObject([{ digested: 3, parked: { position: 8, attempts: 1 } }]);
    apply.mockRestore();
    expect(store.parked().map(({ position, failed }) => [position, failed])).toEqual([
      [8, true],
      [9, false],
    ]);
    cured.add('cases');
    expect(await projector.retry('all')).toMatchObject([{ digested: 2 }]);
    expect(seen('case-1')).toEqual([5, 6, 7]);
  });

  it('retries one of several, or all; a position at which nothing is parked is nothing', async () => {
    log.append(paid(2, 'totals'), paid(3, 'cases'));
    const projector = await start();
    await projector.waitFor(log.head(), 5_000);
    cured.add('cases').add('totals');
    expect(await projector.retry(4)).toEqual([]);
    expect(await projector.retry(8)).toMatchObject([{ projection: 'totals', stream: 'case-2', digested: 1 }]);
    expect(store.parked({ failed: true }).map((event) => event.position)).toEqual([3, 9]);
    expect(await projector.retry('all')).toHaveLength(2);
    expect(store.parked()).toEqual([]);
  });

  it('releases thousands of held events in steps, with live events in between', async () => {
    const projector = await start();
    log.append(...Array.from({ length: 1_300 }, () => paid(1)));
    await projector.waitFor(log.head(), 5_000);
    cured.add('cases');
    const retrying = projector.retry(3);
    log.append(paid(1), paid(2));
    expect(await retrying).toMatchObject([{ parked: undefined }]);
    await projector.waitFor(log.head(), 5_000);
    expect(store.parked()).toEqual([]);
    const versions = log
      .readStream('case-1')
      .filter((event) => event.type !== 'Noted')
      .map((event) => event.version);
    expect(seen('case-1')).toEqual(versions);
  });

  it('is parked in a rebuild just as it is live', async () => {
    await (await start()).waitFor(7, 5_000);
    await expectAsRebuilt();
  });
});

describe('a missing event', () => {
  it.each([
    ['positions', true, { after: 2, found: 4 }],
    ['stream versions, where positions have gaps', false, { after: 28, stream: 'case-1', version: 2 }],
  ])('stops the views and raises an alarm, told by %s', async (_, dense, where) => {
    log = new ArrayLog(dense);
    log.append(opened(1), opened(2), paid(1), paid(2), paid(1));
    log.events.splice(2, 1);
    const alarms: Alarm[] = [];
    const projector = await start({ onAlarm: (alarm) => alarms.push(alarm) });
    await expect(projector.waitFor(log.head(), 5_000)).rejects.toThrow(/missing/);
    expect(alarms).toMatchObject([{ kind: 'missing-event', where }]);
    expect((await projector.status()).alarm).toEqual(alarms[0]);
    expect(store.status().every(({ checkpoint }) => checkpoint <= where.after)).toBe(true);
    log.append(paid(2));
    await expect(projector.waitFor(log.head(), 5_000)).rejects.toThrow(/missing/);
    await expect(rebuildBeside({ log, store, projections: samples })).rejects.toThrow(/missing|holds/);
  });

  it('is noticed across a restart where positions have gaps', async () => {
    log = new ArrayLog(false);
    log.append(opened(1), paid(1));
    await (await start()).waitFor(log.head(), 5_000);
    await stop();
    log.append(paid(1), paid(1));
    log.events.splice(2, 1);
    const projector = await start();
    await expect(projector.waitFor(log.head(), 5_000)).rejects.toThrow(/version 3 of case-1/);
    expect(seen('case-1')).toEqual([1, 2]);
  });

  it('a log that ends before what the views have seen raises an alarm', async () => {
    await (await start()).waitFor(log.append(opened(1), paid(1)), 5_000);
    await stop();
    log.events.pop();
    const projector = await start();
    expect((await projector.status()).alarm).toMatchObject({ kind: 'log-behind-views', head: 1, checkpoint: 2 });
  });

  it('a log that reports its own damage stops the views', async () => {
    const projector = await start();
    await projector.waitFor(log.append(opened(1)), 5_000);
    const waiting = projector.waitFor(2, 5_000);
    log.breakDown(new LogDamaged('bad bytes at 2', { position: 2 }));
    await expect(waiting).rejects.toThrow(/bad bytes/);
    expect((await projector.status()).alarm).toMatchObject({ kind: 'log-damaged', where: { position: 2 } });
  });
});

describe('a rebuild beside the live views', () => {
  it('goes on while events are appended, and a reader never sees an earlier state than before', async () => {
    log.append(...sampleHistory(300));
    const projector = await start();
    await projector.waitFor(log.head(), 5_000);
    const counts: number[] = [];
    const rebuilding = projector.rebuild();
    for (let no = 0; no < 50; no += 1) {
      await projector.waitFor(log.append(opened(1_000 + no)), 5_000);
      counts.push(store.count('cases'));
      // The switch falls among the last appends, whatever the machine's speed.
      if (no === 40) await rebuilding;
    }
    await projector.waitFor(log.append(opened(999_999)), 5_000);
    const before = store.count('cases') - 51;
    expect(counts).toEqual(counts.map((_, index) => before + index + 1));
    await expectAsRebuilt();
  });

  it('is made by itself when a projection has another version or shape', async () => {
    await (await start()).waitFor(log.append(...sampleHistory(20)), 5_000);
    await stop();
    store.close();
    const changed: Projection = {
      ...totals,
      version: 2,
      apply: (event, rows) => rows.put('totals', event.unit, { paidFen: 1, newer: true }),
    };
    const reshaped: Projection = { ...cases, tables: [{ name: 'cases', columns: { step: 'text' }, indexes: [] }] };
    openStore([reshaped, changed]);
    const projector = await start({ projections: [reshaped, changed] });
    expect(store.get('totals', 'XC-WDQ')).toMatchObject({ newer: true });
    expect(store.status()).toMatchObject([{ projection: 'cases' }, { projection: 'totals', version: 2 }]);
    await projector.waitFor(log.append(paid(1)), 5_000);
    await expectAsRebuilt([reshaped, changed]);
  });

  it('leaves the live views going when it fails', async () => {
    const projector = await start();
    await projector.waitFor(log.append(...sampleHistory(20)), 5_000);
    const readAll = jest.spyOn(log, 'readAll').mockImplementationOnce(() => {
      throw new Error('cannot read');
    });
    await expect(projector.rebuild()).rejects.toThrow('cannot read');
    readAll.mockRestore();
    await projector.waitFor(log.append(opened(77)), 5_000);
    expect(store.get('cases', 'case-77')).toBeDefined();
    expect(fs.readdirSync(folder).filter((file) => /^views-\d+\.db$/.test(file))).toHaveLength(1);
    await projector.rebuild();
    await expectAsRebuilt();
  });

  it('reports its progress up to the end', async () => {
    log.append(...sampleHistory(400));
    const phases: string[] = [];
    let last = 0;
    const projector = await start({
      onProgress: ({ phase, position }) => {
        phases.push(phase);
        expect(position).toBeGreaterThanOrEqual(last);
        last = position;
      },
    });
    await projector.rebuild();
    expect(phases.at(-1)).toBe('index');
    expect(last).toBe(log.head());
  });
});

describe('a comparison of views', () => {
  it('lists every row, checkpoint and parked event that differs', async () => {
    await (await start()).waitFor(log.append(...sampleHistory(30), paid(1, 'cases')), 5_000);
    const rebuilt = await rebuildBeside({ log, store, projections: samples });
    const beside: ViewStore = rebuilt.store;
    await beside.transact((step) => {
      step.delete('cases', 'case-2');
      step.put('cases', 'case-3', { step: 'Paid', amountFen: 1 });
      step.put('totals', 'XC-NOWHERE', { paidFen: 1 });
      step.checkpoint(totals, 5);
      step.unpark('cases', log.head());
    });
    const found = await compareViews(store, beside, samples);
    expect(found.map(({ table, key }) => `${table} ${key}`)).toEqual([
      'projections totals',
      `projections cases parked ${log.head()}`,
      'cases case-2',
      'cases case-3',
      'totals XC-NOWHERE',
    ]);
    await rebuilt.abandon();
  });
});

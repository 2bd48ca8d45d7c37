import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { openSqliteEventStore, type SqliteEventStore } from '@ledger/eventlog';
import Database from 'better-sqlite3';
import { compareViews } from './compare-views';
import { ViewsBehind } from './position-waiters';
import { Projector } from './projector';
import { rebuildBeside } from './rebuild';
import { openSqliteViewStore, type SqliteViewStore } from './sqlite/sqlite-view-store';
import { inWorkers } from './testing/in-workers';
import { recordedEvents, type EventSeed } from './testing/recorded-events';
import { sampleHistory } from './testing/sample-history';
import { cured, samples } from './testing/sample-projections';

let folder: string;
let log: SqliteEventStore;
let views: SqliteViewStore;
let projector: Projector;

const at = (name: string): string => path.join(folder, name);

function open(): void {
  log = openSqliteEventStore({ folder: at('ledger') });
  views = openSqliteViewStore(at('ledger'), { projections: samples });
  projector = new Projector({ log, store: views, projections: samples });
}

async function close(): Promise<void> {
  await projector.close();
  views.close();
  await log.close();
}

/** Appends and waits until durable; answers the last position. */
async function append(...seeds: readonly EventSeed[]): Promise<number> {
  for (const { position, ...event } of recordedEvents(seeds)) {
    const version = log.streamVersion(event.stream);
    const id = `${event.stream}@${version + 1} as ${position}`;
    log.append(event.stream, version, [{ ...event, version: version + 1, id }]);
  }
  await log.settled();
  return log.head();
}

const paid = (stream: string, poison?: string): EventSeed => ({
  stream,
  type: 'Paid',
  data: { amountFen: 10, poison },
});

async function expectAsRebuilt(live = views): Promise<void> {
  const rebuilt = await rebuildBeside({ log, store: live, projections: samples });
  expect(await compareViews(live, rebuilt.store, samples)).toEqual([]);
  await rebuilt.abandon();
}

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'projector-log-'));
  cured.clear();
  open();
});
afterEach(async () => {
  await close();
  fs.rmSync(folder, { recursive: true });
});

describe('the views follow the embedded log', () => {
  it('as it is written, over a restart, and as a rebuild would make them', async () => {
    await projector.start();
    await projector.waitFor(await append(...sampleHistory(60)), 5_000);
    await close();
    open();
    await projector.start();
    await projector.waitFor(await append(paid('case-1'), paid('case-new')), 5_000);
    expect(views.get('cases', 'case-new')).toMatchObject({ step: 'Paid', seen: [1] });
    await expectAsRebuilt();
  });

  it('wherever the process is killed: each copy of the files between two steps goes on to the same views', async () => {
    const copies: string[] = [];
    const transact = views.transact.bind(views);
    jest.spyOn(views, 'transact').mockImplementation((work) => {
      transact(work);
      copies.push(at(`copy-${copies.length}`));
      fs.cpSync(at('ledger'), copies.at(-1) ?? '', { recursive: true, verbatimSymlinks: true });
    });
    await projector.start();
    const history = [...sampleHistory(20), paid('case-1', 'cases'), paid('case-1'), paid('case-2')];
    for (let first = 0; first < history.length; first += 17) {
      await projector.waitFor(await append(...history.slice(first, first + 17)), 5_000);
    }
    expect(copies.length).toBeGreaterThan(4);
    for (const copy of copies) {
      const copied = openSqliteViewStore(copy, { projections: samples });
      const resumed = new Projector({ log, store: copied, projections: samples });
      await resumed.start();
      await resumed.waitFor(log.head(), 5_000);
      await expectAsRebuilt(copied);
      await resumed.close();
      copied.close();
    }
  });

  it('a parked event is replayed from the log with those behind it', async () => {
    await projector.start();
    await projector.waitFor(await append(paid('case-1', 'cases'), paid('case-1'), paid('case-2')), 5_000);
    expect(views.parked()).toMatchObject([
      { position: 1, failed: true },
      { position: 2, failed: false },
    ]);
    cured.add('cases');
    expect(await projector.retry(1)).toMatchObject([{ digested: 2 }]);
    expect(views.get('cases', 'case-1')).toMatchObject({ seen: [1, 2] });
  });

  it('an event that was removed from the file raises an alarm and stops the views', async () => {
    await append(...sampleHistory(5));
    const db = new Database(at('ledger/log.db'));
    db.exec('DROP TRIGGER events_are_never_deleted; DELETE FROM events WHERE position = 9');
    db.close();
    await projector.start();
    await expect(projector.waitFor(log.head(), 5_000)).rejects.toThrow(ViewsBehind);
    expect((await projector.status()).alarm).toMatchObject({ kind: 'log-damaged', where: { position: 9 } });
    expect(views.count('cases')).toBe(0);
    await expect(projector.rebuild()).rejects.toThrow(/9/);
  });

  it('two worker threads rebuild them from the file, beside the process that writes it', async () => {
    await projector.start();
    await projector.waitFor(await append(...sampleHistory(200)), 5_000);
    const job = { module: 'sample-rebuild.worker.js', count: 2, maxChangedRows: 50 };
    await inWorkers({ ...job, views: at('rebuilt'), log: { folder: at('ledger') } });
    const rebuilt = openSqliteViewStore(at('rebuilt'), { projections: samples });
    expect(await compareViews(views, rebuilt, samples)).toEqual([]);
    rebuilt.close();
  });
});

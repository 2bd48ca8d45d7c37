import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { compareViews } from './compare-views';
import { MissingEvent } from './completeness';
import { rebuildBeside, rebuildViews } from './rebuild';
import { openSqliteViewStore, type SqliteViewStore } from './sqlite/sqlite-view-store';
import { ArrayLog } from './testing/array-log';
import { inWorkers } from './testing/in-workers';
import { sampleHistory } from './testing/sample-history';
import { samples } from './testing/sample-projections';

let folder: string;
let log: ArrayLog;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rebuild-'));
  log = new ArrayLog();
  log.append(...sampleHistory(600));
  log.append(
    { stream: 'case-7', type: 'Paid', data: { poison: 'cases' } },
    { stream: 'case-7', type: 'Paid', data: {} },
  );
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

const openStore = (name: string): SqliteViewStore =>
  openSqliteViewStore(path.join(folder, name), { projections: samples });

/** The reference: every row of every event in one thread, nothing written early. */
async function plain(): Promise<SqliteViewStore> {
  const store = openStore('plain');
  await rebuildViews({ log, store, projections: samples });
  return store;
}

async function fromFile(module: string, count: number, maxChangedRows: number) {
  const file = path.join(folder, 'log.json');
  log.save(file);
  return inWorkers({ views: path.join(folder, 'views'), log: { file }, module, count, maxChangedRows });
}

describe('a rebuild', () => {
  it('gives the same views when rows must be written early and read again', async () => {
    const small = openStore('small');
    await rebuildViews({ log, store: small, projections: samples, maxChangedRows: 20 });
    const reference = await plain();
    expect(reference.count('cases')).toBe(534);
    expect(await compareViews(reference, small, samples)).toEqual([]);
    small.close();
    reference.close();
  });

  it.each([
    ['one worker thread', 1, true],
    ['two worker threads that share the streams', 2, true],
    ['two worker threads over a log whose positions have gaps', 2, false],
  ])('gives the same views in %s', async (_, count, dense) => {
    log = new ArrayLog(dense);
    log.append(...sampleHistory(600), { stream: 'case-7', type: 'Paid', data: { poison: 'cases' } });
    const { position, phases } = await fromFile('sample-rebuild.worker.js', count, 50);
    expect(position).toBe(log.head());
    expect(phases).toEqual(['fold', 'index']);
    const [views, reference] = [openStore('views'), await plain()];
    expect(await compareViews(reference, views, samples)).toEqual([]);
    expect([...views.versions(['case-8'])]).toEqual(dense ? [] : [['case-8', 5]]);
    views.close();
    reference.close();
  });

  it.each([
    [
      'a projection that says it goes by stream and does not',
      'colliding-rebuild.worker.js',
      /two parts wrote the same row of totals/,
    ],
    ['a module that is not there', 'no-such-module.js', /no-such-module/],
  ])('fails and leaves nothing behind for %s', async (_, module, message) => {
    await expect(fromFile(module, 2, 1_000)).rejects.toThrow(message);
    expect(
      fs
        .readdirSync(path.join(folder, 'views'))
        .filter((file) => !/-(wal|shm)$/.test(file))
        .toSorted(),
    ).toEqual(['views-000001.db', 'views.db']);
  });

  it('leaves events unread that no view looks at, where these are many, and still counts them', async () => {
    const notes = Array.from({ length: 4_000 }, () => ({ stream: 'case-7', type: 'Noted', data: {} }));
    log.append(...notes);
    const read = jest.spyOn(log, 'readAll');
    const views = openStore('views');
    await rebuildViews({ log, store: views, projections: samples });
    const filters = read.mock.calls.map(([, , only]) => only?.types).filter((types) => types !== undefined);
    expect(filters[0]?.toSorted()).toEqual(['Claimed', 'Opened', 'Paid', 'Voided']);
    expect(views.status()).toMatchObject([{ checkpoint: log.head() }, { checkpoint: log.head() }]);
    expect(views.count('cases')).toBe(534);
    views.close();
    log.events.splice(3_000, 1);
    const again = openStore('again');
    await expect(rebuildViews({ log, store: again, projections: samples })).rejects.toThrow(MissingEvent);
    again.close();
  });

  it('takes in what is appended while it runs', async () => {
    const store = openStore('views');
    const rebuilt = await rebuildBeside({ log, store, projections: samples });
    const position = log.append({ stream: 'case-new', type: 'Opened', data: { amountFen: 1 } });
    expect(rebuilt.position).toBe(position - 1);
    expect(await rebuilt.catchUp()).toBe(position);
    await rebuilt.switchTo();
    expect(store.get('cases', 'case-new')).toMatchObject({ step: 'Opened' });
    store.close();
  });
});

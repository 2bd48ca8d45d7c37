import Database from 'better-sqlite3';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Snapshot } from '../snapshot-store.port';
import { SqliteCache } from './sqlite-snapshot-store';

let folder: string;
const file = (): string => join(folder, 'cache.db');
const snapshot: Snapshot = {
  stream: 'fund-1',
  version: 200,
  stateVersion: 1,
  eventId: 'e',
  state: '{"availableFen":120000}',
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cache-'));
  const cache = new SqliteCache(folder);
  cache.keep(snapshot);
  cache.keepCheckpoints(new Map([['settle-due', 41]]));
  cache.close();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const found = (): [Snapshot | undefined, number] => {
  const cache = new SqliteCache(folder);
  try {
    return [cache.find('fund-1'), cache.checkpoint('settle-due')];
  } finally {
    cache.close();
  }
};

describe('the cache of snapshots and checkpoints', () => {
  it('gives back what was kept', () => {
    expect(found()).toEqual([snapshot, 41]);
  });

  it('is not believed where a figure was changed: a wrong balance would decide', () => {
    const db = new Database(file());
    db.exec(`UPDATE snapshots SET state = replace(state, '120000', '920000'); UPDATE checkpoints SET position = 42`);
    db.close();
    expect(found()).toEqual([undefined, 0]);
  });

  it.each([
    ['overwritten', (bytes: Buffer) => bytes.fill('x', 0, 4096)],
    ['overwritten behind its header', (bytes: Buffer) => bytes.fill('x', 4096)],
    ['cut', (bytes: Buffer) => bytes.subarray(0, 5000)],
    ['empty', () => Buffer.alloc(0)],
  ])('is made anew where its file is %s', (_how, damage) => {
    writeFileSync(file(), damage(readFileSync(file())));
    expect(found()).toEqual([undefined, 0]);
    const cache = new SqliteCache(folder);
    cache.keep(snapshot);
    cache.close();
    expect(found()).toEqual([snapshot, 0]);
  });
});

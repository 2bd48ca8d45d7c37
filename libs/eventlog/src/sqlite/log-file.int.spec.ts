import Database from 'better-sqlite3';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anEvent, grow, kept, wholeLog } from '../contract';
import { encodeEvent } from '../encode-event';
import { LogUnavailable, NewerSchema } from '../event-store.port';
import { nextTurn } from '../next-turn';
import { Checkpointer } from '@ledger/sqlite';
import { openToWrite } from './log-connection';
import { migrate } from './log-schema';
import { openSqliteEventStore } from './open-sqlite-event-store';
import { openSqliteLogReader } from './open-sqlite-log-reader';
import { scanLog } from './scan-log';
import type { SqliteEventStore } from './sqlite-event-store';
import { verifyLog } from './verify-log';

/** The writing connection itself: what is set on it, and its limits, cannot be seen from outside. */
const connectionOf = (store: SqliteEventStore): Database.Database =>
  (store as unknown as { opened: { db: Database.Database } }).opened.db;

describe('the file of the embedded log', () => {
  let folder: string;
  const file = (name: string): string => join(folder, name);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'log-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Asks as an auditor would: with the sqlite3 shell where the machine has it, which better-sqlite3 is the same engine as. */
  function asked(sql: string): unknown[] {
    const shells = ['/usr/bin/sqlite3', '/usr/local/bin/sqlite3', '/opt/homebrew/bin/sqlite3'];
    const shell = shells.find((path) => existsSync(path));
    if (shell) {
      const printed = execFileSync(shell, ['-readonly', '-json', file('log.db'), sql], { encoding: 'utf8' });
      return JSON.parse(printed || '[]') as unknown[];
    }
    const db = new Database(file('log.db'), { readonly: true });
    const rows = db.prepare(sql).all();
    db.close();
    return rows;
  }

  it('shows an auditor with the sqlite3 shell rows of stream, version, type and JSON, while it is written', async () => {
    const store = openSqliteEventStore({ folder });
    await kept(store, 'case-a', 0, 2);
    const event = anEvent('case-a', 2);
    const rows = asked(
      `SELECT position, stream, version, type, event, lower(hex(hash)) AS hash, event ->> '$.data.amountFen' AS fen
       FROM events WHERE stream = 'case-a' AND version = 2`,
    );
    const { text, hash } = encodeEvent(event);
    expect(rows).toEqual([
      {
        position: 2,
        stream: 'case-a',
        version: 2,
        type: event.type,
        event: text,
        hash: hash.toString('hex'),
        fen: 120_000,
      },
    ]);
    await store.close();
    expect(asked('SELECT count(*) AS events FROM events')).toEqual([{ events: 2 }]);
  });

  it('refuses to change or delete an event, whoever asks', async () => {
    const store = openSqliteEventStore({ folder });
    await kept(store, 'case-a', 0);
    await store.close();
    const db = new Database(file('log.db'));
    expect(() => db.exec(`UPDATE events SET type = 'x'`)).toThrow('never changed');
    expect(() => db.exec('DELETE FROM events')).toThrow('never deleted');
    db.close();
  });

  it('is durable when an append is acknowledged: WAL, every commit synced, no checkpoint within', async () => {
    const store = openSqliteEventStore({ folder });
    const db = connectionOf(store);
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(db.pragma('synchronous', { simple: true })).toBe(2);
    expect(db.pragma('wal_autocheckpoint', { simple: true })).toBe(0);
    await store.close();
  });

  it('lets the WAL start anew while it is written, so that it does not grow with the log', async () => {
    const db = openToWrite(folder);
    migrate(db);
    const limits = { worth: 20, restart: 200, little: 100, max: 1000 };
    const checkpointer = new Checkpointer(db, limits);
    const insert = db.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?)');
    let written = 0;
    for (let batch = 0; batch < 800; batch++) {
      db.transaction(() => {
        for (let i = 0; i < 10; i++)
          insert.run((written += 1), `case-${(written * 7919) % 100_003}`, 1, 't', 'x'.repeat(900), '');
      })();
      checkpointer.afterCommit(10);
      await nextTurn();
    }
    // Each batch writes eight pages or more; without a new start that would be six times the bound.
    expect(statSync(file('log.db-wal')).size).toBeLessThan((limits.max + 50) * 4120);
    await checkpointer.close();
    db.close();
    expect(statSync(file('log.db')).size).toBeGreaterThan(8000 * 900);
  });

  it('has every event in its one file after it was closed', async () => {
    const store = openSqliteEventStore({ folder });
    for (let round = 0; round < 10; round++) {
      for (let i = 0; i < 200; i++) await grow(store, `case-${round}-${i}`, 0, 2);
      await store.settled();
    }
    await store.close();
    expect(existsSync(file('log.db-wal'))).toBe(false);
    expect(await verifyLog(folder)).toMatchObject({ events: 4000, streams: 2000, damages: [] });
  });

  it('keeps its head file close behind while events are written', async () => {
    const store = openSqliteEventStore({ folder });
    const head = (): { position: number } => JSON.parse(readFileSync(file('head'), 'utf8')) as { position: number };
    expect(head().position).toBe(0);
    const startedAt = Date.now();
    let version = 0;
    while (head().position === 0 && Date.now() - startedAt < 10_000) {
      await kept(store, 'case-a', version);
      version += 1;
    }
    expect(head().position).toBeGreaterThan(0);
    expect(Date.now() - startedAt).toBeLessThan(5000);
    await store.close();
    expect(head().position).toBe(version);
  });

  it('keeps running after a head file that could not be written, and is opened by the next that could', async () => {
    const store = openSqliteEventStore({ folder });
    await kept(store, 'case-a', 0, 3);
    store.abandon();
    expect((JSON.parse(readFileSync(file('head'), 'utf8')) as { position: number }).position).toBe(0);
    const again = openSqliteEventStore({ folder });
    expect(again.head()).toBe(3);
    await again.close();
  });

  it('is refused by a version that does not know its schema, and is not touched', async () => {
    await openSqliteEventStore({ folder }).close();
    const db = new Database(file('log.db'));
    db.exec(`UPDATE meta SET value = 99 WHERE key = 'schema'`);
    db.close();
    const before = readFileSync(file('log.db'));
    const error = expect.objectContaining({ name: 'NewerSchema', message: expect.stringContaining('99') as string });
    expect(() => openSqliteEventStore({ folder })).toThrow(error);
    expect(() => openSqliteEventStore({ folder })).toThrow(NewerSchema);
    expect(() => openSqliteLogReader({ folder })).toThrow(error);
    await expect(verifyLog(folder)).rejects.toThrow(NewerSchema);
    expect(readFileSync(file('log.db')).equals(before)).toBe(true);
  });

  it('is not made by a reader', () => {
    expect(() => openSqliteLogReader({ folder })).toThrow(LogUnavailable);
    expect(existsSync(file('log.db'))).toBe(false);
  });

  it('takes nothing through a reader', async () => {
    const store = openSqliteEventStore({ folder });
    const reader = openSqliteLogReader({ folder });
    expect(() => reader.append()).toThrow(LogUnavailable);
    expect(() => reader.conclude()).toThrow('reading only');
    await reader.close();
    await store.close();
  });

  it('makes the vault durable before the events, once for each batch', async () => {
    const order: string[] = [];
    const store = openSqliteEventStore({ folder, beforeCommit: () => order.push(`keys before ${store.head()}`) });
    await Promise.all([kept(store, 'case-a', 0), kept(store, 'case-b', 0)]);
    await kept(store, 'case-a', 1);
    expect(order).toEqual(['keys before 0', 'keys before 2']);
    await store.close();
  });

  it('tells those who hold state above it that a batch fell, before anyone else can act', async () => {
    let failing = true;
    const told: string[] = [];
    const beforeCommit = (): void => {
      if (failing) throw new Error('the disk is full');
    };
    const store = openSqliteEventStore({ folder, beforeCommit });
    store.onFell((error) => {
      told.push(`listener: ${(error.cause as Error).message}`);
      expect(store.streamVersion('case-a')).toBe(0);
    });
    const appended = await grow(store, 'case-a', 0, 2);
    await appended.durable.catch(() => told.push('caller'));
    expect(told).toEqual(['listener: the disk is full', 'caller']);
    failing = false;
    await kept(store, 'case-a', 0);
    await store.close();
  });

  it('goes on after a full disk, once there is space again', async () => {
    const store = openSqliteEventStore({ folder });
    await kept(store, 'case-a', 0, 5);
    const db = connectionOf(store);
    const pages = Number(db.pragma('page_count', { simple: true }));
    db.pragma(`max_page_count = ${pages + 2}`);
    const fallen = await grow(store, 'case-a', 5, 200);
    await expect(fallen.durable).rejects.toMatchObject({ name: 'AppendFell', cause: { code: 'SQLITE_FULL' } });
    expect(store.streamVersion('case-a')).toBe(5);
    db.pragma('max_page_count = 100000');
    await kept(store, 'case-a', 5, 200);
    await store.close();
    expect(await verifyLog(folder)).toMatchObject({ events: 205, damages: [] });
  });

  it('takes nothing more after the disk failed, until it is opened anew', async () => {
    const store = openSqliteEventStore({ folder });
    await kept(store, 'case-a', 0, 5);
    const failure = Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR_FSYNC' });
    let failing = true;
    const beforeCommit = (): void => {
      if (failing) throw failure;
    };
    await store.close();
    const again = openSqliteEventStore({ folder, beforeCommit });
    await expect(kept(again, 'case-a', 5)).rejects.toMatchObject({ name: 'AppendFell', cause: failure });
    failing = false;
    await expect(kept(again, 'case-a', 5)).rejects.toThrow('the disk failed');
    expect(again.readStream('case-a')).toHaveLength(5);
    await again.close();
    const anew = openSqliteEventStore({ folder });
    await kept(anew, 'case-a', 5);
    await anew.close();
  });

  it('is scanned in chunks without a pause, whole or by parts, up to a position', async () => {
    const store = openSqliteEventStore({ folder });
    for (let i = 0; i < 90; i++) await grow(store, `case-${i}`, 0, 20);
    await store.settled();
    const all = await wholeLog(store);
    const scanned = (options: Parameters<typeof scanLog>[1]) => {
      const events: unknown[] = [];
      let passed = options.after ?? 0;
      const end = scanLog(folder, options, (chunk, position) => {
        expect(position).toBeGreaterThan(passed);
        passed = position;
        events.push(...chunk);
      });
      expect(passed).toBe(end);
      return { events, end };
    };
    expect(scanned({})).toEqual({ events: all, end: 1800 });
    expect(scanned({ after: 100, upTo: 1001 })).toEqual({ events: all.slice(100, 1001), end: 1001 });
    const parts = [0, 1, 2].map((index) => scanned({ only: { part: { index, of: 3 } } }).events);
    expect(parts.flat()).toHaveLength(1800);
    for (const part of parts) expect(part.length).toBeGreaterThan(300);
    expect(new Set(parts.flat().map((event) => JSON.stringify(event)))).toEqual(
      new Set(all.map((event) => JSON.stringify(event))),
    );
    await store.close();
    expect(scanned({}).events).toEqual(all);
  });
});

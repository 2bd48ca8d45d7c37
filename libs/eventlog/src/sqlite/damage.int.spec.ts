import Database from 'better-sqlite3';
import {
  copyFileSync,
  cpSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anEvent, kept, namesOf, someEvents, wholeLog } from '../contract';
import { hashOfText } from '../encode-event';
import { LogDamaged } from '../event-store.port';
import { openSqliteEventStore } from './open-sqlite-event-store';
import { openSqliteLogReader } from './open-sqlite-log-reader';
import { verifyLog } from './verify-log';

const PAGE = 4096;

describe('a damaged log', () => {
  let folder: string;
  const file = (name: string): string => join(folder, name);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'log-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** A closed log of some streams with ten events each, and one claim per event. */
  async function filled(streams = 300): Promise<void> {
    const store = openSqliteEventStore({ folder });
    for (let i = 0; i < streams; i++) {
      const claim = { commandId: `command-${i}`, name: 'RecordFirstReview', digest: 'ab', target: `case-${i}` };
      const events = someEvents(`case-${i}`, 0, 10).map((event) => ({
        ...event,
        command: { ...event.command, id: `command-${i}` },
      }));
      const { durable } = store.append(`case-${i}`, 0, events, {
        claim,
        conclude: { commandId: claim.commandId, answer: () => 'done' },
      });
      if (i % 50 === 49) await durable;
    }
    await store.close();
  }

  /** Changes rows as somebody with the sqlite3 shell could, triggers put aside. */
  function tamper(sql: string): void {
    const db = new Database(file('log.db'));
    const triggers = db.prepare(`SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'`).all() as {
      name: string;
      sql: string;
    }[];
    for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
    db.exec(sql);
    for (const trigger of triggers) db.exec(trigger.sql);
    db.close();
  }

  function flipByte(at: number): void {
    const bytes = readFileSync(file('log.db'));
    bytes[at] = (bytes[at] ?? 0) ^ 0x04;
    writeFileSync(file('log.db'), bytes);
  }

  const refused = (): LogDamaged => {
    try {
      void openSqliteEventStore({ folder }).close();
    } catch (error) {
      if (error instanceof LogDamaged) return error;
      throw error;
    }
    throw new Error('the log was opened');
  };

  it('is found whole when it is whole', async () => {
    await filled();
    const progress: number[] = [];
    const report = await verifyLog(folder, { onProgress: (done, of) => progress.push(done / of) });
    expect(report).toMatchObject({ events: 3000, streams: 300, last: 3000, unclaimed: 0, damages: [], more: false });
    const head = JSON.parse(readFileSync(file('head'), 'utf8')) as { running: string };
    expect(report.running).toBe(head.running);
    expect(progress.at(-1)).toBe(1);
    expect(progress.length).toBeGreaterThan(3);
  });

  it.each([1, PAGE, 50 * PAGE])('is refused when the file is cut by %d bytes', async (cut) => {
    await filled();
    truncateSync(file('log.db'), statSync(file('log.db')).size - cut);
    expect(refused().where.position).toBeGreaterThan(2900);
    expect(() => openSqliteLogReader({ folder })).toThrow(LogDamaged);
    const report = await verifyLog(folder);
    expect(report.damages).not.toEqual([]);
  });

  it('that was cut says by how much, and how far it had come', async () => {
    await filled();
    truncateSync(file('log.db'), statSync(file('log.db')).size - 50 * PAGE);
    expect(refused().zh).toMatch(/文件被截断：.+日志原已写到位置 3000/);
    expect(() => openSqliteLogReader({ folder })).toThrow(/the file was cut: .+ it had reached position 3000/);
    expect((await verifyLog(folder)).damages).toMatchObject([{ position: 3000 }]);
  });

  it('is refused when it is cut to nothing, or gone, and no new one is made in its place', async () => {
    await filled(1);
    truncateSync(file('log.db'), 0);
    expect(refused().where).toEqual({ position: 0 });
    expect(statSync(file('log.db')).size).toBe(0);
    rmSync(file('log.db'));
    expect(refused().message).toContain('position 10');
    expect((await verifyLog(folder)).damages).toHaveLength(1);
  });

  it('is refused when it was replaced by an older copy', async () => {
    await filled(30);
    const copy = mkdtempSync(join(tmpdir(), 'log-copy-'));
    cpSync(folder, copy, { recursive: true });
    const store = openSqliteEventStore({ folder });
    await kept(store, 'case-later', 0, 5);
    await store.close();
    copyFileSync(join(copy, 'log.db'), file('log.db'));
    rmSync(copy, { recursive: true });
    const bytes = readFileSync(file('log.db'));
    const alarm = refused();
    expect(alarm.where).toEqual({ position: 300 });
    expect(alarm.message).toContain('the head file has seen position 305');
    expect(() => openSqliteLogReader({ folder })).toThrow(LogDamaged);
    expect(readFileSync(file('log.db')).equals(bytes)).toBe(true);
    expect((await verifyLog(folder)).damages).toMatchObject([{ position: 300 }]);
  });

  it('is refused when its WAL with acknowledged events is gone', async () => {
    await filled(1);
    const store = openSqliteEventStore({ folder });
    await kept(store, 'case-a', 0, 5);
    const crashed = ['with its WAL', 'without'].map(() => mkdtempSync(join(tmpdir(), 'log-crashed-')));
    const [whole = '', cut = ''] = crashed;
    for (const copy of crashed) cpSync(folder, copy, { recursive: true });
    await store.close();
    for (const copy of crashed) copyFileSync(file('head'), join(copy, 'head'));
    rmSync(join(cut, 'log.db-wal'));
    rmSync(join(cut, 'log.db-shm'));
    const again = openSqliteEventStore({ folder: whole });
    expect(again.head()).toBe(15);
    await again.close();
    expect(() => openSqliteEventStore({ folder: cut })).toThrow('events that were acknowledged are lost');
    for (const copy of crashed) rmSync(copy, { recursive: true });
  });

  it('is refused when a view or another witness has seen more than it holds', async () => {
    await filled(1);
    const reached = [
      { position: 10, by: 'the view of cases' },
      { position: 12, by: 'the view of funds' },
    ];
    expect(() => openSqliteEventStore({ folder, reached })).toThrow('the view of funds has seen position 12');
    expect(() => openSqliteLogReader({ folder, reached })).toThrow('the view of funds has seen position 12');
    await openSqliteEventStore({ folder, reached: reached.slice(0, 1) }).close();
  });

  it('is refused when its head file is gone, empty or rewritten', async () => {
    await filled(2);
    const head = readFileSync(file('head'), 'utf8');
    for (const text of ['', '{}', head.replace('"running":"', '"running":"0').slice(0, -3)]) {
      writeFileSync(file('head'), text);
      expect(refused().message).toContain('head');
    }
    const other = head.replace(/"running":"(.)/, (_, digit) => `"running":"${digit === 'a' ? 'b' : 'a'}`);
    writeFileSync(file('head'), other);
    expect(refused().message).toContain('not those that the head file names');
    rmSync(file('head'));
    expect(refused().message).toContain('no head file');
    expect(() => openSqliteLogReader({ folder })).toThrow('no head file');
    writeFileSync(file('head'), head);
    await openSqliteEventStore({ folder }).close();
  });

  it('is refused when one of its last events was changed, with the stream and version named', async () => {
    await filled();
    tamper(`UPDATE events SET event = replace(event, '120000', '120001') WHERE position = 2995`);
    expect(refused().where).toEqual({ stream: 'case-299', version: 5, position: 2995 });
  });

  it('is refused when one of its last events is missing', async () => {
    await filled();
    tamper('DELETE FROM events WHERE position = 2995');
    expect(refused().where).toEqual({ position: 2995 });
  });

  it('lists each old event that was changed, with the stream and position', async () => {
    await filled();
    tamper(`UPDATE events SET event = replace(event, '120000', '120001') WHERE position IN (17, 1503)`);
    const report = await verifyLog(folder);
    expect(report.damages).toMatchObject([
      { stream: 'case-1', version: 7, position: 17 },
      { stream: 'case-150', version: 3, position: 1503 },
    ]);
    expect(report.running).toBeUndefined();
    expect(report.damages[0]?.zh).toContain('事件已被更改');
  });

  it('lists an event whose hash was changed with it, by the running hash at the head', async () => {
    await filled();
    const forged = `replace(event, '120000', '120001')`;
    const db = new Database(file('log.db'));
    const text = db.prepare(`SELECT ${forged} FROM events WHERE position = 17`).pluck().get() as string;
    db.close();
    tamper(`UPDATE events SET event = ${forged}, hash = X'${hashOfText(text).toString('hex')}' WHERE position = 17`);
    const report = await verifyLog(folder);
    expect(report.damages).toMatchObject([{ position: 3000 }]);
    expect(report.damages[0]?.what).toContain('not those that the head file names');
  });

  it('lists deleted events by stream and position, and columns that do not say what the event says', async () => {
    await filled();
    tamper(`DELETE FROM events WHERE position IN (17, 18); UPDATE events SET type = 'GrantPaid' WHERE position = 40`);
    const { damages } = await verifyLog(folder);
    expect(damages).toMatchObject([
      { position: 17, to: 18 },
      { stream: 'case-3', version: 10, position: 40 },
      { stream: 'case-1', version: 7 },
    ]);
  });

  it('lists claims that do not belong to their events, and counts events without a claim', async () => {
    await filled(3);
    tamper(`UPDATE claims SET command_id = 'command-x' WHERE position = 11`);
    expect(await verifyLog(folder)).toMatchObject({ unclaimed: 10, damages: [{ position: 11 }] });
  });

  it('names stream, version and position when a bad row is read', async () => {
    await filled();
    tamper(`UPDATE events SET event = substr(event, 1, 100) WHERE position = 505`);
    const store = openSqliteEventStore({ folder });
    const where = { stream: 'case-50', version: 5, position: 505 };
    expect(() => store.readStream('case-50')).toThrow(expect.objectContaining({ name: 'LogDamaged', where }));
    expect(() => store.readAll(0, 3000)).toThrow(expect.objectContaining({ name: 'LogDamaged', where }));
    expect(namesOf(store.readStream('case-51'))).toHaveLength(10);
    await store.close();
  });

  it('shows nobody who asks for a stream an event that was changed, and names it', async () => {
    await filled();
    tamper(`UPDATE events SET event = replace(event, '120000', '920000') WHERE position = 1501`);
    const reader = openSqliteLogReader({ folder });
    expect(() => reader.readStream('case-150')).toThrow(
      'the event was changed (stream case-150, version 1, position 1501)',
    );
    expect(reader.readStream('case-151')).toHaveLength(10);
    await reader.close();
  });

  it('names the missing event when a stream or the log is read over a hole', async () => {
    await filled();
    tamper('DELETE FROM events WHERE position = 505');
    const store = openSqliteEventStore({ folder });
    expect(() => store.readStream('case-50')).toThrow(
      expect.objectContaining({ where: { stream: 'case-50', version: 5 } }),
    );
    expect(() => store.readStream('case-50', { backwards: true })).toThrow(
      expect.objectContaining({ where: { stream: 'case-50', version: 5 } }),
    );
    expect(() => store.readAll(500, 10)).toThrow(expect.objectContaining({ where: { position: 505 } }));
    expect(() => store.readAll(500, 10, { types: ['GrantPaid'] })).toThrow(
      expect.objectContaining({ where: { position: 505 } }),
    );
    const subscription = store.subscribe(0, () => undefined);
    await expect(subscription.ended).rejects.toMatchObject({ where: { position: 505 } });
    await store.close();
  });

  it('is never silent about a flipped byte of an event, wherever it is', async () => {
    await filled(20);
    const whole = readFileSync(file('log.db'));
    const expected = JSON.stringify(await wholeOf());
    const flips = 150;
    let listed = 0;
    const silent: number[] = [];
    for (let i = 0; i < flips; i++) {
      // Steps that fall on headers, cell pointers, keys, texts, hashes, claims and free space alike.
      const at = Math.floor((whole.length * i) / flips) + (i % 61);
      writeFileSync(file('log.db'), whole);
      flipByte(at);
      const { damages } = await verifyLog(folder);
      // What is not listed must not be in any event: it lies in free space or among the claims.
      if (damages.length > 0) listed += 1;
      else if (JSON.stringify(await wholeOf()) !== expected) silent.push(at);
    }
    expect(silent).toEqual([]);
    expect(listed).toBeGreaterThan(flips / 2);
  });

  async function wholeOf() {
    const reader = openSqliteLogReader({ folder });
    const events = await wholeLog(reader);
    await reader.close();
    return events;
  }

  it('names what lies on a page that cannot be read at all', async () => {
    await filled();
    const db = new Database(file('log.db'), { readonly: true });
    const page = db
      .prepare(
        `SELECT pageno FROM dbstat WHERE name = 'events' AND pagetype = 'leaf' ORDER BY pageno LIMIT 1 OFFSET 100`,
      )
      .pluck()
      .get() as number;
    db.close();
    const bytes = readFileSync(file('log.db'));
    bytes.fill(0xee, (page - 1) * PAGE, page * PAGE);
    writeFileSync(file('log.db'), bytes);
    const { damages, events } = await verifyLog(folder);
    const lost = damages.filter((damage) => damage.stream !== undefined);
    expect(lost.length).toBeGreaterThan(0);
    expect(events + lost.length).toBe(3000);
    for (const { stream, version, position } of lost) {
      expect(stream).toBe(`case-${Math.floor(((position ?? 0) - 1) / 10)}`);
      expect(version).toBe((((position ?? 0) - 1) % 10) + 1);
    }
    const reader = openSqliteLogReader({ folder });
    const first = lost[0]?.position ?? 0;
    expect(() => reader.readAll(0, 3000)).toThrow(expect.objectContaining({ where: { position: first } }));
    expect(reader.readAll(0, 100).events).toHaveLength(100);
    await reader.close();
  });

  it('is told apart from a file that is no log', () => {
    const store = new Database(file('log.db'));
    store.exec('CREATE TABLE notes (text TEXT)');
    store.close();
    expect(refused().message).toContain('no event log');
    writeFileSync(
      file('log.db'),
      'this is a text file, not a database, and long enough to be read as one\n'.repeat(100),
    );
    expect(refused().zh).toContain('无法读取');
  });

  it('does not take one event for another after a crash in the middle of everything', async () => {
    await filled(2);
    const store = openSqliteEventStore({ folder });
    await kept(store, 'case-a', 0);
    void store.append('case-b', 0, [anEvent('case-b', 1)]);
    store.abandon();
    const again = openSqliteEventStore({ folder });
    expect((await again.verify()).damages).toEqual([]);
    expect(again.head()).toBe(21);
    await again.close();
  });
});

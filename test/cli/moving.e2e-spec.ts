import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openSqliteEventStore } from '@ledger/eventlog';
import Database from 'better-sqlite3';
import type { DeathOrder } from '../crash/die-while-moving';
import { Cluster } from '../doubles/eventstoredb';
import { ledger, ledgerJson, simulated, startLedger, Workplace } from './run-ledger';

jest.setTimeout(180_000);

const place = new Workplace();
const source = place.at('source');
const programme = place.at('programme.ndjson');

beforeAll(async () => {
  await simulated(programme, 60);
  const ran = await ledger(['import', programme, '--clock', 'simulated', '--data', source]);
  if (ran.code !== 0) throw new Error(ran.stderr);
});
afterAll(() => place.clear());

/** Every row of a log's tables: what its readers can see of it. */
function rowsOf(folder: string): Record<'events' | 'claims', unknown[]> {
  const db = new Database(path.join(folder, 'log.db'), { readonly: true });
  try {
    const rows = (table: string): unknown[] => db.prepare(`SELECT * FROM ${table} ORDER BY position`).all();
    return { events: rows('events'), claims: rows('claims') };
  } finally {
    db.close();
  }
}

const countIn = (folder: string): number =>
  existsSync(path.join(folder, 'log.db')) ? rowsOf(folder).events.length : 0;

/** Runs the words and dies as ordered. */
async function killed(words: readonly string[], order: DeathOrder): Promise<void> {
  const child = startLedger(words, { DEATH_ORDER: JSON.stringify(order) }, 'test/crash/die-while-moving.js');
  child.stdin?.end();
  child.stdout?.resume();
  child.stderr?.resume();
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve) => {
    child.once('close', (ended, by) => resolve([ended, by]));
  });
  expect([code, signal]).toEqual([null, 'SIGKILL']);
}

describe('moving a ledger to another folder', () => {
  it('killed twice on the way and run again, ends as the very same log with the same command ids', async () => {
    const target = place.at('moved');
    await killed(['migrate', source, target], { moment: 'durable', at: 2 });
    const first = countIn(target);
    await killed(['migrate', source, target], { moment: 'unsettled', at: 3 });
    const second = countIn(target);
    const all = countIn(source);
    expect([first > 0, second > first, second < all]).toEqual([true, true, true]);
    const done = await ledgerJson<{ resumedAfter: number; events: number; digest: string }>([
      'migrate',
      source,
      target,
    ]);
    expect(done).toMatchObject({ resumedAfter: second, events: all });
    expect(rowsOf(target)).toEqual(rowsOf(source));
    expect(readFileSync(path.join(target, 'head'), 'utf8')).toEqual(readFileSync(path.join(source, 'head'), 'utf8'));
    expect(done.digest).toBe(
      (JSON.parse(readFileSync(path.join(target, 'head'), 'utf8')) as { running: string }).running,
    );
  });

  it.each<DeathOrder>([
    { moment: 'before-run', at: 1 },
    { moment: 'unsettled', at: 1 },
    { moment: 'durable', at: 1 },
    { moment: 'naming', at: 1 },
  ])('goes on after a death at $moment $at', async (order) => {
    const target = place.at(`after-${order.moment}`);
    await killed(['migrate', source, target], order);
    expect((await ledger(['migrate', source, target])).code).toBe(0);
    expect(rowsOf(target)).toEqual(rowsOf(source));
    rmSync(target, { recursive: true });
  });

  it('leaves a ledger that opens, holds, and answers a command that it has had as a duplicate', async () => {
    const target = place.at('used');
    const moved = await ledger(['migrate', source, target]);
    expect([moved.code, moved.stdout]).toEqual([0, expect.stringContaining('Both sides agree.')]);
    copyFileSync(path.join(source, 'master.key'), path.join(target, 'master.key'));
    expect((await ledger(['verify', '--data', target])).code).toBe(0);
    const again = await ledgerJson<{ duplicate: number; lines: number }>(['import', programme, '--data', target]);
    expect(again.duplicate).toBe(again.lines);
    const position = await ledgerJson<object>(['position', '--data', target]);
    expect(position).toEqual(await ledgerJson<object>(['position', '--data', source]));
  });

  it('changes nothing where the target is another ledger, or has gone on by itself', async () => {
    const other = place.at('other');
    await ledger(['init', '--clock', 'simulated', '--data', other]);
    const refused = await ledger(['migrate', source, other]);
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('holds another ledger')]);
    expect(countIn(other)).toBe(1);
    const back = await ledger(['migrate', place.at('moved-then-used'), source]);
    expect([back.code, back.stderr]).toEqual([1, expect.stringContaining('There is no ledger')]);
    const early = place.at('early');
    writeFileSync(place.at('early.ndjson'), readFileSync(programme, 'utf8').split('\n').slice(0, 40).join('\n'));
    await ledger(['import', place.at('early.ndjson'), '--clock', 'simulated', '--data', early]);
    const ahead = place.at('ahead');
    await ledger(['migrate', early, ahead]);
    copyFileSync(path.join(early, 'master.key'), path.join(ahead, 'master.key'));
    await ledger(['import', programme, '--data', ahead]);
    const before = countIn(ahead);
    const gone = await ledger(['migrate', early, ahead]);
    expect([gone.code, gone.stderr]).toEqual([1, expect.stringContaining('has been written to')]);
    expect(countIn(ahead)).toBe(before);
  });

  it('refuses a source that was changed, and one that is being written', async () => {
    const damaged = place.at('damaged');
    cpSync(source, damaged, { recursive: true });
    const db = new Database(path.join(damaged, 'log.db'));
    db.exec('DROP TRIGGER events_are_never_changed');
    db.exec(`UPDATE events SET event = replace(event, '"schemaVersion":1', '"schemaVersion":2') WHERE position = 100`);
    db.close();
    const refused = await ledger(['migrate', damaged, place.at('from-damaged')]);
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('is damaged')]);
    expect(existsSync(path.join(place.at('from-damaged'), 'log.db'))).toBe(false);
    const writer = openSqliteEventStore({ folder: source });
    const written = await ledger(['migrate', source, place.at('from-written')]);
    await writer.close();
    expect([written.code, written.stderr]).toEqual([3, expect.stringContaining('is being written by process')]);
    expect(existsSync(place.at('from-written'))).toBe(false);
    const same = await ledger(['migrate', source, source]);
    expect([same.code, same.stderr]).toEqual([1, expect.stringContaining('the same place')]);
  });
});

describe('moving a ledger to EventStoreDB and back', () => {
  it('gives the same log, claims included, and hides the password of an address', async () => {
    const cluster = await Cluster.start();
    try {
      const server = cluster.connectionString().replace('esdb://', 'esdb://admin:secret-word@');
      const there = await ledger(['migrate', source, server]);
      expect([there.code, there.stdout]).toEqual([0, expect.stringContaining('Both sides agree.')]);
      expect(there.stdout + there.stderr).not.toContain('secret-word');
      expect(there.stdout).toContain('the vault stays where it is');
      const back = place.at('from-server');
      const again = await ledgerJson<{ events: number; digest: string }>(['migrate', server, back]);
      expect(again.events).toBe(countIn(source));
      expect(rowsOf(back)).toEqual(rowsOf(source));
    } finally {
      await cluster.stop();
    }
  });
});

describe('a log as files', () => {
  const exported = place.at('exported');

  it('is exported whole, without clear values or keys, and taken in with the same bytes', async () => {
    const report = await ledgerJson<{ events: number; digest: string; ledgerId: string }>([
      'export',
      exported,
      '--data',
      source,
    ]);
    const text = readFileSync(path.join(exported, 'events-000001.ndjson'), 'utf8');
    const lines = text.trimEnd().split('\n');
    expect(lines).toEqual((rowsOf(source).events as { event: string }[]).map(({ event }) => event));
    expect(text).not.toMatch(/\b\d{17}[\dX]\b/);
    expect(readdirSync(exported).toSorted()).toEqual(['events-000001.ndjson', 'manifest.json']);
    const target = place.at('taken-in');
    const taken = await ledgerJson<{ events: number; digest: string }>(['import-log', exported, '--to', target]);
    expect(taken).toMatchObject({ events: report.events, digest: report.digest });
    expect(rowsOf(target).events).toEqual(rowsOf(source).events);
    expect(rowsOf(target).claims).toHaveLength(rowsOf(source).claims.length);
  });

  it('killed while it is taken in, goes on; killed while it is exported, leaves nothing under its name', async () => {
    const target = place.at('taken-in-pieces');
    await killed(['import-log', exported, '--to', target], { moment: 'unsettled', at: 2 });
    await killed(['import-log', exported, '--to', target], { moment: 'before-run', at: 2 });
    expect((await ledger(['import-log', exported, '--to', target])).code).toBe(0);
    expect(rowsOf(target).events).toEqual(rowsOf(source).events);
    const again = place.at('exported-again');
    await killed(['export', again, '--data', source], { moment: 'naming', at: 1 });
    expect(existsSync(again)).toBe(false);
    expect((await ledger(['export', again, '--data', source])).code).toBe(0);
    const sum = (folder: string): string =>
      createHash('sha256')
        .update(readFileSync(path.join(folder, 'events-000001.ndjson')))
        .digest('hex');
    expect(sum(again)).toBe(sum(exported));
  });

  it('is not written over anything, and says so in both languages', async () => {
    const busy = place.at('busy');
    mkdirSync(busy);
    writeFileSync(path.join(busy, 'note.txt'), 'mine');
    for (const lang of ['zh', 'en']) {
      const refused = await ledger(['export', busy, '--data', source, '--lang', lang]);
      expect([refused.code, refused.stderr]).toEqual([
        1,
        expect.stringContaining(lang === 'zh' ? '不是空目录' : 'is not empty'),
      ]);
    }
    expect(readdirSync(busy)).toEqual(['note.txt']);
  });
});

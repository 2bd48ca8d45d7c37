import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeEvent, openSqliteEventStore, type SqliteEventStore } from '@ledger/eventlog';
import { anEvent, kept, wholeLog } from '@ledger/eventlog/contract';
import { copyLog, ExportedLog, exportLog, folderPlace, MovingRefused, openLogAt } from '.';
import type { ExportManifest } from './export/export-manifest';

const LEDGER = '7d3f0f5c-6a53-4c1e-9a44-0f4f1f0a2b11';
const EVENTS = 1_301;

/** A ledger of its own, in which commands take turns on a hundred streams. */
async function made(folder: string, count = EVENTS, ledgerId = LEDGER): Promise<SqliteEventStore> {
  const store = openSqliteEventStore({ folder });
  const data = { ledgerId, clock: 'simulated' };
  await store.append('ledger-0', 0, [anEvent('ledger-0', 1, { type: 'LedgerOpened', data })]).durable;
  const claims = new Map<string, number>();
  for (let i = 1; i < count; i++) {
    const stream = `case-${i % 100}`;
    const version = Math.ceil(i / 100);
    const event = i % 100 === 0 ? anEvent('case-0', version, { reason: '证书等级录入有误' }) : anEvent(stream, version);
    claims.set(event.command.id, i);
    const claim = {
      commandId: event.command.id,
      name: event.command.name,
      digest: event.command.digest,
      target: stream,
    };
    store.append(stream, version - 1, [event], {
      claim,
      conclude: {
        commandId: claim.commandId,
        answer: () => JSON.stringify({ id: claim.commandId, outcome: 'accepted' }),
      },
    });
  }
  await store.settled();
  return store;
}

const bare = async (store: SqliteEventStore): Promise<string[]> =>
  (await wholeLog(store, 500)).map((event) => encodeEvent(event).text);

const work = mkdtempSync(join(tmpdir(), 'moving-'));
let number = 0;
const fresh = (): string => join(work, String((number += 1)));
let source: SqliteEventStore;
const opened: SqliteEventStore[] = [];
const target = (folder = fresh()): SqliteEventStore => {
  const store = openSqliteEventStore({ folder });
  opened.push(store);
  return store;
};

beforeAll(async () => {
  source = await made(fresh());
});
afterAll(async () => {
  await source.close();
  for (const store of opened) await store.close();
  rmSync(work, { recursive: true });
});

const refusalOf = async (work_: Promise<unknown>): Promise<MovingRefused> => {
  const error: unknown = await work_.then(
    () => undefined,
    (cause: unknown) => cause,
  );
  if (error instanceof MovingRefused) return error;
  throw error ?? new Error('nothing was refused');
};

describe('copying a log', () => {
  it('keeps order and bytes, and ends with the same count, types and digest on both sides', async () => {
    const to = target();
    const report = await copyLog(source, to);
    expect(report.from).toEqual(report.to);
    expect(report).toMatchObject({ resumedAfter: 0, from: { events: EVENTS, types: { LedgerOpened: 1 } } });
    expect(await bare(to)).toEqual(await bare(source));
  });

  it('cut off before or after any run, goes on where it stood: nothing twice, nothing left out', async () => {
    for (const [cutAt, after] of [0, 1, 2].flatMap((at) => [[at, false] as const, [at, true] as const])) {
      const folder = fresh();
      const first = openSqliteEventStore({ folder });
      let runs = 0;
      const takeIn = first.takeIn.bind(first);
      first.takeIn = (...given) => {
        if (runs++ !== cutAt) return takeIn(...given);
        if (after) takeIn(...given);
        if (after) first.settleNow();
        throw new Error('cut off');
      };
      await expect(copyLog(source, first)).rejects.toThrow('cut off');
      first.abandon();
      const again = target(folder);
      const there = again.head();
      const report = await copyLog(source, again);
      expect(report.resumedAfter).toBe(there);
      expect(there).toBe(Math.min(EVENTS, 500 * (cutAt + (after ? 1 : 0))));
      expect(await bare(again)).toEqual(await bare(source));
    }
  });

  it('refuses a target that is another ledger, differs, or has gone on, before it writes anything', async () => {
    const [other, longer] = [await made(fresh(), 20, '00000000-0000-4000-8000-000000000009'), target()];
    const refused = await refusalOf(copyLog(source, other));
    expect([refused.type, other.head()]).toEqual(['other-ledger', 20]);
    await copyLog(source, longer);
    await kept(longer, 'case-new', 0);
    const ahead = await refusalOf(copyLog(source, longer));
    expect([ahead.type, longer.head()]).toEqual(['target-ahead', EVENTS + 1]);
    const differing = target();
    await copyLog(other, differing);
    await kept(other, 'case-new', 0);
    await kept(differing, 'case-new', 0, 2);
    const differs = await refusalOf(copyLog(other, differing));
    expect([differs.type, differs.zh]).toEqual(['target-ahead', expect.stringContaining('case-new 第 2 版')]);
    await other.close();
  });

  it('refuses a source in which a command is open, and names what to do', async () => {
    const open = await made(fresh(), 10);
    const claim = { commandId: 'c1', name: 'SubmitClaim', digest: 'cd'.repeat(32), target: 'case-q', sealed: '{}' };
    await kept(open, 'case-q', 0, 1, { claim });
    const to = target();
    const refused = await refusalOf(copyLog(open, to));
    expect([refused.type, refused.en]).toEqual(['commands-open', expect.stringContaining('stop the service')]);
    expect(to.head()).toBe(0);
    await open.close();
  });

  it('knows no store that nobody told it of', () => {
    expect(() => openLogAt('esdb://host:2113', 'read', [folderPlace])).toThrow(MovingRefused);
  });
});

describe('an exported log that is not as it was written', () => {
  let folder: string;
  const manifestFile = (): string => join(folder, 'manifest.json');
  const first = (): string => join(folder, 'events-000001.ndjson');
  const manifest = (): ExportManifest => JSON.parse(readFileSync(manifestFile(), 'utf8')) as ExportManifest;

  beforeEach(async () => {
    folder = fresh();
    await exportLog(source, folder, { program: '0', now: '2021-01-01T00:00:00.000Z', eventsPerFile: 500 });
  });

  /** Changes the lines of the first file, and has the manifest vouch for the new bytes. */
  const vouched = (change: (lines: string[]) => string[]): void => {
    const text = `${change(readFileSync(first(), 'utf8').trimEnd().split('\n')).join('\n')}\n`;
    writeFileSync(first(), text);
    vouchFor(text);
  };
  const vouchFor = (text: string | Buffer): void => {
    const own = manifest();
    const [entry, ...others] = own.files;
    const sha256 = createHash('sha256').update(text).digest('hex');
    const bytes = Buffer.byteLength(text);
    writeFileSync(manifestFile(), JSON.stringify({ ...own, files: [{ ...entry, bytes, sha256 }, ...others] }));
  };
  const changed = (more: object): void => writeFileSync(manifestFile(), JSON.stringify({ ...manifest(), ...more }));
  /** What is said of it; nothing was written anywhere. */
  const refused = async (): Promise<MovingRefused> => refusalOf(ExportedLog.open(folder));

  it('is taken in, from any event on, where it is', async () => {
    const log = await ExportedLog.open(folder);
    expect(log.readAll(499, 3).events.map(({ position }) => position)).toEqual([500, 501, 502]);
    const to = target();
    await copyLog(log, to);
    expect(await bare(to)).toEqual(await bare(source));
    expect(manifest().files.map(({ name, events }) => [name, events])).toEqual([
      ['events-000001.ndjson', 500],
      ['events-000002.ndjson', 500],
      ['events-000003.ndjson', EVENTS - 1_000],
    ]);
  });

  it('cut, flipped or missing, is refused by its file', async () => {
    truncateSync(first(), 5_000);
    expect(await refused()).toMatchObject({
      type: 'file-wrong',
      en: expect.stringContaining('events-000001.ndjson has 5000 bytes'),
    });
    rmSync(first());
    expect(await refused()).toMatchObject({ type: 'file-wrong', zh: expect.stringContaining('不存在') });
  });

  it('with one flipped bit is refused by its file', async () => {
    const bytes = readFileSync(first());
    bytes[7_000]! ^= 1;
    writeFileSync(first(), bytes);
    expect(await refused()).toMatchObject({ type: 'file-wrong', en: expect.stringContaining('SHA-256 differs') });
  });

  it.each<[string, (lines: string[]) => string[], RegExp]>([
    [
      'two events of a stream in the wrong order',
      (lines) => swapped(lines, 1, 101),
      /line 2: the next version of case-1 is 1/,
    ],
    ['an event left out', (lines) => lines.toSpliced(1, 1), /line 101: the next version of case-1 is 1/],
    ['an event twice', (lines) => lines.toSpliced(1, 0, lines[1]!), /line 3: the next version of case-1 is 2/],
    ['no opening', (lines) => lines.slice(1), /line 1: the log does not open the manifest's ledger/],
    ['bytes that are not canonical', (lines) => lines.with(3, ` ${lines[3]}`), /line 4: it is not the canonical bytes/],
    ['a line that is no event', (lines) => lines.with(3, '{"id":1}'), /line 4: the event's id is of the wrong shape/],
    [
      'another value',
      (lines) => lines.with(3, lines[3]!.replace('120000', '120001')),
      /digest are not those of the lines/,
    ],
    ['an empty line', (lines) => lines.with(3, ''), /line 4: it is not the canonical bytes/],
    ['half a character', (lines) => lines.with(3, `${lines[3]}\\ud800`), /line 4: it is not the canonical bytes/],
  ])('with %s is refused by its line, though the manifest vouches for the bytes', async (_, change, words) => {
    vouched(change);
    const { en, zh } = await refused();
    expect(en).toMatch(words);
    expect(zh).toMatch(/\p{Script=Han}/u);
  });

  it('with a line that never ends, one that is not UTF-8, or a cut one is refused without being read into memory', async () => {
    const huge = `{"a":"${'x'.repeat(9 * 1024 * 1024)}"}\n`;
    writeFileSync(first(), huge);
    vouchFor(huge);
    expect((await refused()).en).toMatch(/line 1: the line is too long/);
    const notUtf8 = Buffer.from('{"a":"\xff"}\n', 'latin1');
    writeFileSync(first(), notUtf8);
    vouchFor(notUtf8);
    expect((await refused()).en).toMatch(/line 1: it is not UTF-8/);
    const cut = readFileSync(join(folder, 'events-000002.ndjson'), 'utf8').slice(0, 100);
    writeFileSync(first(), cut);
    vouchFor(cut);
    expect((await refused()).en).toMatch(/line 1: the file is cut off within a line/);
  });

  it.each([
    '../events-000001.ndjson',
    '/etc/passwd',
    'events-000002.ndjson',
    'sub/events-000001.ndjson',
    'events-000001.ndjson\0',
    '..',
    '',
  ])('whose manifest names the file %j is refused', async (name) => {
    const [entry, ...others] = manifest().files;
    changed({ files: [{ ...entry, name }, ...others] });
    expect(await refused()).toMatchObject({ type: 'manifest-wrong' });
  });

  it.each<[string, object]>([
    ['another kind', { kind: 'skill-ledger backup' }],
    ['a newer format', { format: 2 }],
    ['another count', { events: EVENTS - 1 }],
    ['another digest', { digest: '0'.repeat(64) }],
    ['other types', { types: { LedgerOpened: EVENTS } }],
    ['another ledger', { ledgerId: '00000000-0000-4000-8000-000000000009' }],
    ['no files', { files: [] }],
    ['no point in time', { asOf: undefined }],
    ['one file less', { files: undefined }],
  ])('whose manifest says %s is refused', async (_, more) => {
    changed(more);
    expect(['manifest-wrong', 'line-wrong']).toContain((await refused()).type);
  });

  it('whose manifest is missing, endless or no JSON is refused', async () => {
    writeFileSync(manifestFile(), '{');
    expect((await refused()).en).toContain('it is no JSON');
    appendFileSync(manifestFile(), Buffer.alloc(17 * 1024 * 1024, ' '));
    expect((await refused()).en).toContain('too large');
    rmSync(manifestFile());
    expect((await refused()).zh).toContain('没有 manifest.json');
    expect(existsSync(manifestFile())).toBe(false);
  });
});

const swapped = (lines: readonly string[], a: number, b: number): string[] =>
  lines.with(a, lines[b]!).with(b, lines[a]!);

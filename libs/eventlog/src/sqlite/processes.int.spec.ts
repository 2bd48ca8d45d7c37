import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { kept, namesOf, wholeLog } from '../contract';
import { LedgerInUse } from '../event-store.port';
import { openSqliteEventStore } from './open-sqlite-event-store';
import { openSqliteLogReader } from './open-sqlite-log-reader';
import { verifyLog } from './verify-log';

const BUILT = resolve(__dirname, '../../../../dist/libs/eventlog/src');

/** Opens the folder given and says so; then does what `body` says with `store`. */
const program = (body: string): string => `
  const { openSqliteEventStore } = require('${BUILT}');
  const { grow, kept } = require('${BUILT}/contract/an-event.js');
  const say = (line) => require('node:fs').writeSync(1, line + '\\n');
  (async () => {
    const store = openSqliteEventStore({ folder: process.argv[1] });
    say('open ' + store.head());
    ${body}
  })().catch((error) => { say('failed ' + error.name + ': ' + error.message); process.exitCode = 1; });
`;

/** Sixteen clients append, each to a stream of its own, and say what was acknowledged; others hang in the air. */
const APPENDING = `
  await Promise.all(Array.from({ length: 16 }, async (_, client) => {
    const stream = 'case-' + client;
    for (let version = store.streamVersion(stream); ; version += 2) {
      await kept(store, stream, version, 2, { claim: claimOf(stream, version) });
      say('kept ' + stream + ' ' + (version + 2));
    }
  }));
`;
const CLAIM = `const claimOf = (stream, version) => ({ commandId: stream + '-' + version, name: 'n', digest: 'd', target: stream });`;

describe('processes over one folder', () => {
  let folder: string;
  let child: ChildProcess | undefined;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'log-'));
  });
  afterEach(async () => {
    if (child) await killed(child);
    child = undefined;
    rmSync(folder, { recursive: true });
  });

  function start(body: string): { process: ChildProcess; lines: AsyncIterator<string> } {
    const started = spawn(process.execPath, ['-e', program(body), folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    child = started;
    return { process: started, lines: createInterface({ input: started.stdout })[Symbol.asyncIterator]() };
  }

  async function killed(started: ChildProcess): Promise<void> {
    if (started.exitCode !== null || started.signalCode !== null) return;
    const gone = new Promise((done) => {
      started.once('exit', done);
    });
    started.kill('SIGKILL');
    await gone;
  }

  const nextLine = async (lines: AsyncIterator<string>): Promise<string> => String((await lines.next()).value);

  it('lets one write: a second writer is told who does, since when, and what to do, in both languages', async () => {
    const { process: writer, lines } = start(
      `await kept(store, 'case-a', 0, 3); say('kept'); setInterval(() => {}, 1000);`,
    );
    expect(await nextLine(lines)).toBe('open 0');
    expect(await nextLine(lines)).toBe('kept');
    const { since } = JSON.parse(readFileSync(join(folder, 'writer.json'), 'utf8')) as { since: string };
    const refusal = expect.objectContaining({
      name: 'LedgerInUse',
      message: expect.stringMatching(new RegExp(`written by process ${writer.pid} on .+, since ${since}`)) as string,
      zh: expect.stringContaining(`进程 ${writer.pid}（自 ${since} 起）写入`) as string,
    });
    expect(() => openSqliteEventStore({ folder })).toThrow(refusal);
    const reader = openSqliteLogReader({ folder });
    expect(namesOf(await wholeLog(reader))).toEqual(['case-a@1', 'case-a@2', 'case-a@3']);
    await reader.close();
  });

  it('lets the next write as soon as the writer is dead, however it died', async () => {
    const { process: writer, lines } = start(
      `await kept(store, 'case-a', 0, 3); say('kept'); setInterval(() => {}, 1000);`,
    );
    await nextLine(lines);
    await nextLine(lines);
    await killed(writer);
    expect(existsSync(join(folder, 'writer.json'))).toBe(true);
    const store = openSqliteEventStore({ folder });
    await kept(store, 'case-a', 3);
    expect(() => openSqliteEventStore({ folder })).toThrow(LedgerInUse);
    await store.close();
    await openSqliteEventStore({ folder }).close();
  });

  it('shows a reader in another process what is written, as it comes', async () => {
    const store = openSqliteEventStore({ folder });
    const seen: string[] = [];
    await kept(store, 'case-a', 0);
    await store.close();
    const { lines } = start(
      `${CLAIM} for (let v = 1; v < 40; v++) await kept(store, 'case-a', v); say('done'); await store.close();`,
    );
    await nextLine(lines);
    const reader = openSqliteLogReader({ folder, pollMs: 5 });
    const all = new Promise<void>((done) => {
      reader.subscribe(0, ({ events }) => {
        seen.push(...namesOf(events));
        if (seen.length === 40) done();
      });
    });
    await all;
    await reader.close();
    expect(seen).toEqual(Array.from({ length: 40 }, (_, i) => `case-a@${i + 1}`));
  });

  it('loses nothing that was acknowledged when it is killed in the middle of appends, ten times', async () => {
    const acknowledged = new Map<string, number>();
    for (let round = 0; round < 10; round++) {
      const { process: writer, lines } = start(CLAIM + APPENDING);
      expect(await nextLine(lines)).toMatch(/^open /);
      // Each round dies at another moment: after so many acknowledgements.
      for (let i = 0; i < 37 + round * 31; i++) {
        const [, stream = '', version] = (await nextLine(lines)).split(' ');
        acknowledged.set(stream, Number(version));
      }
      await killed(writer);
      for await (const line of { [Symbol.asyncIterator]: () => lines }) {
        const [word, stream = '', version] = line.split(' ');
        if (word === 'kept') acknowledged.set(stream, Number(version));
      }
      const { damages } = await verifyLog(folder);
      expect(damages).toEqual([]);
      const reader = openSqliteLogReader({ folder });
      for (const [stream, version] of acknowledged) {
        const found = reader.streamVersion(stream);
        expect(found).toBeGreaterThanOrEqual(version);
        // Whole appends of two events, each with its claim, or nothing.
        expect(found % 2).toBe(0);
        expect(reader.readStream(stream)).toHaveLength(found);
        expect(reader.findClaim(`${stream}-${found - 2}`)).toBeDefined();
        expect(reader.findClaim(`${stream}-${found}`)).toBeUndefined();
      }
      await reader.close();
    }
    expect(acknowledged.size).toBe(16);
  }, 60_000);

  it('acknowledges nothing on a disk that takes no more, and has all that it acknowledged before', async () => {
    const body = `
      ${CLAIM}
      let version = 0;
      try {
        for (; ; version += 10) { await kept(store, 'case-a', version, 10); say('kept ' + (version + 10)); }
      } catch (error) { say('fell ' + error.name + ' at ' + store.streamVersion('case-a')); }
      await store.close().catch((error) => say('closed with ' + error.name));
    `;
    // The shell limits every file of the process to so many blocks of 512 bytes, as a full disk would.
    const { stdout } = spawnSync(
      'sh',
      ['-c', 'ulimit -f 1200; exec "$@"', 'sh', process.execPath, '-e', program(body), folder],
      {
        encoding: 'utf8',
      },
    );
    const lines = stdout.trim().split('\n');
    const durable = lines.filter((line) => line.startsWith('kept ')).length * 10;
    expect(durable).toBeGreaterThan(100);
    expect(lines.find((line) => line.startsWith('fell'))).toBe(`fell AppendFell at ${durable}`);
    const store = openSqliteEventStore({ folder });
    expect(store.head()).toBe(durable);
    expect((await store.verify()).damages).toEqual([]);
    await kept(store, 'case-a', durable);
    await store.close();
  });
});

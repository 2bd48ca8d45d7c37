import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeEvent, openSqliteEventStore, type EventStore, type SqliteEventStore } from '@ledger/eventlog';
import { anEvent, wholeLog } from '@ledger/eventlog/contract';
import type { RecordedEvent } from '@ledger/kernel';
import { Cluster } from '../../../test/doubles/eventstoredb';
import { copyLog, eventStoreDbPlace, folderPlace, openLogAt } from '.';

const PLACES = [eventStoreDbPlace, folderPlace];
/** Commands that each write on two streams, and one that was refused. */
const COMMANDS = 12;

const work = mkdtempSync(join(tmpdir(), 'between-'));
let number = 0;
const fresh = (): string => join(work, String((number += 1)));
let source: SqliteEventStore;
let cluster: Cluster;

beforeAll(async () => {
  source = openSqliteEventStore({ folder: fresh() });
  const data = { ledgerId: '7d3f0f5c-6a53-4c1e-9a44-0f4f1f0a2b11', clock: 'simulated' };
  await source.append('ledger-0', 0, [anEvent('ledger-0', 1, { type: 'LedgerOpened', data })]).durable;
  for (let i = 1; i <= COMMANDS; i++) await commandWritten(i);
});
beforeEach(async () => {
  cluster = await Cluster.start();
});
afterEach(() => cluster.stop());
afterAll(async () => {
  await source.close();
  rmSync(work, { recursive: true });
});

/** On the person's stream first, then, with the evidence, on its target. */
async function commandWritten(i: number): Promise<void> {
  const [person, target] = [`person-${i}`, `case-${i}`];
  const first = anEvent(person, 1);
  const { command } = first;
  const claim = { commandId: command.id, name: command.name, digest: command.digest, target };
  await source.append(person, 0, [first], { claim: { ...claim, sealed: '{}' } }).durable;
  const evidence = { rules: [{ ruleId: 'A-063' }], facts: [] };
  const events = [anEvent(target, 1, { command, evidence }), anEvent(target, 2, { command })];
  const summaries = [first, ...events].map(({ stream, version, type }) => ({ stream, version, type }));
  const flags = i % 3 === 0 ? { flags: ['RATE_PENDING'] } : {};
  const answer = (positions: readonly number[]): string =>
    JSON.stringify({ id: command.id, outcome: 'accepted', position: positions.at(-1), events: summaries, ...flags });
  await source.append(target, 0, events, { conclude: { commandId: command.id, answer } }).durable;
}

const bare = (events: readonly RecordedEvent[]): string[] => events.map((event) => encodeEvent(event).text);

/** Every claim as a caller sees it, its answer without the position, which is of each log its own. */
async function claimsIn(log: EventStore): Promise<unknown[]> {
  const ids = new Set((await wholeLog(source, 500)).map(({ command }) => command.id));
  return Promise.all(
    [...ids].map(async (id) => {
      const { name, digest, target, status, answer } = (await log.findClaim(id)) ?? {};
      const { position: _, ...told } = JSON.parse(answer ?? '{}') as { position?: number };
      return { name, digest, target, status, told };
    }),
  );
}

const onServer = (): Promise<EventStore> => openLogAt(cluster.connectionString(), 'take', PLACES);

/** Copies to the server, whose adapter is cut off before its write of that number. */
async function copiedUntil(cut: number): Promise<string> {
  const broken = await onServer();
  const { appender } = broken as unknown as { appender: { append(...given: unknown[]): Promise<number[]> } };
  const append = appender.append.bind(appender);
  let writes = 0;
  appender.append = (...given) => (writes++ === cut ? Promise.reject(new Error('cut off')) : append(...given));
  try {
    await copyLog(source, broken);
    return 'whole';
  } catch (error) {
    return error instanceof Error ? error.message : 'unknown';
  } finally {
    await broken.close();
  }
}

describe('moving a log to a server and back', () => {
  it('keeps order, bytes, digest, and every answer with its flags, in both directions', async () => {
    const server = await onServer();
    const there = await copyLog(source, server);
    expect(there.to).toEqual(there.from);
    expect(bare(await wholeLog(server))).toEqual(bare(await wholeLog(source)));
    expect(await claimsIn(server)).toEqual(await claimsIn(source));
    const back = openSqliteEventStore({ folder: fresh() });
    expect((await copyLog(server, back)).to).toEqual(there.from);
    expect(await wholeLog(back)).toEqual(await wholeLog(source));
    expect(await claimsIn(back)).toEqual(await claimsIn(source));
    for (const log of [server, back]) await log.close();
  });

  it('cut off before any of its writes, events and claims alike, is completed by running it again', async () => {
    let cuts = 0;
    for (let outcome = 'cut off'; outcome === 'cut off'; cuts += 3) {
      await cluster.stop();
      cluster = await Cluster.start();
      outcome = await copiedUntil(cuts);
      expect(['cut off', 'whole']).toContain(outcome);
      const again = await onServer();
      await copyLog(source, again);
      expect(bare(await wholeLog(again))).toEqual(bare(await wholeLog(source)));
      expect(await claimsIn(again)).toEqual(await claimsIn(source));
      await again.close();
    }
    // Each command takes two appends and one claim.
    expect(cuts).toBeGreaterThan(3 * COMMANDS);
  });

  it('says where there is no ledger to be moved', async () => {
    await expect(openLogAt(cluster.connectionString(), 'give', PLACES)).rejects.toMatchObject({ type: 'no-ledger' });
  });
});

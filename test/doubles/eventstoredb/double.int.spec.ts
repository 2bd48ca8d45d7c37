import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import {
  EventStoreDBClient,
  jsonEvent,
  streamNameFilter,
  WrongExpectedVersionError,
  type AllStreamResolvedEvent,
} from '@eventstore/db-client';
import { Cluster } from './cluster';

/** The double as the bare client of the vendor finds it, by the calls that it makes by itself (BatchAppend among them). */
let cluster: Cluster;
let client: EventStoreDBClient;

beforeEach(async () => {
  cluster = await Cluster.start();
  client = EventStoreDBClient.connectionString(cluster.connectionString());
});
afterEach(async () => {
  await client.dispose();
  await cluster.stop();
});

const anEvent = (id?: string) => jsonEvent({ type: 'Happened', data: { at: 1 }, ...(id === undefined ? {} : { id }) });
const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );
const NO_STREAM = { expectedRevision: 'no_stream' } as const;
/** Per-call credentials make the client use Append in place of BatchAppend. */
const ONE_CALL = { credentials: { username: 'admin', password: 'changeit' } };

describe.each([
  ['BatchAppend', {}],
  ['Append', ONE_CALL],
])('%s', (_, how) => {
  it('tells the last revision and the position of the last event', async () => {
    const result = await client.appendToStream('a', [anEvent(), anEvent()], { ...NO_STREAM, ...how });
    const last = cluster.world.stream('a')[1];
    expect(result).toMatchObject({ success: true, nextExpectedRevision: 1n });
    expect(Number(result.position?.commit)).toBe(last?.position);
  });

  it('refuses a wrong expected revision and tells the actual one', async () => {
    await client.appendToStream('a', [anEvent(), anEvent()], { ...NO_STREAM, ...how });
    const missing = await failureOf(client.appendToStream('b', anEvent(), { expectedRevision: 4n, ...how }));
    const passed = await failureOf(client.appendToStream('a', anEvent(), { expectedRevision: 0n, ...how }));
    expect(missing).toBeInstanceOf(WrongExpectedVersionError);
    expect(missing).toMatchObject({ actualVersion: 'no_stream' });
    expect(passed).toMatchObject({ actualVersion: 1n });
  });

  it('takes the same ids at the same revision for a repetition, whatever the bytes; part of them not', async () => {
    const events = [anEvent(), anEvent()];
    const first = await client.appendToStream('a', events, { ...NO_STREAM, ...how });
    const again = await client.appendToStream(
      'a',
      events.map((event) => ({ ...event, data: { at: 2 } })),
      { ...NO_STREAM, ...how },
    );
    expect(again).toEqual(first);
    const partly = client.appendToStream('a', [...events, anEvent()], { ...NO_STREAM, ...how });
    expect(await failureOf(partly)).toBeInstanceOf(WrongExpectedVersionError);
    expect(cluster.world.stream('a')).toHaveLength(2);
  });

  it('refuses more than the server takes in one append', async () => {
    const large = jsonEvent({ type: 'Happened', data: { text: 'x'.repeat(2_000_000) } });
    const refusal = await failureOf(client.appendToStream('a', large, how));
    expect(refusal).toMatchObject({ type: 'maximum-append-size-exceeded', maxAppendSize: 1_048_576 });
    expect(cluster.world.stream('a')).toEqual([]);
  });
});

describe('reads', () => {
  it('show of a stream the last events only where its metadata says so, and all of them in $all', async () => {
    for (let i = 0; i < 5; i++) await client.appendToStream('a', anEvent());
    await client.setStreamMetadata('a', { maxCount: 2 });
    const revisions: bigint[] = [];
    for await (const { event } of client.readStream('a')) revisions.push(event?.revision ?? -1n);
    expect(revisions).toEqual([3n, 4n]);
    const all: string[] = [];
    for await (const { event } of client.readAll()) all.push(event?.streamId ?? '');
    expect(all.filter((stream) => stream === 'a')).toHaveLength(5);
  });

  it('of $all begin where an event begins, and nowhere else', async () => {
    const { position } = await client.appendToStream('a', anEvent());
    await client.appendToStream('a', anEvent());
    const { commit = 0n } = position ?? {};
    const reading = async (at: bigint): Promise<number> => {
      let count = 0;
      for await (const _ of client.readAll({ fromPosition: { commit: at, prepare: at } })) count += 1;
      return count;
    };
    expect(await reading(commit)).toBe(2);
    expect(await failureOf(reading(commit + 1n))).toMatchObject({
      message: expect.stringContaining('invalid position'),
    });
    expect(await reading(commit + 1_000_000n)).toBe(0);
  });
});

describe('a filtered subscription', () => {
  it('is confirmed, given what matches, told checkpoints on long runs of what does not, and told that it caught up', async () => {
    const noise = Array.from({ length: 200 }, () => anEvent());
    await client.appendToStream('noise', noise);
    await client.appendToStream('wanted', anEvent());
    const told: string[] = [];
    const checkpoints: number[] = [];
    const filter = streamNameFilter({
      prefixes: ['wanted'],
      checkpointInterval: 2,
      checkpointReached: async (__, { commit }) => void checkpoints.push(Number(commit)),
    });
    const subscription = client.subscribeToAll({ filter });
    await new Promise<void>((resolve) => {
      subscription.on('confirmation', () => told.push('confirmation'));
      subscription.on('data', ({ event }: AllStreamResolvedEvent) => told.push(event?.streamId ?? ''));
      subscription.on('caughtUp', () => {
        told.push('caughtUp');
        resolve();
      });
    });
    expect(told).toEqual(['confirmation', 'wanted', 'caughtUp']);
    // 202 events and the server's own first, 64 looked at between two checkpoints, and one at the end.
    expect(checkpoints).toHaveLength(4);
    expect(checkpoints).toEqual(checkpoints.toSorted((a, b) => a - b));
    await subscription.unsubscribe();
  });
});

it('runs as a process of its own, takes orders by HTTP, and goes on from its file when it is killed', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'double-'));
  const main = path.resolve(__dirname, '../../../dist/test/doubles/eventstoredb/main.js');
  const start = async () => {
    const child = spawn(process.execPath, [main, '--file', path.join(folder, 'world')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    return { child, ...(JSON.parse(line) as { connectionString: string; control: string }) };
  };
  const first = await start();
  const one = EventStoreDBClient.connectionString(first.connectionString);
  await one.appendToStream('a', [anEvent(), anEvent()], NO_STREAM);
  const fault = { on: 'append', trouble: { kind: 'not-ready' } };
  await fetch(`${first.control}/faults`, { method: 'POST', body: JSON.stringify(fault) });
  expect(await failureOf(one.appendToStream('a', anEvent(), ONE_CALL))).toMatchObject({ type: 'unavailable' });
  expect(await (await fetch(`${first.control}/state`)).json()).toMatchObject({ records: 3, faultsLeft: 0 });
  await one.dispose();
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');
  const second = await start();
  const two = EventStoreDBClient.connectionString(second.connectionString);
  const result = await two.appendToStream('a', anEvent(), { expectedRevision: 1n });
  expect(result.nextExpectedRevision).toBe(2n);
  await two.dispose();
  second.child.kill('SIGTERM');
  await once(second.child, 'exit');
  rmSync(folder, { recursive: true });
});

import { Cluster, type Trouble } from '../../../../test/doubles/eventstoredb';
import { anEvent, failureOf, kept, namesOf, wholeLog } from '../contract/an-event';
import { LogDamaged, LogUnavailable, WrongExpectedVersion } from '../event-store.port';
import type { EventStoreDbEventStore } from './eventstoredb-event-store';
import { openEventStoreDbEventStore } from './open-eventstoredb-event-store';

const PATIENCE = { deadlineMs: 400, giveUpAfterMs: 8_000, firstPauseMs: 5, longestPauseMs: 20, behindMs: 50 };

/** Where it is counted how often something was asked for, it must not be asked twice only because the machine is busy. */
const UNHURRIED = { ...PATIENCE, deadlineMs: 10_000, giveUpAfterMs: 20_000 };

let cluster: Cluster;
let store: EventStoreDbEventStore;

beforeEach(async () => {
  cluster = await Cluster.start({ nodes: 2 });
  store = openEventStoreDbEventStore({ connectionString: cluster.connectionString(), patience: PATIENCE });
});
afterEach(async () => {
  await store.close();
  await cluster.stop();
});

const TROUBLES: readonly (readonly [name: string, trouble: Trouble, times: number])[] = [
  ['the connection cut before the first event', { kind: 'cut' }, 2],
  ['the connection cut between two events', { kind: 'cut', after: 2 }, 2],
  ['no answer', { kind: 'silent' }, 1],
  ['a slow answer', { kind: 'slow', ms: 100 }, 1],
  ['a server in an election', { kind: 'not-ready' }, 3],
  ['a leader that is gone', { kind: 'wrong-leader', host: '127.0.0.1', port: 1 }, 1],
];

describe('a read gives all that was asked for, once', () => {
  beforeEach(() => kept(store, 'case-a', 0, 5));

  it.each(TROUBLES)('of a stream, with %s', async (_, trouble, times) => {
    cluster.faults.arm({ on: 'read', trouble, times });
    expect(namesOf(await store.readStream('case-a'))).toEqual([1, 2, 3, 4, 5].map((version) => `case-a@${version}`));
    expect(cluster.faults.left).toBe(0);
  });

  it.each(TROUBLES)('of the log, with %s', async (_, trouble, times) => {
    cluster.faults.arm({ on: 'read', trouble, times, stream: '$all' });
    expect(namesOf(await wholeLog(store))).toEqual([1, 2, 3, 4, 5].map((version) => `case-a@${version}`));
  });

  it.each(TROUBLES)('of its end, with %s', async (_, trouble, times) => {
    cluster.faults.arm({ on: 'read', trouble, times });
    expect(await store.head()).toBe(cluster.world.stream('case-a')[4]?.position);
  });

  it('and never from a follower that is behind', async () => {
    cluster.nodes[1]!.behind = 3;
    const { host, port } = cluster.nodes[1]!;
    const through = openEventStoreDbEventStore({
      connectionString: `esdb://${host}:${port}?tls=false`,
      patience: PATIENCE,
    });
    expect(await through.streamVersion('case-a')).toBe(5);
    expect(await through.readStream('case-a')).toHaveLength(5);
    expect(await wholeLog(through)).toHaveLength(5);
    await through.close();
  });

  it('or what a leader knew that was deposed unawares: the append that stands on it is refused', async () => {
    cluster.faults.arm({ on: 'read', trouble: { kind: 'stale', records: 2 } });
    expect(await store.streamVersion('case-a')).toBe(3);
    const refusal = await failureOf(kept(store, 'case-a', 3));
    expect(refusal).toBeInstanceOf(WrongExpectedVersion);
    expect(refusal).toMatchObject({ expected: 3, actual: 5 });
  });

  it('and is not alarmed by such a leader, which is asked again', async () => {
    const head = await store.head();
    cluster.faults.arm({ on: 'read', trouble: { kind: 'stale', records: 2 }, stream: '$all' });
    expect(await store.head()).toBe(head);
    expect(cluster.faults.left).toBe(0);
  });

  it('or tells, when the servers stay away, that the log is not there', async () => {
    const patience = { ...PATIENCE, giveUpAfterMs: 60 };
    const hasty = openEventStoreDbEventStore({ connectionString: cluster.connectionString(), patience });
    await cluster.stop();
    for (const read of [
      () => hasty.readStream('case-a'),
      () => hasty.streamVersion('case-a'),
      () => hasty.readAll(0, 10),
      () => hasty.head(),
      () => hasty.findClaim('c1'),
      () => hasty.openClaims(),
      () => hasty.ready(),
    ]) {
      const outcome = await failureOf(read());
      expect(outcome).toBeInstanceOf(LogUnavailable);
      expect(outcome).toMatchObject({ zh: expect.stringMatching(/\p{Script=Han}/u) });
    }
    await hasty.close();
  });

  it('and tells at once whether the servers are ready', async () => {
    await store.ready();
    cluster.elect();
    expect(await failureOf(store.ready())).toBeInstanceOf(LogUnavailable);
  });
});

describe('the log', () => {
  it('is read on from any number, as a reader that wants an event itself asks for what comes after the number before', async () => {
    const { positions } = await kept(store, 'case-a', 0, 5);
    await kept(store, 'case-b', 0, 2);
    const third = positions[2] ?? 0;
    for (const [after, first] of [
      [third, 'case-a@4'],
      [third - 1, 'case-a@3'],
      [third - 2, 'case-a@3'],
      [third + 1, 'case-a@4'],
      [1, 'case-a@1'],
      [7, 'case-a@1'],
    ] as const) {
      expect(namesOf((await store.readAll(after, 1)).events)).toEqual([first]);
    }
    expect(await store.readAll(10_000_000, 5)).toEqual({ events: [], next: 10_000_000, atEnd: true });
  });

  it('is not searched from its start again and again for numbers that are no event’s', async () => {
    const calm = openEventStoreDbEventStore({ connectionString: cluster.connectionString(), patience: UNHURRIED });
    for (let version = 0; version < 3_000; version += 500) await kept(calm, 'case-a', version, 500);
    const head = await calm.head();
    const samples = Array.from({ length: 8 }, (_, i) => Math.floor((head * i) / 8));
    const found = [];
    for (const after of samples) found.push(...(await calm.readAll(after, 1)).events);
    const all = cluster.world.stream('case-a');
    expect(found.map(({ version }) => version)).toEqual(
      samples.map((after) => all.findIndex(({ position }) => position > after) + 1),
    );
    const before = cluster.faults.seen.read;
    for (const after of samples.slice(1)) await calm.readAll(after - 3, 1);
    // Each takes two tries at the number, and a page or two around it.
    expect(cluster.faults.seen.read - before).toBeLessThanOrEqual(7 * 4);
    await calm.close();
  });

  it('is read on through long runs of what is not the ledger’s', async () => {
    await kept(store, 'case-a', 0, 3);
    const system = { type: '$stats', isJson: false, data: new Uint8Array(10), metadata: new Uint8Array() };
    const noise = Array.from({ length: 3_000 }, (_, i) => ({ ...system, id: `noise-${i}` }));
    cluster.world.append('$stats-127.0.0.1:2113', 'any', noise);
    const head = await store.head();
    await kept(store, 'case-a', 3, 2);
    const slice = await store.readAll(head, 10);
    expect(namesOf(slice.events)).toEqual(['case-a@4', 'case-a@5']);
    expect(slice).toMatchObject({ next: await store.head(), atEnd: true });
    expect(await wholeLog(store, 2)).toHaveLength(5);
  });
});

describe('an event at the server', () => {
  it('can be read there by people: type, data, and the rest with its hash as metadata', async () => {
    const event = anEvent('case-a', 1);
    await store.append('case-a', 0, [event]);
    const [stored] = cluster.world.stream('case-a');
    const { stream: _, version: __, type, data, correlationId, causationId, ...rest } = event;
    expect(stored).toMatchObject({ type, isJson: true });
    expect(JSON.parse(Buffer.from(stored!.data).toString())).toEqual(data);
    expect(JSON.parse(Buffer.from(stored!.metadata).toString())).toEqual({
      ...rest,
      $correlationId: correlationId,
      $causationId: causationId,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it.each([
    ['data that was changed', { data: '{"verdict":"REFUSED"}' }],
    ['metadata that was changed', { metadata: '{"sha256":"00"}' }],
    ['no metadata', { metadata: '' }],
    ['data that is no JSON', { data: '{' }],
  ])('with %s is an alarm, wherever it is read', async (_, change) => {
    const { positions } = await kept(store, 'case-a', 0, 3);
    const second = cluster.world.stream('case-a')[1]!;
    for (const [name, text] of Object.entries(change)) Object.assign(second, { [name]: Buffer.from(text) });
    const subscribed = store.subscribe(0, () => undefined).ended;
    for (const reading of [store.readStream('case-a'), store.readAll(0, 10), subscribed]) {
      const alarm = await failureOf(reading);
      expect(alarm).toBeInstanceOf(LogDamaged);
      expect(alarm).toMatchObject({ where: { stream: 'case-a', version: 2, position: positions[1] } });
    }
  });

  it('that is missing from its stream is an alarm', async () => {
    await kept(store, 'case-a', 0, 4);
    const cut = { id: 'cut', type: '$metadata', isJson: true, metadata: new Uint8Array() };
    cluster.world.append('$$case-a', 'any', [{ ...cut, data: Buffer.from('{"$maxCount":2}') }]);
    for (const reading of [store.readStream('case-a'), store.readStream('case-a', { backwards: true })]) {
      expect(await failureOf(reading)).toBeInstanceOf(LogDamaged);
    }
  });

  it('that was seen as the last, in a log that ends before it, is an alarm', async () => {
    await kept(store, 'case-a', 0, 4);
    await store.head();
    cluster.world.log.splice(-2);
    expect(await failureOf(store.head())).toBeInstanceOf(LogDamaged);
  });
});

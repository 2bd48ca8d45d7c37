import { APPEND_POINTS, Cluster, type Trouble } from '../../../../test/doubles/eventstoredb';
import { anEvent, failureOf, kept, someEvents } from '../contract/an-event';
import { LogUnavailable, WrongExpectedVersion } from '../event-store.port';
import type { EventStoreDbEventStore } from './eventstoredb-event-store';
import { openEventStoreDbEventStore } from './open-eventstoredb-event-store';
import { toStored } from './stored-event';

const PATIENCE = { deadlineMs: 400, giveUpAfterMs: 8_000, firstPauseMs: 5, longestPauseMs: 20, behindMs: 50 };

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

/** What stands on the stream at the server, by the ids of the ledger. */
const standing = (stream: string): string[] =>
  cluster.world
    .stream(stream)
    .map(({ metadata }) => (JSON.parse(Buffer.from(metadata).toString()) as { id: string }).id);

/** Another process appends at the same version. */
function rivalWrites(stream: string, version: number): string {
  const event = anEvent(stream, version, { id: '0190a3b2-7c1d-8e2f-8a3b-4c5d6e7f8092', reason: 'the rival' });
  const { id, type, data, metadata } = toStored(event);
  const bytes = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));
  cluster.world.append(stream, version === 1 ? 'no_stream' : version - 2, [
    { id, type, isJson: true, data: bytes(data), metadata: bytes(metadata) },
  ]);
  return event.id;
}

const TROUBLES: readonly (readonly [name: string, trouble: Trouble, times: number])[] = [
  ...APPEND_POINTS.map((at) => [`the connection cut at "${at}"`, { kind: 'cut', at }, 1] as const),
  ...APPEND_POINTS.map((at) => [`the connection cut three times at "${at}"`, { kind: 'cut', at }, 3] as const),
  ['no answer, and not taken', { kind: 'silent' }, 1],
  ['no answer, but taken', { kind: 'silent', taken: true }, 1],
  ['a slow answer', { kind: 'slow', ms: 150 }, 1],
  ['an answer after the deadline', { kind: 'slow', ms: 600 }, 1],
  ['the append reaching the log twice', { kind: 'twice' }, 1],
  ['a server in an election', { kind: 'not-ready' }, 4],
  ['a full disk for a while', { kind: 'disk-full' }, 2],
];

const KINDS = [1, 3].flatMap((count) => [[count, 'knows'] as const, [count, 'does not know'] as const]);

describe.each(KINDS)('an append of %d event(s), to a server that %s repeated ids, has one outcome', (count, knows) => {
  beforeEach(() => {
    cluster.world.knowsIds = knows === 'knows';
  });

  it.each(TROUBLES)('with %s: it stands once, and its positions are right', async (_, trouble, times) => {
    const events = someEvents('case-a', 0, count);
    cluster.faults.arm({ on: 'append', trouble, times });
    const { positions } = await store.append('case-a', 0, events);
    expect(cluster.faults.left).toBe(0);
    expect(standing('case-a')).toEqual(events.map(({ id }) => id));
    expect(positions).toEqual(cluster.world.stream('case-a').map(({ position }) => position));
  });

  it.each(TROUBLES)('with %s, and a rival at the same version: one of the two stands', async (_, trouble, times) => {
    await kept(store, 'case-a', 0);
    const events = someEvents('case-a', 1, count);
    let rival = '';
    const meanwhile = (): void => {
      rival ||= rivalWrites('case-a', 2);
    };
    cluster.faults.arm({ on: 'append', trouble, times, meanwhile });
    const outcome = await failureOf(store.append('case-a', 1, events));
    expect(outcome).toBeInstanceOf(WrongExpectedVersion);
    expect(outcome).toMatchObject({ stream: 'case-a', expected: 1, actual: 2 });
    expect(standing('case-a').slice(1)).toEqual([rival]);
  });

  it('when the log goes on behind an append whose answer was lost', async () => {
    const events = someEvents('case-a', 0, count);
    cluster.faults.arm({ on: 'append', trouble: { kind: 'cut', at: 'taken' } });
    cluster.faults.arm({
      on: 'append',
      trouble: { kind: 'slow', ms: 1 },
      meanwhile: () => void rivalWrites('case-a', count + 1),
    });
    const { positions } = await store.append('case-a', 0, events);
    expect(standing('case-a').slice(0, count)).toEqual(events.map(({ id }) => id));
    expect(positions).toEqual(
      cluster.world
        .stream('case-a')
        .slice(0, count)
        .map(({ position }) => position),
    );
  });
});

describe('the servers', () => {
  it('may be away for a while: what was to be appended is, once', async () => {
    await kept(store, 'case-a', 0);
    await cluster.stop();
    const appending = store.append('case-a', 1, someEvents('case-a', 1, 1));
    await failureOf(store.ready());
    for (const node of cluster.nodes) await node.start();
    await appending;
    expect(standing('case-a')).toHaveLength(2);
  });

  it('may elect another leader: the append goes to that one', async () => {
    await kept(store, 'case-a', 0);
    cluster.elect();
    const appending = store.append('case-a', 1, someEvents('case-a', 1, 1));
    await failureOf(store.ready());
    cluster.elect(cluster.nodes[1]);
    await appending;
    await store.ready();
    expect(standing('case-a')).toHaveLength(2);
  });

  it.each(['esdb', 'esdb+discover'])('may lose their leader: by %s the next one is found', async (scheme) => {
    const [first, second] = [cluster.nodes[0]!, cluster.nodes[1]!];
    const seeds = scheme === 'esdb' ? `${first.host}:${first.port},` : '';
    const connectionString = `${scheme}://${seeds}${second.host}:${second.port}?tls=false`;
    const through = openEventStoreDbEventStore({ connectionString, patience: PATIENCE });
    const seen: string[] = [];
    let done: () => void = () => undefined;
    const all = new Promise<void>((resolve) => {
      done = resolve;
    });
    through.subscribe(0, ({ events }) => {
      seen.push(...events.map(({ version }) => `case-a@${version}`));
      if (seen.length === 4) done();
    });
    await kept(through, 'case-a', 0, 2);
    await first.stop();
    cluster.elect();
    const appending = through.append('case-a', 2, someEvents('case-a', 2, 2));
    await failureOf(through.ready());
    cluster.elect(second);
    await appending;
    await all;
    expect(seen).toEqual([1, 2, 3, 4].map((version) => `case-a@${version}`));
    expect(await through.streamVersion('case-a')).toBe(4);
    await through.close();
  });

  it('are named by a connection string that can be read, or the log is not opened', () => {
    for (const rest of ['', 'localhost:port', 'localhost?tlsCAFile=/nowhere']) {
      const connectionString = rest === '' ? '' : `esdb://admin:secret@${rest}`;
      let refusal: unknown;
      try {
        openEventStoreDbEventStore({ connectionString });
      } catch (error) {
        refusal = error;
      }
      expect(refusal).toBeInstanceOf(LogUnavailable);
      expect(String(refusal)).not.toContain('secret');
    }
  });

  it('may be asked through one that does not lead, which names the leader', async () => {
    const { host, port } = cluster.nodes[1]!;
    const through = openEventStoreDbEventStore({
      connectionString: `esdb://${host}:${port}?tls=false`,
      patience: PATIENCE,
    });
    await kept(through, 'case-a', 0, 2);
    expect(await through.streamVersion('case-a')).toBe(2);
    await through.close();
  });

  it('may name a leader that is gone: it is looked for again', async () => {
    await kept(store, 'case-a', 0);
    cluster.faults.arm({ on: 'append', trouble: { kind: 'wrong-leader', host: '127.0.0.1', port: 1 } });
    await kept(store, 'case-a', 1);
    expect(standing('case-a')).toHaveLength(2);
  });
});

it('what befalls the connection of one store does not reach another in the same process', async () => {
  const elsewhere = await Cluster.start();
  const one = openEventStoreDbEventStore({ connectionString: cluster.connectionString() });
  const other = openEventStoreDbEventStore({ connectionString: elsewhere.connectionString() });
  await Promise.all([kept(one, 'case-a', 0), kept(other, 'case-a', 0)]);
  cluster.faults.arm({ on: 'append', trouble: { kind: 'cut', at: 'taken' } });
  elsewhere.faults.arm({ on: 'append', trouble: { kind: 'slow', ms: 300 } });
  await Promise.all([kept(other, 'case-a', 1), kept(one, 'case-a', 1)]);
  expect(elsewhere.faults.seen.append).toBe(2);
  expect(cluster.faults.seen.append).toBe(3);
  await Promise.all([one.close(), other.close()]);
  await elsewhere.stop();
});

describe('an append that is given up', () => {
  const HASTY = { ...PATIENCE, deadlineMs: 50, giveUpAfterMs: 150 };
  let hasty: EventStoreDbEventStore;
  beforeEach(() => {
    hasty = openEventStoreDbEventStore({ connectionString: cluster.connectionString(), patience: HASTY });
  });
  afterEach(() => hasty.close());

  it.each([
    ['never answers, but took it', { kind: 'silent', taken: true }, 1],
    ['never answers, and did not take it', { kind: 'silent' }, 0],
    ['always cuts the connection after taking it', { kind: 'cut', at: 'taken' }, 1],
  ] as const)('by a server that %s leaves the outcome unknown, and says so', async (_, trouble, written) => {
    cluster.faults.arm({ on: 'append', trouble, times: 1_000 });
    cluster.faults.arm({ on: 'read', trouble: { kind: 'silent' }, times: 1_000 });
    const outcome = await failureOf(hasty.append('case-a', 0, someEvents('case-a', 0, 1)));
    expect(outcome).toBeInstanceOf(LogUnavailable);
    expect(outcome).toMatchObject({
      message: expect.stringContaining('not known'),
      zh: expect.stringContaining('尚不清楚'),
    });
    expect(standing('case-a')).toHaveLength(written);
  });

  it('by servers of which none leads says that nothing was written', async () => {
    const patience = { ...HASTY, deadlineMs: 5_000 };
    const asking = openEventStoreDbEventStore({ connectionString: cluster.connectionString(), patience });
    cluster.faults.arm({
      on: 'append',
      trouble: { kind: 'wrong-leader', host: cluster.nodes[0]!.host, port: cluster.nodes[0]!.port },
      times: 1_000,
    });
    const outcome = await failureOf(asking.append('case-a', 0, someEvents('case-a', 0, 1)));
    await asking.close();
    expect(outcome).toBeInstanceOf(LogUnavailable);
    expect(outcome).toMatchObject({ message: expect.stringContaining('nothing was written') });
    expect(standing('case-a')).toEqual([]);
  });

  it('because the user has no right to it is refused at once, and nothing is written', async () => {
    cluster.faults.arm({ on: 'append', trouble: { kind: 'denied' } });
    const outcome = await failureOf(store.append('case-a', 0, someEvents('case-a', 0, 1)));
    expect(outcome).toMatchObject({ message: expect.stringMatching(/refused.*nothing was written/) });
    expect(standing('case-a')).toEqual([]);
  });

  it('because it is too large for the server is refused at once, and nothing is written', async () => {
    const large = anEvent('case-a', 1, { data: { note: '补'.repeat(400_000) } });
    const patient = openEventStoreDbEventStore({ connectionString: cluster.connectionString() });
    const outcome = await failureOf(patient.append('case-a', 0, [large]));
    await patient.close();
    expect(outcome).toBeInstanceOf(LogUnavailable);
    expect(outcome).toMatchObject({ message: expect.stringMatching(/refused.*nothing was written/) });
    expect(cluster.faults.seen.append).toBe(1);
  });
});

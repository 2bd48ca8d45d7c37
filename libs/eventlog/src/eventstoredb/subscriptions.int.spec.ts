import type { RecordedEvent } from '@ledger/kernel';
import { Cluster, type Trouble } from '../../../../test/doubles/eventstoredb';
import { anEvent, failureOf, kept, namesOf, wholeLog } from '../contract/an-event';
import { nextTurn } from '../next-turn';
import { LogUnavailable } from '../event-store.port';
import type { EventStoreDbEventStore } from './eventstoredb-event-store';
import { openEventStoreDbEventStore } from './open-eventstoredb-event-store';
import { ServerFault } from './server-client.port';

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

/** Collects what a subscription delivers; `until(n)` resolves when it has delivered that many. */
function collecting() {
  const events: RecordedEvent[] = [];
  let look: () => void = () => undefined;
  const until = (count: number): Promise<void> =>
    new Promise((resolve) => {
      look = () => {
        if (events.length >= count) resolve();
      };
      look();
    });
  const handle = (slice: { readonly events: readonly RecordedEvent[] }): void => {
    events.push(...slice.events);
    look();
  };
  return { events, handle, until };
}

const TROUBLES: readonly (readonly [name: string, trouble: Trouble, times: number])[] = [
  ['the connection cut at once', { kind: 'cut' }, 3],
  ['the connection cut after a few events, again and again', { kind: 'cut', after: 7 }, 5],
  ['a server that does not confirm', { kind: 'silent' }, 1],
  ['a slow beginning', { kind: 'slow', ms: 100 }, 1],
  ['every event delivered twice', { kind: 'twice' }, 1],
  ['a server in an election', { kind: 'not-ready' }, 3],
  ['a leader that is gone', { kind: 'wrong-leader', host: '127.0.0.1', port: 1 }, 1],
];

describe('a subscription delivers every event once, in order', () => {
  it.each(TROUBLES)('with %s', async (_, trouble, times) => {
    await kept(store, 'case-a', 0, 60);
    cluster.faults.arm({ on: 'subscribe', trouble, times });
    const { events, handle, until } = collecting();
    store.subscribe(0, handle);
    for (let i = 0; i < 20; i++) await kept(store, `case-${i}`, 0, 2);
    await until(100);
    expect(cluster.faults.left).toBe(0);
    expect(namesOf(events)).toEqual(namesOf(await wholeLog(store)));
  });

  it('while connections are cut over and over beside it', async () => {
    const { events, handle, until } = collecting();
    store.subscribe(0, handle);
    for (let i = 0; i < 60; i++) {
      await kept(store, `case-${i % 5}`, Math.floor(i / 5));
      if (i % 6 === 5) cluster.cut();
    }
    await until(60);
    expect(namesOf(events)).toEqual(namesOf(await wholeLog(store)));
  });

  it('over the death of the servers and an election', async () => {
    const calm = openEventStoreDbEventStore({ connectionString: cluster.connectionString(), patience: UNHURRIED });
    const { events, handle, until } = collecting();
    calm.subscribe(0, handle);
    await kept(store, 'case-a', 0, 3);
    await until(3);
    await cluster.stop();
    for (const node of cluster.nodes) await node.start();
    cluster.elect();
    cluster.elect(cluster.nodes[1]);
    await kept(store, 'case-a', 3, 3);
    await until(6);
    expect(namesOf(events)).toEqual(namesOf(await wholeLog(store)));
    // It did not begin anew: the servers gave each event once.
    expect(cluster.nodes.reduce((sum, { delivered }) => sum + delivered, 0)).toBe(6);
    await calm.close();
  });

  it('from where it left off, though only bookkeeping came since and the connection was lost', async () => {
    const { events, handle, until } = collecting();
    store.subscribe(0, handle);
    await kept(store, 'case-a', 0);
    await until(1);
    const system = { type: '$stats', isJson: false, data: new Uint8Array(10), metadata: new Uint8Array() };
    cluster.world.append(
      '$stats-1',
      'any',
      Array.from({ length: 2_000 }, (_, i) => ({ ...system, id: `noise-${i}` })),
    );
    cluster.cut();
    await kept(store, 'case-a', 1);
    await until(2);
    expect(namesOf(events)).toEqual(['case-a@1', 'case-a@2']);
  });
});

describe('a subscriber', () => {
  it('that is slow is not buried: the server is stopped from sending', async () => {
    const note = 'x'.repeat(20_000);
    for (let i = 0; i < 150; i++) {
      const events = Array.from({ length: 20 }, (_, k) => anEvent(`case-${i}`, k + 1, { data: { note } }));
      await store.append(`case-${i}`, 0, events);
    }
    let goOn: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const { events, handle, until } = collecting();
    let begin: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    store.subscribe(0, async (slice) => {
      begin();
      await held;
      handle(slice);
    });
    await begun;
    // Sixty megabytes wait. However much is done meanwhile, only what the buffers on the way hold is sent.
    for (let i = 0; i < 50; i++) await store.head();
    expect(cluster.nodes[0]!.delivered).toBeLessThan(1_500);
    goOn();
    await until(3_000);
    expect(events).toHaveLength(3_000);
  });

  it('that closes while the servers are away is let go', async () => {
    const subscription = store.subscribe(0, () => undefined);
    await kept(store, 'case-a', 0);
    await cluster.stop();
    await nextTurn();
    await subscription.close();
    await subscription.ended;
  });

  it('that begins while the servers are away longer than a call waits is served when they are back', async () => {
    const { positions } = await kept(store, 'case-a', 0);
    const patience = { ...PATIENCE, giveUpAfterMs: 20 };
    const hasty = openEventStoreDbEventStore({ connectionString: cluster.connectionString(), patience });
    await cluster.stop();
    const { events, handle, until } = collecting();
    hasty.subscribe(positions[0] ?? 0, handle);
    for (let i = 0; i < 3; i++) await failureOf(hasty.head());
    for (const node of cluster.nodes) await node.start();
    await kept(store, 'case-a', 1);
    await until(1);
    expect(namesOf(events)).toEqual(['case-a@2']);
    await hasty.close();
  });

  it('that has no right to read the log is told so, and not left waiting', async () => {
    await kept(store, 'case-a', 0);
    cluster.faults.arm({ on: 'subscribe', trouble: { kind: 'denied' } });
    const refusal = await failureOf(store.subscribe(0, () => undefined).ended);
    expect(refusal).toBeInstanceOf(LogUnavailable);
    expect(refusal).toMatchObject({ message: expect.stringContaining('refused'), zh: expect.stringContaining('拒绝') });
  });

  it('is told what its handler threw, though it be that the log does not answer', async () => {
    await kept(store, 'case-a', 0);
    const cause = new ServerFault('not-answered', 'gone');
    let calls = 0;
    const subscription = store.subscribe(0, () => {
      calls += 1;
      throw new LogUnavailable('a question to the log', '向日志的查询', { cause });
    });
    expect(await failureOf(subscription.ended)).toMatchObject({ message: 'a question to the log' });
    expect(calls).toBe(1);
  });

  it('is told what its handler threw, over a cut connection too', async () => {
    await kept(store, 'case-a', 0, 2);
    cluster.faults.arm({ on: 'subscribe', trouble: { kind: 'cut', after: 1 } });
    const subscription = store.subscribe(0, ({ events }) => {
      if (events.some(({ version }) => version === 2)) throw new Error('cannot digest');
    });
    expect(await failureOf(subscription.ended)).toMatchObject({ message: 'cannot digest' });
  });
});

import { APPEND_POINTS, Cluster } from '../../../../test/doubles/eventstoredb';
import { anEvent, failureOf, grow, kept, namesOf, wholeLog } from '../contract/an-event';
import {
  CommandIdTaken,
  LogUnavailable,
  WrongExpectedVersion,
  type Claim,
  type ClaimRecord,
} from '../event-store.port';
import type { EventStoreDbEventStore } from './eventstoredb-event-store';
import { openEventStoreDbEventStore } from './open-eventstoredb-event-store';

const PATIENCE = { deadlineMs: 400, giveUpAfterMs: 8_000, firstPauseMs: 5, longestPauseMs: 20, behindMs: 50 };
/** Where many things are counted, none should be tried twice only because the machine is busy. */
const UNHURRIED = { ...PATIENCE, deadlineMs: 10_000, giveUpAfterMs: 20_000 };
const HASTY = { ...PATIENCE, deadlineMs: 1_000, giveUpAfterMs: 100 };

const claim: Claim = {
  commandId: 'c1',
  name: 'SubmitClaim',
  digest: 'cd'.repeat(32),
  target: 'case-a',
  sealed: '{"plan":1}',
};
const conclude = { commandId: 'c1', answer: () => 'done' };

let cluster: Cluster;
let store: EventStoreDbEventStore;
const others: EventStoreDbEventStore[] = [];

/** Another process on the same servers. */
function another(patience = PATIENCE): EventStoreDbEventStore {
  const other = openEventStoreDbEventStore({ connectionString: cluster.connectionString(), patience });
  others.push(other);
  return other;
}

beforeEach(async () => {
  cluster = await Cluster.start();
  store = another();
});
afterEach(async () => {
  await Promise.all(others.splice(0).map((each) => each.close()));
  await cluster.stop();
});

const typesOn = (stream: string): string[] => cluster.world.stream(stream).map(({ type }) => type);

describe('a claim', () => {
  it('stands on a stream of its own, before the events and after them', async () => {
    await kept(store, 'case-a', 0, 1, { claim, conclude });
    expect(typesOn('claim-c1')).toEqual(['CommandReceived', 'CommandEnded']);
    const order = cluster.world.log.filter(({ stream }) => !stream.startsWith('$')).map(({ stream }) => stream);
    expect(order).toEqual(['claim-c1', 'case-a', 'claim-c1']);
  });

  it('never shows in the log of the ledger: not when all is read, not in its head, not to a subscriber', async () => {
    const first = await kept(store, 'case-a', 0, 1, { claim, conclude });
    await kept(store, 'case-b', 0, 1, { claim: { ...claim, commandId: 'c2' } });
    await (
      await store.reviseClaim('c2', '{}')
    ).durable;
    const last = await kept(store, 'case-c', 0);
    await (
      await store.conclude('c2', 'done')
    ).durable;
    expect(namesOf(await wholeLog(store, 2))).toEqual(['case-a@1', 'case-b@1', 'case-c@1']);
    expect(await store.head()).toBe(last.positions[0]);
    const seen: string[] = [];
    await new Promise<void>((resolve) => {
      store.subscribe(first.positions[0] ?? 0, ({ events }) => {
        seen.push(...namesOf(events));
        if (seen.length === 2) resolve();
      });
    });
    expect(seen).toEqual(['case-b@1', 'case-c@1']);
  });

  it('is given back when the events are refused, and can be taken again, by anybody', async () => {
    expect(await failureOf(kept(store, 'case-a', 1, 1, { claim }))).toBeInstanceOf(WrongExpectedVersion);
    expect(await failureOf(kept(store, 'case-a', 1, 1, { claim }))).toBeInstanceOf(WrongExpectedVersion);
    expect(await store.openClaims()).toEqual([]);
    await kept(another(), 'case-a', 0, 1, { claim, conclude });
    expect(await failureOf(kept(store, 'case-a', 1, 1, { claim }))).toBeInstanceOf(CommandIdTaken);
    expect(typesOn('claim-c1')).toEqual([
      'CommandReceived',
      'CommandReleased',
      'CommandReceived',
      'CommandReleased',
      'CommandReceived',
      'CommandEnded',
    ]);
  });

  it('is given back when the server will not have the events', async () => {
    const large = anEvent('case-a', 1, { data: { note: 'x'.repeat(2_000_000) } });
    const events = [{ ...large, command: { ...large.command, id: 'c1' } }];
    const patient = another({ ...PATIENCE, deadlineMs: 5_000 });
    expect(await failureOf(patient.append('case-a', 0, events, { claim }))).toBeInstanceOf(LogUnavailable);
    expect(typesOn('claim-c1')).toEqual(['CommandReceived', 'CommandReleased']);
    expect(await store.findClaim('c1')).toBeUndefined();
  });

  it('of two processes that take it in the same moment is one’s', async () => {
    const two = another();
    const outcomes = await Promise.all([
      failureOf(kept(store, 'case-a', 0, 1, { claim, conclude })),
      failureOf(kept(two, 'case-b', 0, 1, { claim, conclude })),
    ]);
    expect(outcomes.filter((outcome) => outcome === undefined)).toHaveLength(1);
    expect(outcomes.find((outcome) => outcome !== undefined)).toBeInstanceOf(CommandIdTaken);
    expect(namesOf(await wholeLog(store))).toHaveLength(1);
  });

  it('cannot be ended by a process that another has overtaken', async () => {
    await kept(store, 'person-a', 0, 1, { claim });
    await (
      await another().conclude('c1', 'repaired')
    ).durable;
    expect(await failureOf(store.conclude('c1', 'mine'))).toMatchObject({
      message: expect.stringContaining('not open'),
    });
    expect(await store.findClaim('c1')).toMatchObject({ status: 'ended', answer: 'repaired' });
  });

  it('is looked at again, before events are written on it, when another may have taken over', async () => {
    await kept(store, 'person-a', 0, 1, { claim });
    await (
      await another().conclude('c1', 'repaired')
    ).durable;
    const now = performance.now();
    const later = jest.spyOn(performance, 'now').mockImplementation(() => now + 20_000);
    const outcome = await failureOf(kept(store, 'case-a', 0, 1, { conclude }));
    later.mockRestore();
    expect(outcome).toMatchObject({ message: expect.stringContaining('not open') });
    expect(await store.streamVersion('case-a')).toBe(0);
  });

  it('says when it was last written to, so that who waits knows when to take over', async () => {
    await kept(store, 'person-a', 0, 1, { claim });
    const before = (await store.findClaim('c1'))?.lastAppendAt ?? '';
    await (
      await store.reviseClaim('c1', '{"plan":2}')
    ).durable;
    const { created } = cluster.world.stream('claim-c1')[1]!;
    const found = await another().findClaim('c1');
    expect(found).toMatchObject({ sealed: '{"plan":2}', lastAppendAt: new Date(created).toISOString() });
    expect(before <= (found?.lastAppendAt ?? '')).toBe(true);
  });

  it('lets a ledger not name its streams as the store names its own', async () => {
    for (const stream of ['claim-c1', 'claims-open', '$all', '']) {
      expect(await failureOf(store.append(stream, 0, [anEvent(stream, 1)]))).toBeInstanceOf(RangeError);
    }
  });
});

describe('a command whose process loses its connection', () => {
  const steps = [
    ['taking the claim', 'claim-', 0],
    ['writing its events', 'case-', 0],
    ['ending the claim', 'claim-', 1],
  ] as const;
  const cases = steps.flatMap(([name, stream, skip]) =>
    APPEND_POINTS.map((at) => [name, at, { on: 'append', trouble: { kind: 'cut', at }, stream, skip }] as const),
  );

  it.each(cases)('while %s, at "%s", has one outcome all the same', async (_, __, fault) => {
    cluster.faults.arm(fault);
    await kept(store, 'case-a', 0, 2, { claim, conclude });
    expect(cluster.faults.left).toBe(0);
    expect(typesOn('claim-c1')).toEqual(['CommandReceived', 'CommandEnded']);
    expect(namesOf(await wholeLog(store))).toEqual(['case-a@1', 'case-a@2']);
    expect(await store.findClaim('c1')).toMatchObject({ status: 'ended', answer: 'done' });
    expect(await store.openClaims()).toEqual([]);
  });

  it.each(APPEND_POINTS)('while giving the claim back, at "%s", leaves it free', async (at) => {
    cluster.faults.arm({ on: 'append', trouble: { kind: 'cut', at }, stream: 'claim-', skip: 1 });
    expect(await failureOf(kept(store, 'case-a', 1, 1, { claim }))).toBeInstanceOf(WrongExpectedVersion);
    expect(typesOn('claim-c1')).toEqual(['CommandReceived', 'CommandReleased']);
    await kept(store, 'case-a', 0, 1, { claim, conclude });
  });
});

describe('a command whose process dies', () => {
  it.each([
    ['before its events were taken', { kind: 'silent' }, 0],
    ['after its events were taken', { kind: 'silent', taken: true }, 1],
  ] as const)('%s leaves an open claim, which repair finds with all that it needs', async (_, trouble, version) => {
    const dying = another(HASTY);
    cluster.faults.arm({ on: 'append', trouble, stream: 'case-', times: 1_000 });
    cluster.faults.arm({ on: 'read', trouble: { kind: 'silent' }, stream: 'case-', times: 1_000 });
    expect(await failureOf(kept(dying, 'case-a', 0, 1, { claim, conclude }))).toBeInstanceOf(LogUnavailable);
    await dying.abandon();
    cluster.faults.clear();
    const [open] = await store.openClaims();
    expect(open).toMatchObject({ ...claim, status: 'open', position: cluster.world.stream('claim-c1')[0]?.position });
    expect(await store.streamVersion('case-a')).toBe(version);
    // As repair reads the command's own events: from the claim's position on.
    const own = await store.readAll((open?.position ?? 0) - 1, 100);
    expect(own.events).toHaveLength(version);
    expect(await failureOf(kept(store, 'case-a', version, 1, { claim }))).toBeInstanceOf(CommandIdTaken);
    // Whose command it was may still live: who ends it takes it over first.
    expect(await failureOf(kept(store, 'case-a', version, 1, { conclude }))).toBeInstanceOf(CommandIdTaken);
    expect(await store.takeOver(open as ClaimRecord)).toBe(true);
    await kept(store, 'case-a', version, 1, { conclude });
    expect(await store.openClaims()).toEqual([]);
  });
});

describe('the open claims', () => {
  beforeEach(() => {
    store = another(UNHURRIED);
  });

  const claimed = (id: string, done: boolean): Promise<unknown> =>
    grow(store, `person-${id}`, 0, 1, {
      claim: { ...claim, commandId: id },
      ...(done ? { conclude: { commandId: id, answer: () => 'done' } } : {}),
    });

  it('are found by a summary of what was open and what came after it, by any process', async () => {
    await claimed('early', false);
    await Promise.all(Array.from({ length: 260 }, (_, i) => claimed(`c${i}`, true)));
    expect((await store.openClaims()).map(({ commandId }) => commandId)).toEqual(['early']);
    expect(typesOn('claims-open')).toEqual(['OpenClaimsSummarised']);
    await claimed('late', false);
    const readBefore = cluster.nodes[0]!.delivered;
    expect((await another(UNHURRIED).openClaims()).map(({ commandId }) => commandId)).toEqual(['early', 'late']);
    // The other process began at the summary: of 523 bookkeeping events it was given the last.
    expect(cluster.nodes[0]!.delivered - readBefore).toBe(1);
  });

  it('are not searched for twice through a long log that holds few', async () => {
    await claimed('early', false);
    const noise = { type: 'T', isJson: false, data: new Uint8Array(1024 * 1024), metadata: new Uint8Array() };
    for (let i = 0; i < 17; i++) cluster.world.append('noise', 'any', [{ ...noise, id: `n${i}` }]);
    // Only a point that the server names lies so far: it is told when the search has caught up.
    expect(await store.openClaims()).toHaveLength(1);
    expect(typesOn('claims-open')).toEqual(['OpenClaimsSummarised']);
    expect(await another(UNHURRIED).openClaims()).toHaveLength(1);
    expect(typesOn('claims-open')).toHaveLength(1);
  });

  it('are found from the start of the log when a summary speaks of a place that is not there', async () => {
    await claimed('early', false);
    const data = Buffer.from(JSON.stringify({ upTo: { commit: '1100', prepare: '1100' }, open: ['ghost'] }));
    const summary = { id: 'x', type: 'OpenClaimsSummarised', isJson: true, data, metadata: new Uint8Array() };
    cluster.world.append('claims-open', 'no_stream', [summary]);
    expect((await store.openClaims()).map(({ commandId }) => commandId)).toEqual(['early']);
  });

  it('outlast many summaries, of which only the last are kept', async () => {
    await claimed('early', false);
    for (let round = 0; round < 4; round++) {
      await Promise.all(Array.from({ length: 251 }, (_, i) => claimed(`r${round}-${i}`, true)));
      expect((await store.openClaims()).map(({ commandId }) => commandId)).toEqual(['early']);
    }
    expect(typesOn('claims-open')).toHaveLength(4);
    expect(cluster.world.firstShown('claims-open')).toBe(2);
    expect((await another().openClaims()).map(({ commandId }) => commandId)).toEqual(['early']);
  });

  it('are listed though the connection is cut while they are read', async () => {
    for (const id of ['c1', 'c2', 'c3']) await claimed(id, false);
    cluster.faults.arm({ on: 'subscribe', trouble: { kind: 'cut', after: 1 }, times: 2 });
    expect((await store.openClaims()).map(({ commandId }) => commandId)).toEqual(['c1', 'c2', 'c3']);
  });
});

import type { EventStore, Snapshot, SnapshotStore } from '@ledger/eventlog';
import type { LedgerEvent, StreamType } from '@ledger/kernel';
import { StreamStates } from './stream-states';

const type: StreamType<unknown> = {
  prefix: 'fund',
  stateVersion: 1,
  snapshotEvery: 2,
  initial: () => ({ n: 0 }),
  evolve: (state) => ({ n: (state as { n: number }).n + 1 }),
  effects: {},
};

const event = (version: number): LedgerEvent =>
  ({ id: `e${version}`, stream: 'fund-1', version, recordedAt: '2020-03-02T01:00:00.000Z' }) as LedgerEvent;

/** States over a store of which `settle` and `fall` say how what is written ends. */
async function grown() {
  const kept: Snapshot[] = [];
  let settle = (): void => undefined;
  let fall = (): void => undefined;
  const settled = new Promise<void>((resolve, reject) => {
    settle = resolve;
    fall = () => reject(new Error('fell'));
  });
  // Nothing else of a store is asked for here.
  const store = { readStream: () => [], settled: () => settled } as unknown as EventStore;
  const snapshots: SnapshotStore = {
    find: () => undefined,
    keep: (snapshot) => void kept.push(snapshot),
    close: () => undefined,
  };
  const states = new StreamStates(store, snapshots);
  const on = await states.load(type, 'fund-1');
  states.advance(type, on, [event(1), event(2)]);
  states.keepSnapshot(type, 'fund-1');
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  return { kept, settle, fall, turn, states, on };
}

describe('a snapshot', () => {
  it('is kept once all that it holds is durable, as it was when it was due', async () => {
    const { kept, settle, turn, states, on } = await grown();
    await turn();
    expect(kept).toEqual([]);
    states.advance(type, on, [event(3)]);
    settle();
    await turn();
    expect(kept).toEqual([{ stream: 'fund-1', version: 2, stateVersion: 1, eventId: 'e2', state: '{"n":2}' }]);
  });

  it('is never kept of what fell', async () => {
    const { kept, fall, turn } = await grown();
    fall();
    await turn();
    expect(kept).toEqual([]);
  });
});

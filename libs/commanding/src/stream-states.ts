import type { EventStore, MaybePromise, SnapshotStore } from '@ledger/eventlog';
import type { LedgerEvent, RecordedEvent, StreamType } from '@ledger/kernel';

/** A stream as it stands in memory: its state, its version and when its last event was recorded. */
export interface StreamState {
  readonly stream: string;
  version: number;
  state: unknown;
  lastRecordedAt: string;
  /** Version of the snapshot that is kept. */
  snapshotVersion: number;
  lastEventId: string;
}

/** States are folded from what happened; why it was decided so does not change them. */
const LEAN = { without: 'evidence' } as const;

export const isPromise = <T>(value: MaybePromise<T>): value is Promise<T> =>
  typeof (value as { then?: unknown } | undefined)?.then === 'function';

/**
 * Folded states of the streams lately used. A state may stand on events that are written but not yet durable;
 * when such a batch falls, `drop` forgets everything.
 */
export class StreamStates {
  /** Used since the last turn of generations, and before; what is in neither is read again. */
  private young = new Map<string, StreamState>();
  private old = new Map<string, StreamState>();

  constructor(
    private readonly store: EventStore,
    private readonly snapshots: SnapshotStore | undefined,
    private readonly limit = 20_000,
  ) {}

  load(type: StreamType<unknown>, stream: string): MaybePromise<StreamState> {
    const known = this.known(stream);
    if (known) return this.store.shared ? this.refreshed(type, known) : known;
    const snapshot = type.snapshotEvery === undefined ? undefined : this.snapshots?.find(stream);
    if (snapshot && snapshot.stateVersion === type.stateVersion) {
      const read = this.store.readStream(stream, { from: snapshot.version, ...LEAN });
      return isPromise(read)
        ? read.then((events) => this.fromSnapshot(type, stream, snapshot, events))
        : this.fromSnapshot(type, stream, snapshot, read);
    }
    return this.fromStart(type, stream);
  }

  /** Takes events that have just been appended into the state that they were decided on. */
  advance(type: StreamType<unknown>, on: StreamState, events: readonly LedgerEvent[]): void {
    this.fold(type, on, events);
  }

  /**
   * Keeps a snapshot of what has grown enough since the last, once all that it holds is durable: one that ran ahead could
   * after a crash be taken for a history in which other events stand before the same last one.
   */
  keepSnapshot(type: StreamType<unknown>, stream: string): void {
    const on = this.known(stream);
    if (!on || !this.snapshots || !type.snapshotEvery || on.version - on.snapshotVersion < type.snapshotEvery) return;
    on.snapshotVersion = on.version;
    const { snapshots } = this;
    const snapshot = {
      stream: on.stream,
      version: on.version,
      stateVersion: type.stateVersion,
      eventId: on.lastEventId,
      state: JSON.stringify(on.state),
    };
    const settled = this.store.settled();
    // A snapshot that cannot be kept is only not there; the command behind it has had its outcome.
    settled.then(() => snapshots.keep(snapshot)).catch(() => undefined);
  }

  forget(stream: string): void {
    this.young.delete(stream);
    this.old.delete(stream);
  }

  drop(): void {
    this.young = new Map();
    this.old = new Map();
  }

  private known(stream: string): StreamState | undefined {
    const young = this.young.get(stream);
    if (young) return young;
    const old = this.old.get(stream);
    if (old) this.remember(old);
    return old;
  }

  /** Where others append too, what is known is read on from, every time. */
  private async refreshed(type: StreamType<unknown>, on: StreamState): Promise<StreamState> {
    return this.fold(type, on, await this.store.readStream(on.stream, { from: on.version + 1, ...LEAN }));
  }

  private fromStart(type: StreamType<unknown>, stream: string): MaybePromise<StreamState> {
    const read = this.store.readStream(stream, LEAN);
    const fold = (events: RecordedEvent[]): StreamState =>
      this.fold(
        type,
        { stream, version: 0, state: type.initial(), lastRecordedAt: '', snapshotVersion: 0, lastEventId: '' },
        events,
      );
    return isPromise(read) ? read.then(fold) : fold(read);
  }

  private fromSnapshot(
    type: StreamType<unknown>,
    stream: string,
    snapshot: { version: number; eventId: string; state: string },
    events: RecordedEvent[],
  ): MaybePromise<StreamState> {
    const [at, ...later] = events;
    if (!at || at.id !== snapshot.eventId) return this.fromStart(type, stream);
    return this.fold(
      type,
      {
        stream,
        version: snapshot.version,
        state: JSON.parse(snapshot.state) as unknown,
        lastRecordedAt: at.recordedAt,
        snapshotVersion: snapshot.version,
        lastEventId: at.id,
      },
      later,
    );
  }

  /** Events that are there already are passed over: two who read the same stream side by side bring the same ones. */
  private fold(type: StreamType<unknown>, on: StreamState, events: readonly LedgerEvent[]): StreamState {
    for (const event of events) {
      if (event.version <= on.version) continue;
      on.state = type.evolve(on.state, event);
      on.version = event.version;
      on.lastRecordedAt = event.recordedAt;
      on.lastEventId = event.id;
    }
    this.remember(on);
    return on;
  }

  private remember(on: StreamState): void {
    this.young.set(on.stream, on);
    if (this.young.size * 2 < this.limit) return;
    this.old = this.young;
    this.young = new Map();
  }
}

import { CommandIdTaken, type ClaimRecord, type EventStore, type SqliteEventStore } from '@ledger/eventlog';
import { setImmediate } from 'node:timers/promises';

/**
 * The embedded log as several processes would share it: every answer comes later, claims have revisions, and who has lost a
 * claim is told. For specs of what stands on the port.
 */
export class SharedLog {
  private readonly revisions = new Map<string, number>();

  constructor(private readonly store: SqliteEventStore) {}

  /** The log as one of the processes has it. */
  asSeenByOne(): EventStore {
    const { store, revisions } = this;
    const held = new Map<string, number>();
    const written = (id: string): number => {
      const next = (revisions.get(id) ?? 0) + 1;
      revisions.set(id, next);
      return next;
    };
    const withRevision = (claim: ClaimRecord): ClaimRecord => ({
      ...claim,
      revision: revisions.get(claim.commandId) ?? 0,
    });
    const later = async <T>(answer: () => T): Promise<Awaited<T>> => {
      await setImmediate();
      return await answer();
    };
    return {
      shared: true,
      append: (stream, version, events, options) =>
        later(() => {
          const appended = store.append(stream, version, events, options);
          if (options?.claim) held.set(options.claim.commandId, written(options.claim.commandId));
          return appended;
        }),
      readStream: (stream, options) => later(() => store.readStream(stream, options)),
      streamVersion: (stream) => later(() => store.streamVersion(stream)),
      readAll: (after, limit, only) => later(() => store.readAll(after, limit, only)),
      head: () => later(() => store.head()),
      subscribe: (after, handle, lean) => store.subscribe(after, handle, lean),
      findClaim: (id) =>
        later(() => {
          const claim = store.findClaim(id);
          return claim && withRevision(claim);
        }),
      openClaims: () => later(() => store.openClaims().map(withRevision)),
      reviseClaim: (id, sealed) =>
        later(() => {
          if (held.get(id) !== revisions.get(id)) throw new CommandIdTaken(id);
          held.set(id, written(id));
          return store.reviseClaim(id, sealed);
        }),
      conclude: (id, answer) => later(() => store.conclude(id, answer)),
      takeOver: ({ commandId, revision }) =>
        later(() => {
          if (revision !== revisions.get(commandId)) return false;
          held.set(commandId, written(commandId));
          return true;
        }),
      settled: () => store.settled(),
      close: async () => undefined,
    };
  }
}

import {
  EventStoreDBClient,
  jsonEvent,
  streamNameFilter,
  type AllStreamResolvedEvent,
  type JSONEventType,
  type JSONType,
  type ResolvedEvent,
  type StreamingRead,
} from '@eventstore/db-client';
import { EventStoreDbFollowing } from './eventstoredb-following';
import { toFault } from './client-errors';
import { ServerFault, type ServerClient, type ServerEvent } from './server-client.port';
import { toServerEvent } from './server-event';

/** Filtered events between two checkpoints: `maxSearchWindow` (32 by default) × this. */
const CHECKPOINT_INTERVAL = 8;

/**
 * The seam over `@eventstore/db-client`. `deadlineMs` is of one call; of a read, between two of its events.
 * @throws Error for a connection string that cannot be read
 */
export function connectEventStoreDb(connectionString: string, deadlineMs: number): ServerClient {
  const calls = connect(connectionString);
  // A call that fails may end the channel of its client; subscriptions need not share that.
  const subscriptions = connect(connectionString);
  return {
    async append(stream, expected, events) {
      const proposed = events.map(({ id, type, data, metadata }) =>
        jsonEvent<JSONEventType>({ id, type, data: data as JSONType, metadata }),
      );
      const options = { expectedRevision: expected, requiresLeader: true, deadline: deadlineMs };
      const { position } = await asked(calls.appendToStream(stream, proposed, options), deadlineMs);
      return position;
    },
    async readStream(stream, from, count, backwards) {
      const options = { fromRevision: from, maxCount: count, direction: directionOf(backwards), requiresLeader: true };
      try {
        return await collect(calls.readStream(stream, options), deadlineMs);
      } catch (error) {
        if (error instanceof Error && 'type' in error && error.type === 'stream-not-found') return undefined;
        throw toFault(error);
      }
    },
    async readAll(from, count, backwards) {
      const options = { fromPosition: from, maxCount: count, direction: directionOf(backwards), requiresLeader: true };
      return asked(collect(calls.readAll(options), deadlineMs));
    },
    follow(after, filter) {
      return new EventStoreDbFollowing((checkpointReached) => {
        const every = { checkpointInterval: CHECKPOINT_INTERVAL, checkpointReached };
        const selected =
          'regex' in filter
            ? streamNameFilter({ ...every, regex: filter.regex })
            : streamNameFilter({ ...every, prefixes: [...filter.prefixes] });
        return subscriptions.subscribeToAll({ fromPosition: after, filter: selected });
      }, deadlineMs);
    },
    async keepLast(stream, count) {
      await asked(calls.setStreamMetadata(stream, { maxCount: count }, { requiresLeader: true, deadline: deadlineMs }));
    },
    async close() {
      await Promise.all([calls.dispose(), subscriptions.dispose()]);
    },
  };
}

/**
 * The client is kept to one gRPC call for each append: its BatchAppend (dist/streams/appendToStream/batchAppend.js) shares
 * one table of pending answers between all clients of the process, empties it when one of their streams fails, and then
 * throws in the event loop at an answer that still comes. It asks `supports` which of the two to use.
 */
function connect(connectionString: string): EventStoreDBClient {
  const client = EventStoreDBClient.connectionString(connectionString);
  return Object.assign(client, { supports: async () => false });
}

const directionOf = (backwards = false) => (backwards ? ('backwards' as const) : ('forwards' as const));

/** Waits for an answer, a little beyond the deadline that the call itself has. */
async function asked<T>(answer: Promise<T>, deadlineMs?: number): Promise<T> {
  if (deadlineMs === undefined) return answer.catch((error: unknown) => Promise.reject(toFault(error)));
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(noAnswer(deadlineMs)), deadlineMs * 2);
  });
  try {
    return await Promise.race([answer, late]);
  } catch (error) {
    throw toFault(error);
  } finally {
    clearTimeout(timer);
  }
}

/** All events of a read. The client gives reads no deadline, so one that falls silent is cancelled here. */
function collect(
  reading: StreamingRead<ResolvedEvent> | StreamingRead<AllStreamResolvedEvent>,
  deadlineMs: number,
): Promise<ServerEvent[]> {
  return new Promise((resolve, reject) => {
    const events: ServerEvent[] = [];
    const timer = setTimeout(() => {
      reject(noAnswer(deadlineMs));
      void reading.cancel().catch(() => undefined);
    }, deadlineMs);
    reading.on('data', (resolved: ResolvedEvent | AllStreamResolvedEvent) => {
      const event = toServerEvent(resolved);
      if (event) events.push(event);
      timer.refresh();
    });
    reading.on('error', (error: unknown) => {
      clearTimeout(timer);
      reject(error);
    });
    reading.on('end', () => {
      clearTimeout(timer);
      resolve(events);
    });
  });
}

const noAnswer = (ms: number): ServerFault => new ServerFault('not-answered', `no answer within ${ms} ms`);

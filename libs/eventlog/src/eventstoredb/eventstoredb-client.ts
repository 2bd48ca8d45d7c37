import { randomUUID } from 'node:crypto';
import {
  EventStoreDBClient,
  streamNameFilter,
  type AllStreamResolvedEvent,
  type ResolvedEvent,
  type StreamingRead,
} from '@eventstore/db-client';
import { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb';
import { BatchAppends, type BatchCall } from './batch-appends';
import { EventStoreDbFollowing } from './eventstoredb-following';
import { toFault } from './client-errors';
import { RevisionMismatch, ServerFault, type ServerClient, type ServerEvent } from './server-client.port';
import { toServerEvent } from './server-event';

/** Filtered events between two checkpoints: `maxSearchWindow` (32 by default) × this. */
const CHECKPOINT_INTERVAL = 8;

/**
 * The seam over `@eventstore/db-client`. `deadlineMs` is of one call; of a read, between two of its events.
 * @throws Error for a connection string that cannot be read
 */
export function connectEventStoreDb(connectionString: string, deadlineMs: number): ServerClient {
  const calls = BatchingClient.of(connectionString);
  // A call that fails may end the channel of its client; subscriptions need not share that.
  const subscriptions = EventStoreDBClient.connectionString(connectionString);
  const appends = new BatchAppends(() => calls.openBatch(), deadlineMs);
  return {
    append: (stream, expected, events) => appends.append(stream, expected, events),
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
      return collect(calls.readAll(options), deadlineMs).catch((error: unknown) => Promise.reject(toFault(error)));
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
      const metadata = { id: randomUUID(), type: '$metadata', data: { $maxCount: count }, metadata: {} };
      try {
        await appends.append(`$$${stream}`, 'no_stream', [metadata]);
      } catch (error) {
        // It says so already.
        if (!(error instanceof RevisionMismatch)) throw error;
      }
    },
    async close() {
      await Promise.all([calls.dispose(), subscriptions.dispose()]);
    },
  };
}

/** The client, with the one call of it that its own methods do not give well enough. */
class BatchingClient extends EventStoreDBClient {
  /** Only the class itself can be made from a connection string; what it has of its own are methods. */
  static of(connectionString: string): BatchingClient {
    const client = EventStoreDBClient.connectionString(connectionString);
    return Object.setPrototypeOf(client, BatchingClient.prototype) as BatchingClient;
  }

  /** A failure of the call makes the client look for the leader, as with every other. */
  openBatch(): Promise<BatchCall> {
    return this.GRPCStreamCreator(StreamsClient, 'batchAppend', (client) =>
      client.batchAppend(...this.callArguments({ requiresLeader: true }, { deadline: Infinity })),
    )();
  }
}

const directionOf = (backwards = false) => (backwards ? ('backwards' as const) : ('forwards' as const));

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

import { LogUnavailable } from '../event-store.port';
import { Upcasters } from '../upcasters/upcasters';
import { EventStoreDbEventStore } from './eventstoredb-event-store';
import { PATIENCE, type Patience } from './patience';
import type { ServerClient } from './server-client.port';

export interface EventStoreDbOptions {
  /**
   * `esdb://host:2113?tls=…` or `esdb+discover://…`, as the client's documentation says, with user, certificate files and
   * the rest: https://docs.kurrent.io/clients/grpc/getting-started.html#connection-string
   */
  readonly connectionString: string;
  readonly upcasters?: Upcasters;
  readonly patience?: Partial<Patience>;
}

/**
 * Opens the log of a server, 23.10 or later, whose user may read `$all` and write streams and their metadata. It connects with the first call, so that a server which
 * is away does not keep the program from starting; `ready` asks.
 * @throws LogUnavailable for a connection string that cannot be used
 */
export function openEventStoreDbEventStore(options: EventStoreDbOptions): EventStoreDbEventStore {
  const patience = { ...PATIENCE, ...options.patience };
  const client = connected(options.connectionString, patience.deadlineMs);
  return new EventStoreDbEventStore(client, patience, options.upcasters ?? new Upcasters());
}

/** What the client says of a string that it cannot read quotes it, with the password that may stand in it: that is not passed on. */
function connected(connectionString: string, deadlineMs: number): ServerClient {
  // Loaded when it is needed: the client takes longer to load than all else of this library.
  const { connectEventStoreDb } = require('./eventstoredb-client') as typeof import('./eventstoredb-client');
  try {
    return connectEventStoreDb(connectionString, deadlineMs);
  } catch (error) {
    const quotes = error instanceof Error && 'connectionString' in error;
    const why = quotes || !(error instanceof Error) ? '' : `: ${error.message}`;
    throw new LogUnavailable(
      `the connection string of the event log cannot be used${why}`,
      `事件库的连接串无法使用${why === '' ? '' : why.replace(': ', '：')}`,
    );
  }
}

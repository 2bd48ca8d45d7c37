import { Upcasters } from '../upcasters/upcasters';
import { connectEventStoreDb } from './eventstoredb-client';
import { EventStoreDbEventStore } from './eventstoredb-event-store';
import { PATIENCE, type Patience } from './patience';

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
 * Opens the log of a server; 22.10 or later, subscriptions 23.10. It connects with the first call, so that a server which
 * is away does not keep the program from starting; `ready` asks.
 * @throws Error for a connection string that cannot be read
 */
export function openEventStoreDbEventStore(options: EventStoreDbOptions): EventStoreDbEventStore {
  const patience = { ...PATIENCE, ...options.patience };
  const client = connectEventStoreDb(options.connectionString, patience.deadlineMs);
  return new EventStoreDbEventStore(client, patience, options.upcasters ?? new Upcasters());
}

import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import type { LedgerEvent } from '@ledger/kernel';

/** The limit of the adapter: the vendor's client alone, as it is used by its documentation, with an expected revision. */
export class BareEventStoreDb {
  private readonly client: EventStoreDBClient;

  constructor(connectionString: string) {
    this.client = EventStoreDBClient.connectionString(connectionString);
  }

  async append({ stream, version, id, type, data, ...metadata }: LedgerEvent): Promise<void> {
    const event = jsonEvent({ id, type, data: data as Record<string, unknown>, metadata });
    await this.client.appendToStream(stream, event, {
      expectedRevision: version === 1 ? 'no_stream' : BigInt(version - 2),
    });
  }

  close(): Promise<void> {
    return this.client.dispose();
  }
}

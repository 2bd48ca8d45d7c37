import type { EventStore } from '@ledger/eventlog';
import { openEventStoreDbEventStore } from '@ledger/eventlog/eventstoredb/open-eventstoredb-event-store';

/** Without upcasters: bytes are moved as they were recorded. @throws LogUnavailable when the leader does not answer */
export async function openEventStoreDbLog(connectionString: string): Promise<EventStore> {
  const log = openEventStoreDbEventStore({ connectionString });
  try {
    await log.ready();
    return log;
  } catch (error) {
    await log.close();
    throw error;
  }
}

import { Cluster } from '../../../../test/doubles/eventstoredb';
import { eventStoreContract, type LogUnderTest } from '../contract';
import type { EventStoreDbEventStore } from './eventstoredb-event-store';
import { openEventStoreDbEventStore } from './open-eventstoredb-event-store';

/** As README.md of this folder asks of a server: the contract appends events of three million bytes. */
const MAX_APPEND_SIZE = 16 * 1024 * 1024;

/** `EVENTSTORE_URL`: a server to run the contract against. Its log must be empty, so it takes one test of a fresh server each. */
const url = process.env['EVENTSTORE_URL'];

async function makeLog(): Promise<LogUnderTest> {
  const cluster = url === undefined ? await Cluster.start({ maxAppendSize: MAX_APPEND_SIZE }) : undefined;
  const connectionString = url ?? cluster?.connectionString() ?? '';
  const opened: EventStoreDbEventStore[] = [];
  const open = async (upcasters?: Parameters<LogUnderTest['open']>[0]): Promise<EventStoreDbEventStore> => {
    const store = openEventStoreDbEventStore({ connectionString, upcasters });
    opened.push(store);
    return store;
  };
  return {
    open,
    openSecond: () => open(),
    async crash() {
      await opened.at(-1)?.abandon();
    },
    async dispose() {
      await Promise.all(opened.map((store) => store.close()));
      await cluster?.stop();
    },
  };
}

eventStoreContract({ name: 'EventStoreDB', make: makeLog, canFall: false, claimsApart: true, takesIn: true });

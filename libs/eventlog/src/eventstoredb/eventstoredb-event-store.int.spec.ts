import { randomUUID } from 'node:crypto';
import { Cluster } from '../../../../test/doubles/eventstoredb';
import { eventStoreContract, type LogUnderTest } from '../contract';
import { Upcasters } from '../upcasters/upcasters';
import { connectEventStoreDb } from './eventstoredb-client';
import { EventStoreDbEventStore } from './eventstoredb-event-store';
import { openEventStoreDbEventStore } from './open-eventstoredb-event-store';
import { PATIENCE } from './patience';
import { shareOf } from './testing/share-of-server';

/** As a server for this ledger must be set (test/doubles/eventstoredb/README.md): the contract appends events of three million bytes. */
const MAX_APPEND_SIZE = 16 * 1024 * 1024;

/** As for a service, but that an alarm does not wait for another leader. */
const QUICK = { ...PATIENCE, behindMs: 50 };

/** A real server to run the contract against, as a connection string; its own log may hold anything. */
const url = process.env['EVENTSTORE_URL'];

/** What opened the stores of one test, and ends them. */
function makeLog(
  open: (upcasters?: Upcasters) => Promise<EventStoreDbEventStore>,
  end: () => Promise<void> = async () => undefined,
): LogUnderTest {
  const opened: EventStoreDbEventStore[] = [];
  const openOne = async (upcasters?: Upcasters): Promise<EventStoreDbEventStore> => {
    const store = await open(upcasters);
    opened.push(store);
    return store;
  };
  return {
    open: openOne,
    openSecond: () => openOne(),
    async crash() {
      await opened.at(-1)?.abandon();
    },
    async dispose() {
      await Promise.all(opened.map((store) => store.close()));
      await end();
    },
  };
}

/** A share of one server for each test, as `EVENTSTORE_URL` gives it, or a double that all tests share. */
let shared: Promise<Cluster> | undefined;
async function ofOneServer(): Promise<LogUnderTest> {
  shared ??= url === undefined ? Cluster.start({ maxAppendSize: MAX_APPEND_SIZE }) : undefined;
  const connectionString = url ?? (await shared)?.connectionString() ?? '';
  const prefix = `t${randomUUID().replaceAll('-', '')}`;
  const share = await shareOf(connectEventStoreDb(connectionString, PATIENCE.deadlineMs), prefix);
  const withoutClose = { ...share, close: async () => undefined };
  const log = makeLog(
    async (upcasters) => new EventStoreDbEventStore(withoutClose, QUICK, upcasters ?? new Upcasters()),
    () => share.close(),
  );
  return log;
}

afterAll(async () => (await shared)?.stop());

eventStoreContract({
  name: url === undefined ? 'EventStoreDB, one double for all' : 'an EventStoreDB server',
  make: ofOneServer,
  canFall: false,
  claimsApart: true,
  takesIn: true,
});

if (url === undefined)
  eventStoreContract({
    name: 'EventStoreDB, a double for each test',
    async make() {
      const cluster = await Cluster.start({ maxAppendSize: MAX_APPEND_SIZE });
      const connectionString = cluster.connectionString();
      return makeLog(
        async (upcasters) => openEventStoreDbEventStore({ connectionString, upcasters, patience: QUICK }),
        () => cluster.stop(),
      );
    },
    canFall: false,
    claimsApart: true,
    takesIn: true,
  });

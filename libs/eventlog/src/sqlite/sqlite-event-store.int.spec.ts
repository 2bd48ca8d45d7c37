import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventStoreContract, type LogUnderTest } from '../contract';
import { openSqliteEventStore } from './open-sqlite-event-store';
import { openSqliteLogReader } from './open-sqlite-log-reader';
import type { SqliteEventStore } from './sqlite-event-store';

async function makeLog(): Promise<LogUnderTest> {
  const folder = mkdtempSync(join(tmpdir(), 'log-'));
  let store: SqliteEventStore | undefined;
  let failing = false;
  return {
    async open(upcasters) {
      const beforeCommit = (): void => {
        if (!failing) return;
        failing = false;
        throw new Error('the keys could not be made durable');
      };
      store = openSqliteEventStore({ folder, upcasters, beforeCommit });
      return store;
    },
    async openSecond() {
      return openSqliteLogReader({ folder, pollMs: 5 });
    },
    async crash() {
      store?.abandon();
    },
    failNextBatch() {
      failing = true;
    },
    async dispose() {
      await store?.close();
      rmSync(folder, { recursive: true });
    },
  };
}

eventStoreContract({ name: 'one SQLite file', make: makeLog, canFall: true, takesIn: true });

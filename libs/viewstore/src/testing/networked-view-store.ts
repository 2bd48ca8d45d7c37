import { setImmediate } from 'node:timers/promises';
import type { ViewStore } from '../view-store.port';

/** The store as a networked one would behave: every answer comes later. For specs of what stands on the port. */
export function networked(store: ViewStore): ViewStore {
  const later = async <T>(answer: () => T): Promise<Awaited<T>> => {
    await setImmediate();
    return await answer();
  };
  return {
    get: (table, key) => later(() => store.get(table, key)) as ReturnType<ViewStore['get']> as never,
    find: (query) => later(() => store.find(query)) as never,
    count: (table, where) => later(() => store.count(table, where)),
    countBy: (table, by, where) => later(() => store.countBy(table, by, where)),
    sum: (table, column, where) => later(() => store.sum(table, column, where)),
    sumBy: (table, column, by, where) => later(() => store.sumBy(table, column, by, where)),
    status: () => later(() => store.status()),
    parked: (only) => later(() => store.parked(only)),
    transact: (work) => later(() => store.transact(work)),
    versions: (streams) => later(() => store.versions(streams)),
    shadow: (parts) => later(() => store.shadow(parts)),
    close: () => later(() => store.close()),
  };
}

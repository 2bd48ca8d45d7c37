import type { EventStore, MaybePromise } from '@ledger/eventlog';

/** What a rebuild reads of a log. */
export type LogReader = Pick<EventStore, 'dense' | 'head' | 'readAll'> & { close?(): MaybePromise<void> };

import type { RecordedEvent } from '@ledger/kernel';
import type { Projection, Rows, TableSchema } from '@ledger/viewstore';

/** T as a row: the same fields, known to hold nothing but JSON. */
export type RowOf<T> = { [K in keyof T]: RowOf<T[K]> };

/** What happens to the rows for each event type of a slice; `id` is the stream's, without its prefix. */
export type Handlers<M> = {
  readonly [T in keyof M & string]?: (event: RecordedEvent<T, M[T]>, rows: Rows, id: string) => void;
};

/** What a view of one kind of stream is made of. */
export interface ViewSpec<M> {
  readonly name: string;
  readonly version: number;
  readonly tables: readonly TableSchema[];
  /** Prefix of its streams; an event of the same type on another kind of stream is left alone. */
  readonly prefix: string;
  readonly on: Handlers<M>;
}

/** A view whose rows belong to one stream each, so that a rebuild may fold streams in parallel. */
export function viewOf<M>({ name, version, tables, prefix, on }: ViewSpec<M>): Projection {
  const start = `${prefix}-`;
  // Each handler is only called with events of the type that it stands under, which its own parameter says and this record cannot.
  const handlers = on as unknown as Readonly<Record<string, (event: RecordedEvent, rows: Rows, id: string) => void>>;
  return {
    name,
    version,
    tables,
    handles: new Set(Object.keys(on)),
    partition: 'stream',
    apply(event, rows) {
      if (!event.stream.startsWith(start)) return;
      handlers[event.type]?.(event, rows, event.stream.slice(start.length));
    },
  };
}

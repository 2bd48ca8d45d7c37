import type { ReadReq } from '@eventstore/db-client/generated/streams_pb';
import type { LogRecord } from './records';

/** Pages that the server reads at a time, and the search window where a filter names none (Enumerators/Enumerator.cs, ReadBatchSize). */
export const READ_BATCH = 32;

export interface Filter {
  matches(record: LogRecord): boolean;
  /** Events looked at in one page. */
  readonly window: number;
  /** Events looked at between two checkpoints. */
  readonly interval: number;
}

/** Data/EventFilter.cs: by prefixes or a regular expression, of the stream's name or the event's type. */
export function filterOf(options: ReadReq.Options.FilterOptions | undefined): Filter | undefined {
  if (!options) return undefined;
  const byStream = options.getStreamIdentifier();
  const expression = byStream ?? options.getEventType();
  const regex = expression?.getRegex() ?? '';
  const prefixes = expression?.getPrefixList() ?? [];
  const pattern = regex === '' ? undefined : new RegExp(regex, 'u');
  const window = options.hasMax() ? options.getMax() : READ_BATCH;
  return {
    matches(record) {
      const name = byStream ? record.stream : record.type;
      return pattern ? pattern.test(name) : prefixes.some((prefix) => name.startsWith(prefix));
    },
    window,
    interval: window * Math.max(1, options.getCheckpointintervalmultiplier()),
  };
}

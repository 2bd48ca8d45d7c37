import type { Expected, LogRecord, Proposed } from './records';

export type Decision =
  | { readonly kind: 'ok' }
  | { readonly kind: 'idempotent'; readonly last: LogRecord }
  | { readonly kind: 'wrong-version'; readonly current: number };

/**
 * The check before a write, as EventStore.Core/Services/Storage/ReaderIndex/IndexWriter.cs `CheckCommit` makes it: an append
 * whose event ids stand right after the expected version is taken for a repetition, whatever its bytes; one of which only
 * the first stand there, or that expects more than there is, has the wrong version.
 */
export function checkCommit(
  records: readonly LogRecord[],
  expected: Expected,
  events: readonly Proposed[],
  committed: (id: string) => LogRecord | undefined,
  stream: string,
  knowsIds: boolean,
): Decision {
  const current = records.length - 1;
  const wrong: Decision = { kind: 'wrong-version', current };
  if (expected === 'any' || expected === 'stream_exists') {
    if (expected === 'stream_exists' && current < 0) return wrong;
    return withoutVersion(events, committed, stream, wrong);
  }
  const version = expected === 'no_stream' ? -1 : expected;
  if (version === current) return { kind: 'ok' };
  if (version > current || events.length === 0) return wrong;
  const standing = events.map((_, i) => records[version + 1 + i]);
  const last = standing.at(-1);
  return knowsIds && last && standing.every((record, i) => record?.id === events[i]?.id)
    ? { kind: 'idempotent', last }
    : wrong;
}

/** Only ids that are still remembered count, and only if all of them are. */
function withoutVersion(
  events: readonly Proposed[],
  committed: (id: string) => LogRecord | undefined,
  stream: string,
  wrong: Decision,
): Decision {
  let last: LogRecord | undefined;
  for (const [i, { id }] of events.entries()) {
    const record = committed(id);
    if (!record || record.stream !== stream) return i === 0 ? { kind: 'ok' } : wrong;
    last = record;
  }
  return last ? { kind: 'idempotent', last } : { kind: 'ok' };
}

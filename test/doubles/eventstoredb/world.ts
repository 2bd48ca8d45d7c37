import { EventEmitter } from 'node:events';
import { checkCommit } from './commit-check';
import type { Expected, LogRecord, Proposed, Taken } from './records';

/** What a prepare record takes beside names, data and metadata (LogRecords/PrepareLogRecord.cs, with its length twice around it). */
const RECORD_OVERHEAD = 100;
/** A new database begins with its epoch, which is no event. */
const FIRST_POSITION = 1_024;

/** What the servers of one cluster have written: it outlives them. Emits `record` for each and `grown` after an append. */
export class World extends EventEmitter {
  readonly log: LogRecord[] = [];
  /** False: repeated event ids are not known again, which clients must not rely on. */
  knowsIds = true;
  private readonly streams = new Map<string, LogRecord[]>();
  private readonly indexAt = new Map<number, number>();
  private readonly committed = new Map<string, LogRecord>();

  /** `before`: what was written earlier, in order. */
  constructor(before: Iterable<Omit<LogRecord, 'revision' | 'position' | 'end'>> = []) {
    super();
    this.setMaxListeners(0);
    for (const record of before) this.put(record.stream, record, record.created);
    if (this.log.length > 0) return;
    this.append('$projections-$all', 'any', [
      { id: SYSTEM_EVENT_ID, type: '$ProjectionsInitialized', isJson: false, data: EMPTY, metadata: EMPTY },
    ]);
  }

  /** Where the next record will begin: the writer's checkpoint. */
  get end(): number {
    return this.log.at(-1)?.end ?? FIRST_POSITION;
  }

  append(stream: string, expected: Expected, events: readonly Proposed[]): Taken {
    const known = (id: string): LogRecord | undefined => (this.knowsIds ? this.committed.get(id) : undefined);
    const decision = checkCommit(this.stream(stream), expected, events, known, stream, this.knowsIds);
    if (decision.kind !== 'ok') {
      if (decision.kind === 'wrong-version') return { outcome: 'wrong-version', current: decision.current };
      return { outcome: 'idempotent', lastRevision: decision.last.revision, position: decision.last.position };
    }
    for (const event of events) this.put(stream, event, Date.now());
    const last = this.log.at(-1);
    if (!last) throw new Error('an append without events');
    this.emit('grown');
    return { outcome: 'written', lastRevision: last.revision, position: last.position };
  }

  /** All records of a stream, those beyond its $maxCount included: they go when the database is scavenged. */
  stream(name: string): readonly LogRecord[] {
    return this.streams.get(name) ?? [];
  }

  /** The first revision that a read shows (IndexReader.cs, ReadStreamEventsForward: `$maxCount`). */
  firstShown(name: string): number {
    const metadata = this.stream(`$$${name}`).at(-1);
    if (!metadata) return 0;
    const { $maxCount } = JSON.parse(Buffer.from(metadata.data).toString('utf8')) as { $maxCount?: number };
    return $maxCount === undefined ? 0 : Math.max(0, this.stream(name).length - $maxCount);
  }

  /** Index in the log of the record that begins there; undefined when none does. */
  indexOf(position: number): number | undefined {
    return position === this.end ? this.log.length : this.indexAt.get(position);
  }

  private put(stream: string, event: Proposed, created: number): void {
    const records = this.streams.get(stream) ?? [];
    this.streams.set(stream, records);
    const position = this.end;
    const size = RECORD_OVERHEAD + stream.length + event.type.length + event.data.length + event.metadata.length;
    const record = { ...event, stream, revision: records.length, position, end: position + size, created };
    this.indexAt.set(position, this.log.length);
    this.log.push(record);
    records.push(record);
    this.committed.set(event.id, record);
    if (this.committed.size > MAX_COMMITTED) this.committed.delete(String(this.committed.keys().next().value));
    this.emit('record', record);
  }
}

/** Event ids that the server remembers for appends without an expected version (ESConsts.CommitedEventsMemCacheLimit, 8 MiB). */
const MAX_COMMITTED = 100_000;
const EMPTY = new Uint8Array();
const SYSTEM_EVENT_ID = '00000000-0000-8000-8000-000000000001';

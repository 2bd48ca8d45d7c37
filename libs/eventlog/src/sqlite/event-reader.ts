import type { Position, RecordedEvent } from '@ledger/kernel';
import type { Lean, ReadFilter, ReadOptions, Slice } from '../event-store.port';
import type { Upcasters } from '../upcasters/upcasters';
import { hashOfText } from '../encode-event';
import { findBadPosition, findBadVersion } from './bad-row';
import { filterSql } from './filter-sql';
import type { Connection, Statement } from './log-connection';
import { parseWithoutEvidence } from './parse-event';
import { damaged, type Place } from '../damaged';
import { isCorrupt, toLogDamaged } from './sqlite-fault';

/** A row: its position and its event, null where a filter leaves it out. */
type Row = [position: Position, event: string | null, hash?: Buffer];

/** Rows read at a time: enough to make the call cheap, few enough to stay in the young generation. */
const WINDOW = 125;

/** Filters are few and live as long as the program; a caller that makes up new ones gets no more kept than this. */
const MAX_FILTERS = 64;

/**
 * Reads events, each parsed from its own text: a text joined of many rows would be two bytes a character as soon as one
 * of them holds a Chinese word, and parsing that costs twice as much.
 */
export class EventReader {
  private readonly selectStream: Statement;
  private readonly selectRun: Statement;
  private readonly selectVersion: Statement;
  private readonly selectHead: Statement;
  private readonly filtered = new Map<string, Statement>();

  /** `rehashes`: each event of a stream is held against its hash, which costs half as much again as reading it. */
  constructor(
    private readonly db: Connection,
    private readonly upcasters: Upcasters,
    rehashes = false,
  ) {
    const columns = rehashes ? 'position, event, hash' : 'position, event';
    this.selectStream = db
      .prepare(`SELECT ${columns} FROM events WHERE stream = ? AND version BETWEEN ? AND ? ORDER BY version`)
      .raw();
    this.selectRun = db
      .prepare('SELECT position, event FROM events WHERE position > ? AND position <= ? ORDER BY position')
      .raw();
    this.selectVersion = db.prepare('SELECT max(version) FROM events WHERE stream = ?').pluck();
    this.selectHead = db.prepare('SELECT max(position) FROM events').pluck();
  }

  lastPosition(): Position {
    return this.reading({}, () => (this.selectHead.get() as number | null) ?? 0);
  }

  streamVersion(stream: string): number {
    return this.reading({ stream }, () => (this.selectVersion.get(stream) as number | null) ?? 0);
  }

  readStream(stream: string, options: ReadOptions = {}): RecordedEvent[] {
    const limit = options.limit ?? Number.MAX_SAFE_INTEGER;
    const events = options.backwards
      ? this.streamBackwards(stream, options.from ?? Number.MAX_SAFE_INTEGER, options.to ?? 1, limit, options)
      : this.streamForwards(
          stream,
          Math.max(1, options.from ?? 1),
          options.to ?? Number.MAX_SAFE_INTEGER,
          limit,
          options,
        );
    this.upcasters.upcastAll(events);
    return events;
  }

  /** Events after the position, none beyond `upTo`. */
  readAll(after: Position, limit: number, upTo: Position, only?: ReadFilter): Slice {
    const end = Math.max(after, Math.min(after + limit, upTo));
    const select = only && hasEffect(only) ? this.filteredBy(only) : undefined;
    const events: RecordedEvent[] = [];
    for (let at = after; at < end;) {
      const to = Math.min(end, at + WINDOW);
      this.appendRun(events, select, at, to, only);
      at = to;
    }
    this.upcasters.upcastAll(events);
    return { events, next: end, atEnd: end >= upTo, ...(select ? { passed: end - after } : {}) };
  }

  private streamForwards(stream: string, first: number, last: number, limit: number, lean: Lean): RecordedEvent[] {
    const upTo = Math.min(last, first + limit - 1);
    const events: RecordedEvent[] = [];
    for (let from = first; from <= upTo;) {
      const to = Math.min(upTo, from + WINDOW - 1);
      const found = this.versions(stream, from, to, lean);
      for (const event of found) events.push(event);
      if (found.length < to - from + 1) break;
      from = to + 1;
    }
    return events;
  }

  private streamBackwards(stream: string, from: number, last: number, limit: number, lean: Lean): RecordedEvent[] {
    const top = Math.min(from, this.streamVersion(stream));
    const downTo = Math.max(1, last, top - limit + 1);
    const events: RecordedEvent[] = [];
    for (let high = top; high >= downTo;) {
      const low = Math.max(downTo, high - WINDOW + 1);
      const found = this.versions(stream, low, high, lean);
      if (found.length !== high - low + 1) findBadVersion(this.db, stream, low, high);
      for (const event of found.toReversed()) events.push(event);
      high = low - 1;
    }
    return events;
  }

  /** A run of the stream's versions: it may end early, but has no hole. */
  private versions(stream: string, from: number, to: number, lean: Lean): RecordedEvent[] {
    const bad = (): never => findBadVersion(this.db, stream, from, to);
    const rows = this.rows(() => this.selectStream.all(stream, from, to), bad);
    return rows.map(([position, text, hash], i) => {
      if (hash !== undefined && !hashOfText(text ?? '').equals(hash))
        throw damaged({ stream, version: from + i, position }, 'the event was changed', '事件已被更改');
      const event = parsed(text ?? '', lean, bad);
      if (event.version !== from + i || event.stream !== stream) return bad();
      (event as { position: Position }).position = position;
      return event;
    });
  }

  /** Adds the events after a position up to another. */
  private appendRun(
    into: RecordedEvent[],
    select: Statement | undefined,
    after: Position,
    to: Position,
    lean: Lean = {},
  ): void {
    const bad = (): never => findBadPosition(this.db, after, to);
    const rows = this.rows(() => (select ?? this.selectRun).all(after, to), bad);
    if (rows.length !== to - after) bad();
    for (const [position, text] of rows) {
      if (text === null) continue;
      const event = parsed(text, lean, bad);
      (event as { position: Position }).position = position;
      into.push(event);
    }
  }

  private rows(query: () => unknown, bad: () => never): Row[] {
    try {
      return query() as Row[];
    } catch (error) {
      if (isCorrupt(error)) return bad();
      throw error;
    }
  }

  private reading<T>(where: Place, query: () => T): T {
    try {
      return query();
    } catch (error) {
      throw toLogDamaged(error, where);
    }
  }

  private filteredBy(only: ReadFilter): Statement {
    const key = JSON.stringify(only);
    const known = this.filtered.get(key);
    if (known) return known;
    const where = filterSql(only);
    const select = this.db
      .prepare(
        `SELECT position, CASE WHEN ${where} THEN event END FROM events WHERE position > ? AND position <= ? ORDER BY position`,
      )
      .raw();
    if (this.filtered.size >= MAX_FILTERS) this.filtered.clear();
    this.filtered.set(key, select);
    return select;
  }
}

function parsed(text: string, { without }: Lean, bad: () => never): RecordedEvent {
  try {
    return without === 'evidence' ? parseWithoutEvidence(text) : (JSON.parse(text) as RecordedEvent);
  } catch {
    return bad();
  }
}

const hasEffect = (only: ReadFilter): boolean => only.types !== undefined || only.part !== undefined;

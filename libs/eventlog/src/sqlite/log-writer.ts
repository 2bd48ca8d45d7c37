import type { LedgerEvent, Position } from '@ledger/kernel';
import { assertCommand, assertVersions } from '../check-append';
import { encodeEvent } from '../encode-event';
import {
  AppendFell,
  CommandIdTaken,
  LogUnavailable,
  OtherEventThere,
  WrongExpectedVersion,
  type AppendOptions,
  type Appended,
  type ClaimRecord,
  type EndedClaim,
} from '../event-store.port';
import { ClaimTable, type ClaimChange } from './claim-table';
import type { Connection, Statement } from './log-connection';
import { PendingBatch, type NewRow } from './pending-batch';
import { isDiskFault } from './sqlite-fault';
import { StreamHeads } from './stream-heads';

/** Rows kept in memory before they are inserted; fewer than streams are remembered, whose last versions they may be. */
const MAX_PENDING_ROWS = 4096;

/** Command ids remembered as not taken, between the look that found nothing and the append that claims. */
const MAX_FREE = 8192;

/** What the writer tells others. All are called synchronously. */
export interface WriterEvents {
  /** Before each commit; what it throws makes the batch fall. */
  beforeCommit?(): void;
  /** The pending events are durable; the hashes are theirs, in order. */
  durable(hashes: readonly Buffer[]): void;
  /** The batch has fallen: everything after the durable position is gone. */
  fell(error: AppendFell): void;
}

/**
 * Group commit: what is appended in one turn of the event loop waits in memory and becomes durable in one transaction
 * at the turn's end. Nothing is inserted earlier unless a reader asks for it, so that between two batches the connection
 * is free for a checkpoint.
 */
export class LogWriter {
  /** How many batches have fallen. */
  falls = 0;
  private durable: Position;
  private written: Position;
  private batch: PendingBatch | undefined;
  private readonly heads = new StreamHeads();
  private readonly claims: ClaimTable;
  private readonly free = new Set<string>();
  private readonly begin: Statement;
  private readonly commit: Statement;
  private readonly rollback: Statement;
  private readonly insert: Statement;
  private readonly selectVersion: Statement;
  private readonly selectPlaced: Statement;
  private refusal: LogUnavailable | undefined;

  constructor(
    private readonly db: Connection,
    last: Position,
    private readonly events: WriterEvents,
  ) {
    this.durable = last;
    this.written = last;
    this.claims = new ClaimTable(db);
    this.begin = db.prepare('BEGIN IMMEDIATE');
    this.commit = db.prepare('COMMIT');
    this.rollback = db.prepare('ROLLBACK');
    this.insert = db.prepare(
      'INSERT INTO events (position, stream, version, type, event, hash) VALUES (?, ?, ?, ?, ?, ?)',
    );
    this.selectVersion = db.prepare('SELECT max(version) FROM events WHERE stream = ?').pluck();
    this.selectPlaced = db.prepare('SELECT position, hash FROM events WHERE stream = ? AND version = ?').raw();
  }

  get durablePosition(): Position {
    return this.durable;
  }

  append(stream: string, expectedVersion: number, events: readonly LedgerEvent[], options: AppendOptions): Appended {
    this.assertWritable();
    assertVersions(stream, expectedVersion, events);
    if (options.claim) assertCommand(options.claim.commandId, events);
    const actual = this.streamVersion(stream);
    if (actual !== expectedVersion) throw new WrongExpectedVersion(stream, expectedVersion, actual);
    const { claim, conclude } = options;
    if (claim && this.isTaken(claim.commandId)) throw new CommandIdTaken(claim.commandId);
    const ends = conclude?.commandId;
    if (ends !== undefined && ends !== claim?.commandId) this.assertOpen(ends);
    const rows = events.map((event, i) => ({ position: this.written + 1 + i, event, encoded: encodeEvent(event) }));
    const positions = rows.map((row) => row.position);
    const answer = conclude?.answer(positions);

    // Nothing below can fail: a refused append leaves nothing behind.
    const batch = this.openBatch();
    batch.add(rows);
    if (claim) {
      const position = this.written + 1;
      batch.claims.set(claim.commandId, { claim, position, sealed: claim.sealed, answer: undefined });
      this.free.delete(claim.commandId);
    }
    if (ends !== undefined && answer !== undefined) batch.changeClaim(ends, { answer });
    this.written += rows.length;
    this.heads.set(stream, expectedVersion + rows.length);
    if (batch.rows.length > MAX_PENDING_ROWS) this.insertPending();
    return { positions, durable: batch.durable };
  }

  takeIn(
    events: readonly LedgerEvent[],
    claimsOf: (positions: readonly Position[]) => readonly EndedClaim[],
  ): Appended {
    this.assertWritable();
    const { falls } = this;
    const { rows, positions, versions } = this.placesOf(events);
    const claims = claimsOf(positions).map((claim) => {
      const first = positions[events.findIndex(({ command }) => command.id === claim.commandId)];
      if (first === undefined) throw new RangeError(`no event of command ${claim.commandId} is taken in`);
      const known = this.findClaim(claim.commandId);
      if (known?.status === 'open') throw new Error(`the claim of command ${claim.commandId} is open`);
      return { claim, position: first, known };
    });
    // Looking may have inserted what was pending, and that may have fallen: then the positions are not these.
    if (this.falls !== falls) throw new AppendFell(undefined);

    // Nothing below can fail.
    const batch = this.openBatch();
    batch.add(rows);
    for (const { claim, position, known } of claims) {
      if (known) batch.retold.push(claim);
      else batch.claims.set(claim.commandId, { claim, position, sealed: undefined, answer: claim.answer });
      this.free.delete(claim.commandId);
    }
    this.written += rows.length;
    for (const [stream, version] of versions) this.heads.set(stream, version);
    if (batch.rows.length > MAX_PENDING_ROWS) this.insertPending();
    return { positions, durable: batch.durable };
  }

  /** Where events of another log stand here, or will: rows for those that are not here yet. */
  private placesOf(events: readonly LedgerEvent[]): {
    readonly rows: NewRow[];
    readonly positions: Position[];
    readonly versions: ReadonlyMap<string, number>;
  } {
    const rows: NewRow[] = [];
    const versions = new Map<string, number>();
    const positions = events.map((event) => {
      const { stream, version } = event;
      const last = versions.get(stream) ?? this.streamVersion(stream);
      const encoded = encodeEvent(event);
      if (version <= last) return this.placed(event, encoded.hash, rows);
      if (version !== last + 1) throw new WrongExpectedVersion(stream, version - 1, last);
      versions.set(stream, version);
      const position = this.written + rows.length + 1;
      rows.push({ position, event, encoded });
      return position;
    });
    return { rows, positions, versions };
  }

  /** Position of an event that is here, or among the rows that will be. */
  private placed({ stream, version }: LedgerEvent, hash: Buffer, rows: readonly NewRow[]): Position {
    this.show(stream);
    const coming = rows.find(({ event }) => event.stream === stream && event.version === version);
    const [position, there] = coming
      ? [coming.position, coming.encoded.hash]
      : (this.selectPlaced.get(stream, version) as [Position, Buffer]);
    if (!there.equals(hash)) throw new OtherEventThere(stream, version);
    return position;
  }

  /** Revises an open claim, or ends it. */
  changeClaim(commandId: string, change: ClaimChange): Appended {
    this.assertWritable();
    this.assertOpen(commandId);
    const batch = this.openBatch();
    batch.changeClaim(commandId, change);
    return { positions: [], durable: batch.durable };
  }

  streamVersion(stream: string): number {
    const known = this.heads.get(stream);
    if (known !== undefined) return known;
    const version = (this.selectVersion.get(stream) as number | null) ?? 0;
    this.heads.set(stream, version);
    return version;
  }

  findClaim(commandId: string): ClaimRecord | undefined {
    if (this.batch?.claims.has(commandId) || this.batch?.changes.has(commandId)) this.insertPending();
    const found = this.claims.find(commandId);
    if (!found) {
      if (this.free.size >= MAX_FREE) this.free.clear();
      this.free.add(commandId);
    }
    return found;
  }

  openClaims(): ClaimRecord[] {
    this.insertPending();
    return this.claims.open();
  }

  /** Makes the stream's rows visible to readers on this connection. */
  show(stream: string): void {
    if (this.batch?.streams.has(stream)) this.insertPending();
  }

  settled(): Promise<void> {
    return this.batch?.durable ?? Promise.resolve();
  }

  /** Makes what is pending durable now. It falls or stands as a whole; who appended learns it from `durable`. */
  commitNow(): void {
    const { batch } = this;
    if (!batch) return;
    try {
      this.events.beforeCommit?.();
      this.insertRows(batch);
      this.commit.run();
    } catch (error) {
      this.fall(error);
      return;
    }
    this.batch = undefined;
    this.durable = this.written;
    batch.resolve();
    this.events.durable(batch.hashes);
  }

  /** Drops what is pending, as a crash would, and takes no more. */
  stop(why: LogUnavailable): void {
    this.refusal = why;
    if (this.batch) this.fall(why);
  }

  private isTaken(commandId: string): boolean {
    if (this.free.has(commandId)) return false;
    return this.batch?.claims.has(commandId) === true || this.claims.has(commandId);
  }

  private assertOpen(commandId: string): void {
    const pending = this.batch?.claims.get(commandId) ?? this.batch?.changes.get(commandId);
    const open = pending ? pending.answer === undefined : this.claims.find(commandId)?.status === 'open';
    if (!open) throw new Error(`the claim of command ${commandId} is not open`);
  }

  private openBatch(): PendingBatch {
    if (this.batch) return this.batch;
    const batch = new PendingBatch();
    this.batch = batch;
    setImmediate(() => {
      if (this.batch === batch) this.commitNow();
    });
    return batch;
  }

  /** Inserts what is pending, without committing it. */
  private insertPending(): void {
    if (!this.batch) return;
    try {
      this.insertRows(this.batch);
    } catch (error) {
      this.fall(error);
    }
  }

  private insertRows(batch: PendingBatch): void {
    if (!this.db.inTransaction) this.begin.run();
    const { rows, claims, changes } = batch;
    for (let i = 0; i < rows.length; i++) {
      const { position, event, encoded } = rows[i]!;
      this.insert.run(position, event.stream, event.version, event.type, encoded.text, encoded.hash);
    }
    for (const claim of claims.values()) this.claims.insert(claim);
    for (const claim of batch.retold) this.claims.retell(claim);
    for (const [commandId, change] of changes) this.claims.change(commandId, change);
    batch.rows = [];
    batch.retold = [];
    claims.clear();
    changes.clear();
    batch.streams.clear();
  }

  private fall(cause: unknown): void {
    const { batch } = this;
    this.batch = undefined;
    if (isDiskFault(cause)) this.refusal ??= diskFailed(cause);
    try {
      if (this.db.inTransaction) this.rollback.run();
    } catch (error) {
      this.refusal ??= diskFailed(error);
    }
    this.written = this.durable;
    this.heads.clear();
    this.falls += 1;
    const fell = new AppendFell(cause);
    try {
      this.events.fell(fell);
    } finally {
      batch?.reject(fell);
    }
  }

  private assertWritable(): void {
    if (this.refusal) throw this.refusal;
  }
}

const diskFailed = (cause: unknown): LogUnavailable =>
  new LogUnavailable(
    'the disk failed while the log was written; nothing more is taken until the log is opened anew',
    '写入日志时磁盘出错；重新打开之前不再接受写入',
    { cause },
  );

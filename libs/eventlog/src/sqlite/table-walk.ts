import { createHash } from 'node:crypto';
import type { Position } from '@ledger/kernel';
import { Fingerprint } from './fingerprint';
import type { DamageList } from './log-report';
import { LostPositions } from './lost-positions';
import { RunningHash, type LogHead } from './running-hash';
import type { StoredRow } from './stored-rows';

/** Takes the rows of the table one by one, in order of position, and lists what is wrong with them. */
export class TableWalk {
  position: Position = 0;
  events = 0;
  running: RunningHash | undefined = RunningHash.atStart();
  /** Positions that are missing or cannot be read. */
  readonly lost = new LostPositions();
  readonly fingerprint = new Fingerprint();

  constructor(
    private readonly head: LogHead | undefined,
    private readonly list: DamageList,
  ) {}

  take(row: StoredRow): void {
    if (row.position <= this.position) {
      this.list.addPlace({ position: row.position }, 'the events are out of order', '事件次序错乱');
      return;
    }
    this.passTo(row.position - 1);
    this.position = row.position;
    this.events += 1;
    const { stream, version, position } = row;
    if (!hasTypes(row)) {
      this.list.addPlace({ position }, 'the columns are not of their types', '列的类型不符');
      this.running = undefined;
      return;
    }
    this.fingerprint.add(position, stream, version);
    if (!createHash('sha256').update(row.bytes).digest().equals(row.hash)) {
      this.list.addPlace({ stream, version, position }, 'the event was changed', '事件已被更改');
      this.running = undefined;
    } else if (!saysTheSame(row)) {
      this.list.addPlace({ stream, version, position }, 'the columns are not those of the event', '列值与事件不符');
    }
    this.running?.add(row.hash);
    if (position === this.head?.position) this.compareHead(this.head);
  }

  unreadable(position: Position, error: unknown): void {
    this.passTo(position - 1);
    this.position = position;
    this.lost.add(position, position);
    this.running = undefined;
    this.list.addError(error, { position });
  }

  /** Everything up to there that was not met is missing. */
  passTo(position: Position): void {
    if (this.position >= position) return;
    this.list.add({
      position: this.position + 1,
      to: position,
      what: `the log is damaged: no event at positions ${this.position + 1} to ${position}`,
      zh: `事件日志已损坏：位置 ${this.position + 1} 至 ${position} 没有事件`,
    });
    this.lost.add(this.position + 1, position);
    this.position = position;
    this.running = undefined;
  }

  private compareHead(head: LogHead): void {
    if (!this.running || this.running.head().running === head.running) return;
    this.list.addPlace(
      { position: head.position },
      'the events up to here are not those that the head file names',
      '截至此处的事件与 head 文件所记不符',
    );
  }
}

/** SQLite keeps in a cell whatever its header says, so a flipped bit can make a text a number. */
function hasTypes({ stream, version, type, bytes, hash }: StoredRow): boolean {
  const texts = typeof stream === 'string' && typeof type === 'string';
  return texts && typeof version === 'number' && Buffer.isBuffer(bytes) && Buffer.isBuffer(hash);
}

function saysTheSame({ stream, version, type, bytes }: StoredRow): boolean {
  try {
    const event = JSON.parse(bytes.toString('utf8')) as Partial<Record<string, unknown>>;
    return event['stream'] === stream && event['version'] === version && event['type'] === type;
  } catch {
    return false;
  }
}

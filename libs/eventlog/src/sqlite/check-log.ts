import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Position } from '@ledger/kernel';
import { hashOfText } from '../encode-event';
import { HEAD_FILE } from './head-file';
import { LOG_FILE, type Connection } from './log-connection';
import { RunningHash, type LogHead } from './running-hash';
import { damaged, type Place } from '../damaged';
import { toLogDamaged } from './sqlite-fault';

/** A position that someone outside the log has seen durable, such as a view's checkpoint. */
export interface Reached {
  readonly position: Position;
  /** Who saw it, for the message. */
  readonly by: string;
}

/** `event` and `hash` are of these types in a whole log. */
type Row = [position: Position, stream: string, version: number, event: unknown, hash: unknown];

/**
 * The cheap checks at opening: the log has all that the head names, its last rows are whole and without gap, and the
 * running hash at the head is what was kept. Everything before the head's block is left to `verify`.
 * `upToHead`: rows after the head are not looked at, and not in the running hash that is given back.
 * @throws LogDamaged
 */
export function checkLog(db: Connection, head: LogHead | undefined, { upToHead = false } = {}): RunningHash {
  const running = head ? RunningHash.atBlockOf(head) : RunningHash.atStart();
  const last = upToHead ? (head?.position ?? 0) : Number.MAX_SAFE_INTEGER;
  let place: Place = { position: running.position };
  try {
    const rows = db
      .prepare(
        'SELECT position, stream, version, event, hash FROM events WHERE position > ? AND position <= ? ORDER BY position',
      )
      .raw();
    for (const row of rows.iterate(running.position, last)) {
      const [position, stream, version, event, hash] = row as Row;
      place = { stream, version, position };
      if (position !== running.position + 1) {
        throw damaged({ position: running.position + 1 }, 'an event is missing', '缺少一个事件');
      }
      running.add(checkedHash(event, hash, place));
      if (head?.position === position) assertSame(running, head);
    }
  } catch (error) {
    throw toLogDamaged(error, place);
  }
  if (head) assertReached(running.position, [{ position: head.position, by: 'the head file' }]);
  else if (running.position > 0) throw noHead(running.position);
  return running;
}

/**
 * The file is there: a missing or empty one must not be taken for a new log where events were acknowledged.
 * @throws LogDamaged
 */
export function assertPresent(folder: string, head: LogHead | undefined): void {
  const file = join(folder, LOG_FILE);
  if (head === undefined || (existsSync(file) && statSync(file).size > 0)) return;
  throw damaged(
    { position: 0 },
    `${LOG_FILE} is not there, but ${HEAD_FILE} names position ${head.position}`,
    `${LOG_FILE} 不存在，但 ${HEAD_FILE} 记有位置 ${head.position}`,
  );
}

/**
 * The log has every position that others have seen.
 * @throws LogDamaged
 */
export function assertReached(last: Position, reached: readonly Reached[]): void {
  for (const { position, by } of reached) {
    if (position <= last) continue;
    throw damaged(
      { position: last },
      `it ends at position ${last}, but ${by} has seen position ${position}: events that were acknowledged are lost`,
      `日志止于位置 ${last}，但 ${by} 已见过位置 ${position}：已确认的事件丢失`,
    );
  }
}

function checkedHash(event: unknown, hash: unknown, place: Place): Buffer {
  if (typeof event === 'string' && Buffer.isBuffer(hash) && hashOfText(event).equals(hash)) return hash;
  throw damaged(place, 'the event was changed', '事件已被更改');
}

function assertSame(running: RunningHash, head: LogHead): void {
  if (running.head().running === head.running) return;
  throw damaged(
    { position: head.position },
    'the events up to here are not those that the head file names',
    '截至此处的事件与 head 文件所记不符',
  );
}

export const noHead = (last: Position) =>
  damaged({ position: last }, 'there are events but no head file', '有事件却没有 head 文件');

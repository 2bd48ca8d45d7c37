import type { Position } from '@ledger/kernel';
import type { Connection } from './log-connection';
import { damaged, type Place } from '../damaged';
import { toLogDamaged } from './sqlite-fault';

/**
 * Names the row that cannot be read, once the run after `after` was found bad.
 * @throws LogDamaged always
 */
export function findBadPosition(db: Connection, after: Position, to: Position): never {
  const row = db.prepare('SELECT stream, version FROM events WHERE position = ?');
  for (let position = after + 1; position <= to; position++) {
    const found = reading({ position }, () => row.get(position) as { stream: string; version: number } | undefined);
    if (found === undefined) throw damaged({ position }, 'an event is missing', '缺少一个事件');
    checkRow(db, { ...found, position });
  }
  // All of them can be read one by one: what the run came upon is the page behind them.
  throw damaged({ position: to + 1 }, 'the event cannot be read', '事件无法读取');
}

/**
 * Names the version of the stream that cannot be read or is missing, once a run of them was found bad.
 * @throws LogDamaged always
 */
export function findBadVersion(db: Connection, stream: string, from: number, to: number): never {
  const row = db.prepare('SELECT position FROM events WHERE stream = ? AND version = ?').pluck();
  let missing = from;
  for (let version = from; version <= to; version++) {
    const position = reading({ stream, version }, () => row.get(stream, version) as Position | undefined);
    if (position === undefined) continue;
    checkRow(db, { stream, version, position });
    if (missing === version) missing += 1;
  }
  throw damaged({ stream, version: missing }, 'an event of the stream is missing', '该流缺少一个事件');
}

function checkRow(db: Connection, place: Place & { readonly position: Position }): void {
  const select = db.prepare('SELECT event FROM events WHERE position = ?').pluck();
  const text = reading(place, () => String(select.get(place.position)));
  let envelope: Place;
  try {
    envelope = JSON.parse(text) as Place;
  } catch (error) {
    throw damaged(place, 'the event is no JSON', '事件不是有效的 JSON', error);
  }
  if (envelope.stream === place.stream && envelope.version === place.version) return;
  throw damaged(place, 'the row holds another event', '该行保存的是另一个事件');
}

function reading<T>(where: Place, query: () => T): T {
  try {
    return query();
  } catch (error) {
    throw toLogDamaged(error, where);
  }
}

import type { Position } from '@ledger/kernel';
import { nextTurn } from '../next-turn';
import { assertPresent } from './check-log';
import { checkClaims } from './check-claims';
import { checkStreams } from './check-streams';
import { readHead } from './head-file';
import type { Connection } from './log-connection';
import { DamageList, type LogReport } from './log-report';
import { connectToRead } from './open-sqlite-log-reader';
import type { LogHead } from './running-hash';
import { StoredRows } from './stored-rows';
import { TableWalk } from './table-walk';

const PAGE_BYTES = 4096;
/** A hash and the shortest envelope. */
const LEAST_ROW_BYTES = 100;

export interface VerifyOptions {
  /** Events looked at so far, and how many there are. */
  readonly onProgress?: (done: number, of: number) => void;
}

/**
 * Looks at every byte that counts: re-hashes each event, checks that positions and stream versions have no gap, that the
 * columns say what the event says, that index and table agree, that claims belong to their events, and that the running
 * hash at the head is what was kept. Reads only, beside a writing process or alone; gives the event loop a turn between
 * chunks. Damage is listed, never thrown.
 * @throws LogUnavailable when there is no log, NewerSchema
 */
export async function verifyLog(folder: string, options: VerifyOptions = {}): Promise<LogReport> {
  const list = new DamageList();
  const head = list.noting(() => readHead(folder));
  const db = list.noting(() => {
    assertPresent(folder, head);
    return connectToRead(folder);
  });
  if (!db) return { events: 0, streams: 0, last: 0, unclaimed: 0, damages: list.damages, more: list.more };
  try {
    return await verified(db, head, list, options);
  } finally {
    db.close();
  }
}

async function verified(
  db: Connection,
  head: LogHead | undefined,
  list: DamageList,
  { onProgress }: VerifyOptions,
): Promise<LogReport> {
  // One snapshot for all, so that a writing process does not move the ground.
  db.exec('BEGIN');
  const last = lastPosition(db, head, list);
  const walk = new TableWalk(head, list);
  for (const run of new StoredRows(db).runs(last)) {
    if ('rows' in run) for (const row of run.rows) walk.take(row);
    else if ('unreadable' in run) walk.unreadable(run.unreadable, run.error);
    else list.addError(run.error, { position: run.faultAfter + 1 });
    onProgress?.(walk.position, last);
    await nextTurn();
  }
  walk.passTo(last);
  const streams = await checkStreams(db, walk.lost, walk.fingerprint, list);
  const unclaimed = await checkClaims(db, last, list);
  return {
    events: walk.events,
    streams,
    last,
    ...(walk.running ? { running: walk.running.head().running } : {}),
    unclaimed,
    damages: list.damages,
    more: list.more,
  };
}

function lastPosition(db: Connection, head: LogHead | undefined, list: DamageList): Position {
  const found = list.noting(
    () => (db.prepare('SELECT max(position) FROM events').pluck().get() as Position | null) ?? 0,
  );
  const known = found ?? head?.position ?? 0;
  // A damaged key can name any number; what cannot be there is not looked for.
  const bytes = list.noting(() => Number(db.pragma('page_count', { simple: true })) * PAGE_BYTES) ?? 0;
  const last = Math.min(known, Math.max(head?.position ?? 0, Math.ceil(bytes / LEAST_ROW_BYTES)));
  if (last < known)
    list.addPlace({ position: known }, 'no log of this size has that position', '此大小的日志不可能有该位置');
  if (head && last < head.position) {
    list.addPlace(
      { position: last },
      `the log ends at position ${last}, but the head file has seen position ${head.position}`,
      `日志止于位置 ${last}，但 head 文件已见过位置 ${head.position}`,
    );
  }
  if (!head && last > 0 && list.damages.length === 0) {
    list.addPlace({ position: last }, 'there are events but no head file', '有事件却没有 head 文件');
  }
  return last;
}

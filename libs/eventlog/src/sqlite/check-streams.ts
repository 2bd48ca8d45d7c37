import type { Position } from '@ledger/kernel';
import { Fingerprint } from './fingerprint';
import type { Connection } from './log-connection';
import type { DamageList } from './log-report';
import type { LostPositions } from './lost-positions';
import { nextTurn } from '../next-turn';
import type { Place } from '../damaged';

type Row = [stream: string, version: number, position: Position];

type StreamPlace = Place & { readonly stream: string; readonly version: number };

/** Rows between two turns of the event loop. */
const CHUNK = 5000;

/**
 * Walks the index of streams: versions run 1, 2, 3 …, the index has what the table has, and events that the table has
 * lost are named by stream and version, which the index still knows. Returns how many streams there are.
 */
export async function checkStreams(
  db: Connection,
  lost: LostPositions,
  table: Fingerprint,
  list: DamageList,
): Promise<number> {
  const select = db
    .prepare(
      `SELECT stream, version, position FROM events INDEXED BY sqlite_autoindex_events_1
       WHERE (stream, version) > (?, ?) ORDER BY stream, version LIMIT ${CHUNK}`,
    )
    .raw();
  const index = new Fingerprint();
  let last: StreamPlace = { stream: '', version: 0 };
  let streams = 0;
  for (;;) {
    const { stream, version } = last;
    const rows = list.noting(
      () => select.all(stream, version) as Row[],
      () => last,
    );
    if (rows === undefined) return streams;
    for (const [name, at, position] of rows) {
      if (typeof name !== 'string' || typeof at !== 'number') {
        list.addPlace({ position }, 'the index of streams holds something else', '流索引内容不符');
        continue;
      }
      const next = name === last.stream ? last.version + 1 : 1;
      if (name !== last.stream) streams += 1;
      if (at !== next)
        list.addPlace({ stream: name, version: next }, 'an event of the stream is missing', '该流缺少一个事件');
      if (lost.has(position))
        list.addPlace({ stream: name, version: at, position }, 'the event is lost', '该事件已丢失');
      else index.add(position, name, at);
      last = { stream: name, version: at };
    }
    if (rows.length < CHUNK) break;
    if (!follows(last, { stream, version })) {
      list.addPlace(last, 'the index of streams is out of order', '流索引次序错乱');
      return streams;
    }
    await nextTurn();
  }
  if (!index.equals(table)) list.addPlace({}, 'the index of streams is not that of the events', '流索引与事件表不一致');
  return streams;
}

/** In the order of the index: by the bytes of the name, then by version. */
function follows(later: StreamPlace, earlier: StreamPlace): boolean {
  const byName = Buffer.compare(Buffer.from(later.stream), Buffer.from(earlier.stream));
  return byName > 0 || (byName === 0 && later.version > earlier.version);
}

import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { ClaimRow, LogRow } from './bare-log';

/** What the ledger wrote last, command by command: the limits write the same bytes under other names. */
export class WrittenRows {
  constructor(private readonly data: string) {}

  of(command: string, count: number): { events: LogRow[]; claim: ClaimRow }[] {
    const db = new Database(join(this.data, 'log.db'), { readonly: true });
    const claims = db
      .prepare(
        'SELECT position, command_id, name, digest, target, answer FROM claims WHERE name = ? ORDER BY position DESC LIMIT ?',
      )
      .raw()
      .all(command, count) as [number, ...ClaimRow][];
    const events = db
      .prepare(
        `SELECT stream, version, type, event, hash FROM events WHERE position >= ? AND json_extract(event, '$.command.id') = ? ORDER BY position LIMIT 3`,
      )
      .raw();
    const rows = claims.map(([position, ...claim]) => ({ events: events.all(position, claim[0]) as LogRow[], claim }));
    db.close();
    return rows;
  }
}

let renamed = 0;

/** The same rows under new stream names and command ids of the same lengths, as random as the ledger's own. */
export function fresh(rows: readonly { events: LogRow[]; claim: ClaimRow }[]): { events: LogRow[]; claim: ClaimRow }[] {
  return rows.map(({ events, claim }) => {
    const mark = Math.imul(++renamed, 0x9e3779b1) >>> 0;
    const hex = mark.toString(16).padStart(8, '0');
    const rename = (name: string): string =>
      name.length < 20 ? name : name.slice(0, name.length - 36) + hex + name.slice(name.length - 28);
    return {
      events: events.map(
        ([stream, version, type, event, hash]) =>
          [rename(stream), version + 1000 * renamed, type, event, hash] as LogRow,
      ),
      claim: [hex + claim[0].slice(8), claim[1], claim[2], claim[3], claim[4]],
    };
  });
}

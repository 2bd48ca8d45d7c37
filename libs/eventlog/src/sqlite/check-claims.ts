import type { Position } from '@ledger/kernel';
import { nextTurn } from '../next-turn';
import type { Connection } from './log-connection';
import type { DamageList } from './log-report';

type Row = [claimAt: Position, commandId: string, commandOfEvent: string | null];

const CHUNK = 5000;

/**
 * Each claim stands at the first event of its own command. Returns how many events there are whose command has no claim.
 */
export async function checkClaims(db: Connection, last: Position, list: DamageList): Promise<number> {
  const select = db
    .prepare(
      `SELECT claims.position, command_id, CASE WHEN json_valid(event) THEN event ->> '$.command.id' END
       FROM claims LEFT JOIN events USING (position)
       WHERE claims.position > ? AND claims.position <= ? ORDER BY claims.position`,
    )
    .raw();
  for (let after = 0; after < last; after += CHUNK) {
    const to = after + CHUNK < last ? after + CHUNK : Number.MAX_SAFE_INTEGER;
    const rows = list.noting(
      () => select.all(after, to) as Row[],
      () => ({ position: after + 1 }),
    );
    for (const [position, commandId, commandOfEvent] of rows ?? []) {
      if (commandOfEvent === commandId) continue;
      list.addPlace(
        { position },
        `the claim of command ${commandId} is not that of the event`,
        `命令 ${commandId} 的占用与事件不符`,
      );
    }
    await nextTurn();
  }
  return unclaimedEvents(db, last, list);
}

async function unclaimedEvents(db: Connection, last: Position, list: DamageList): Promise<number> {
  const count = db
    .prepare(
      `SELECT count(*) FROM events
       WHERE position > ? AND position <= ? AND json_valid(event)
         AND NOT EXISTS (SELECT 1 FROM claims WHERE command_id = event ->> '$.command.id')`,
    )
    .pluck();
  let unclaimed = 0;
  for (let after = 0; after < last; after += CHUNK) {
    unclaimed +=
      list.noting(
        () => count.get(after, Math.min(last, after + CHUNK)) as number,
        () => ({ position: after + 1 }),
      ) ?? 0;
    await nextTurn();
  }
  return unclaimed;
}

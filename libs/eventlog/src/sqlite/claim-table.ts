import type { Claim, ClaimRecord, EndedClaim } from '../event-store.port';
import type { Connection, Statement } from './log-connection';
import type { Position } from '@ledger/kernel';

const COLUMNS = 'position, command_id, name, digest, target, sealed, answer';

/** A claim that is to be inserted; `answer` once it has ended. */
export interface NewClaim {
  readonly claim: Claim;
  readonly position: Position;
  sealed: string | undefined;
  answer: string | undefined;
}

/** A change of an open claim: its sealed command is replaced, or it ends with an answer. */
export interface ClaimChange {
  readonly sealed?: string;
  readonly answer?: string;
}

/** The statements over `claims`. */
export class ClaimTable {
  private readonly insertOne: Statement;
  private readonly selectOne: Statement;
  private readonly selectTaken: Statement;
  private readonly selectOpen: Statement;
  private readonly updateSealed: Statement;
  private readonly updateAnswer: Statement;
  private readonly retellOne: Statement;

  constructor(db: Connection) {
    this.insertOne = db.prepare(`INSERT INTO claims (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)`);
    this.selectOne = db.prepare(`SELECT ${COLUMNS} FROM claims WHERE command_id = ?`).raw();
    this.selectTaken = db.prepare('SELECT 1 FROM claims WHERE command_id = ?').pluck();
    this.selectOpen = db.prepare(`SELECT ${COLUMNS} FROM claims WHERE answer IS NULL ORDER BY position`).raw();
    this.updateSealed = db.prepare('UPDATE claims SET sealed = ? WHERE command_id = ? AND answer IS NULL');
    this.updateAnswer = db.prepare(
      'UPDATE claims SET answer = ?, sealed = NULL WHERE command_id = ? AND answer IS NULL',
    );
    this.retellOne = db.prepare('UPDATE claims SET target = ?, answer = ? WHERE command_id = ? AND answer IS NOT NULL');
  }

  insert({ claim, position, sealed, answer }: NewClaim): void {
    const kept = answer === undefined ? (sealed ?? null) : null;
    this.insertOne.run(position, claim.commandId, claim.name, claim.digest, claim.target, kept, answer ?? null);
  }

  has(commandId: string): boolean {
    return this.selectTaken.get(commandId) !== undefined;
  }

  find(commandId: string): ClaimRecord | undefined {
    const row = this.selectOne.get(commandId);
    return row === undefined ? undefined : claimOf(row as ClaimRow);
  }

  open(): ClaimRecord[] {
    return (this.selectOpen.all() as ClaimRow[]).map(claimOf);
  }

  /** An ended claim of a log that is being taken in: more events of its command have come. */
  retell({ commandId, target, answer }: EndedClaim): void {
    if (this.retellOne.run(target, answer, commandId).changes !== 1)
      throw new Error(`the claim of command ${commandId} is open`);
  }

  /** Changes an open claim. */
  change(commandId: string, change: ClaimChange): void {
    const { changes } =
      change.answer === undefined
        ? this.updateSealed.run(change.sealed, commandId)
        : this.updateAnswer.run(change.answer, commandId);
    if (changes !== 1) throw new Error(`the claim of command ${commandId} is not open`);
  }
}

type ClaimRow = [Position, string, string, string, string, string | null, string | null];

function claimOf([position, commandId, name, digest, target, sealed, answer]: ClaimRow): ClaimRecord {
  return {
    commandId,
    name,
    digest,
    target,
    position,
    status: answer === null ? 'open' : 'ended',
    ...(sealed === null ? {} : { sealed }),
    ...(answer === null ? {} : { answer }),
  };
}

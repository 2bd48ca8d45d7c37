import { createHash, createHmac } from 'node:crypto';
import { JOURNAL_OUTCOMES, type DecryptionRecord, type JournalOutcome, type Opening } from '../key-vault.port';
import { VaultDamaged } from '../vault-errors';

/** A line as it is stored. */
export interface JournalRow {
  readonly sequence: number;
  readonly person: string;
  readonly at: string;
  readonly actor: string;
  readonly purpose: string;
  readonly command_id: string | null;
  readonly fields: string;
  readonly outcome: string;
  readonly previous: string;
  readonly hash: string;
}

/** The newest line's number and hash under a keyed MAC, so that a chain rewritten, or cut short, without the key shows. */
export interface JournalHead {
  readonly sequence: number;
  readonly hash: string;
  readonly mac: string;
}

/** What stands before the first line. */
const START: Pick<JournalRow, 'sequence' | 'hash'> = { sequence: 0, hash: '0'.repeat(64) };

/**
 * 解密记录: the journal of decryptions, a chain of lines: `hash` is the SHA-256 of the hash before, a line feed, and
 * the JSON array of the stored columns from `sequence` to `outcome`; anyone can compute it again.
 *
 * What cannot be known from the journal alone: that lines were cut off its end together with the head that named
 * them, by putting back an older copy of the store. Only a head kept elsewhere shows that.
 */
export class JournalChain {
  constructor(private readonly macKey: Uint8Array) {}

  /** A head before the first line, so that an emptied journal shows. */
  start(): JournalHead {
    return this.headAt(START);
  }

  headAt({ sequence, hash }: Pick<JournalRow, 'sequence' | 'hash'>): JournalHead {
    return { sequence, hash, mac: this.mac(sequence, hash) };
  }

  /** The line that follows. */
  lineAfter(
    before: Pick<JournalRow, 'sequence' | 'hash'>,
    person: string,
    at: string,
    why: Opening,
    outcome: JournalOutcome,
  ): JournalRow {
    const line = {
      sequence: before.sequence + 1,
      person,
      at,
      actor: JSON.stringify({ id: why.actor.id, role: why.actor.role, unit: why.actor.unit }),
      purpose: why.purpose,
      command_id: why.commandId ?? null,
      fields: JSON.stringify(why.fields),
      outcome,
      previous: before.hash,
    };
    return { ...line, hash: lineHash(line) };
  }

  /**
   * A journal that has been tampered with takes no line more: a new head would cover what was done.
   * @throws VaultDamaged
   */
  sound(head: JournalHead | undefined, last: Pick<JournalRow, 'sequence' | 'hash'> = START): JournalHead {
    const fits = head?.sequence === last.sequence && head.hash === last.hash;
    if (!fits || head.mac !== this.mac(head.sequence, head.hash)) {
      const sequence = Math.min(last.sequence, head?.sequence ?? 0) + 1;
      throw new VaultDamaged(
        { zh: '解密记录的末尾不符', en: 'the end of the decryption journal does not fit' },
        { sequence },
      );
    }
    return head;
  }

  /** To be given every line in order, then the head. */
  verification(): JournalVerification {
    return new JournalVerification((head) => head.mac === this.mac(head.sequence, head.hash));
  }

  private mac(sequence: number, hash: string): string {
    return createHmac('sha256', this.macKey).update(`${sequence}|${hash}`).digest('hex');
  }
}

class JournalVerification {
  private last = START;

  constructor(private readonly isOurs: (head: JournalHead) => boolean) {}

  /** The number of the first line that does not fit: edited or missing. */
  take(row: JournalRow): number | undefined {
    const { sequence, hash } = this.last;
    if (row.sequence !== sequence + 1) return sequence + 1;
    if (row.previous !== hash || row.hash !== lineHash(row)) return row.sequence;
    this.last = row;
    return undefined;
  }

  /** More lines missing at the end than the head allows: the first of them. A tail rewritten without the key: its last line. */
  end(head: JournalHead | undefined): number | undefined {
    const { sequence, hash } = this.last;
    if (head && sequence < head.sequence) return sequence + 1;
    const fits = head?.sequence === sequence && head.hash === hash && this.isOurs(head);
    return fits ? undefined : Math.max(sequence, 1);
  }
}

/** Without the key, which alone can vouch for the end: the first line that does not fit the one before. */
export function firstBroken(rows: Iterable<JournalRow>): number | undefined {
  const verification = new JournalVerification(() => true);
  for (const row of rows) {
    const broken = verification.take(row);
    if (broken !== undefined) return broken;
  }
  return undefined;
}

function lineHash(row: Omit<JournalRow, 'hash'>): string {
  const { sequence, person, at, actor, purpose, command_id: commandId, fields, outcome } = row;
  const line = JSON.stringify([sequence, person, at, actor, purpose, commandId, fields, outcome]);
  return createHash('sha256').update(`${row.previous}\n${line}`).digest('hex');
}

export function toRecord(row: JournalRow): DecryptionRecord {
  const { sequence, person, at, purpose, outcome, previous, hash } = row;
  const actor = parsed(row.actor);
  const fields = parsed(row.fields);
  if (!isActor(actor) || !isNames(fields) || !isOutcome(outcome)) {
    throw new VaultDamaged({ zh: '解密记录不可读', en: 'the journal line cannot be read' }, { sequence });
  }
  const commandId = row.command_id === null ? {} : { commandId: row.command_id };
  return { sequence, person, at, actor, purpose, ...commandId, fields, outcome, previous, hash };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

const isOutcome = (value: string): value is JournalOutcome => (JOURNAL_OUTCOMES as readonly string[]).includes(value);

const isNames = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((name) => typeof name === 'string');

const isActor = (value: unknown): value is Opening['actor'] =>
  typeof value === 'object' &&
  value !== null &&
  'id' in value &&
  'role' in value &&
  'unit' in value &&
  isNames([value.id, value.role, value.unit]);

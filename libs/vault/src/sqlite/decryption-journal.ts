import { createHash, createHmac } from 'node:crypto';
import type Database from 'better-sqlite3';
import { JOURNAL_OUTCOMES, type DecryptionRecord, type JournalOutcome, type Opening } from '../key-vault.port';
import { VaultDamaged } from '../vault-errors';

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

interface Head {
  readonly sequence: number;
  readonly hash: string;
  readonly mac: string;
}

/** What stands before the first line. */
const START = '0'.repeat(64);

/**
 * 解密记录: the journal of decryptions, a chain of lines: `hash` is the SHA-256 of the hash before, a line feed, and
 * the JSON array of the stored columns from `sequence` to `outcome`; anyone can compute it again. The newest sequence
 * and hash stand under a keyed MAC in `journal_head`, so that a chain rewritten, or cut short, without the master key shows.
 *
 * What cannot be known from this file alone: that lines were cut off its end together with the head that named
 * them, by putting back an older copy of the file. Only a head kept elsewhere shows that.
 */
export class DecryptionJournal {
  private readonly head;
  private readonly last;
  private readonly insert;
  private readonly setHead;
  private readonly after;
  private readonly all;
  private readonly about;

  constructor(
    db: Database.Database,
    private readonly macKey: Uint8Array,
  ) {
    this.head = db.prepare<[], Head>('SELECT sequence, hash, mac FROM journal_head');
    this.last = db.prepare<[], Pick<JournalRow, 'sequence' | 'hash'>>(
      'SELECT sequence, hash FROM decryptions ORDER BY sequence DESC LIMIT 1',
    );
    this.insert = db.prepare(
      `INSERT INTO decryptions (sequence, person, at, actor, purpose, command_id, fields, outcome, previous, hash)
       VALUES (@sequence, @person, @at, @actor, @purpose, @command_id, @fields, @outcome, @previous, @hash)`,
    );
    this.setHead = db.prepare('INSERT OR REPLACE INTO journal_head (id, sequence, hash, mac) VALUES (1, ?, ?, ?)');
    const rows = 'SELECT * FROM decryptions';
    this.after = db.prepare<[number, number], JournalRow>(`${rows} WHERE sequence > ? ORDER BY sequence LIMIT ?`);
    this.about = db.prepare<[string], JournalRow>(`${rows} WHERE person = ? ORDER BY sequence`);
    this.all = db.prepare<[], JournalRow>(`${rows} ORDER BY sequence`);
  }

  /** Inside the transaction that makes a new vault: a head before the first line, so that an emptied journal shows. */
  start(): void {
    this.setHead.run(0, START, this.mac(0, START));
  }

  /** Inside an immediate transaction, so that no other process appends between reading the head and writing the line. */
  append(person: string, at: string, why: Opening, outcome: JournalOutcome): void {
    const head = this.soundHead();
    const line = {
      sequence: head.sequence + 1,
      person,
      at,
      actor: JSON.stringify({ id: why.actor.id, role: why.actor.role, unit: why.actor.unit }),
      purpose: why.purpose,
      command_id: why.commandId ?? null,
      fields: JSON.stringify(why.fields),
      outcome,
      previous: head.hash,
    };
    const hash = lineHash(line);
    this.insert.run({ ...line, hash });
    this.setHead.run(line.sequence, hash, this.mac(line.sequence, hash));
  }

  read(after: number, limit: number): DecryptionRecord[] {
    return this.after.all(after, limit).map(toRecord);
  }

  readAbout(person: string): DecryptionRecord[] {
    return this.about.all(person).map(toRecord);
  }

  /**
   * The first line that does not fit: edited, missing, or more lines missing at the end than the head allows (then
   * the first missing number). A whole tail rewritten without the key shows as its last line.
   */
  verify(): number | undefined {
    const end = walkChain(this.all.iterate());
    if ('broken' in end) return end.broken;
    const { sequence, hash } = end;
    const head = this.head.get();
    if (head && sequence < head.sequence) return sequence + 1;
    const fits = head?.sequence === sequence && head.hash === hash && head.mac === this.mac(sequence, hash);
    return fits ? undefined : Math.max(sequence, 1);
  }

  /** A journal that has been tampered with takes no line more: a new head would cover what was done. */
  private soundHead(): Head {
    const head = this.head.get();
    const last = this.last.get() ?? { sequence: 0, hash: START };
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

  private mac(sequence: number, hash: string): string {
    return createHmac('sha256', this.macKey).update(`${sequence}|${hash}`).digest('hex');
  }
}

/** Computes the chain again: its end, or the first line that does not fit the one before. */
export function walkChain(
  rows: Iterable<JournalRow>,
): { readonly sequence: number; readonly hash: string } | { readonly broken: number } {
  let sequence = 0;
  let hash = START;
  for (const row of rows) {
    if (row.sequence !== sequence + 1) return { broken: sequence + 1 };
    if (row.previous !== hash || row.hash !== lineHash(row)) return { broken: row.sequence };
    ({ sequence, hash } = row);
  }
  return { sequence, hash };
}

function lineHash(row: Omit<JournalRow, 'hash'>): string {
  const { sequence, person, at, actor, purpose, command_id: commandId, fields, outcome } = row;
  const line = JSON.stringify([sequence, person, at, actor, purpose, commandId, fields, outcome]);
  return createHash('sha256').update(`${row.previous}\n${line}`).digest('hex');
}

function toRecord(row: JournalRow): DecryptionRecord {
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

import type Database from 'better-sqlite3';
import type { DecryptionRecord, JournalOutcome, Opening } from '../key-vault.port';
import { JournalChain, toRecord, type JournalHead, type JournalRow } from '../journal/journal-chain';

/** 解密记录 in two tables: the chain's lines, and its head. */
export class DecryptionJournal {
  private readonly chain: JournalChain;
  private readonly head;
  private readonly last;
  private readonly insert;
  private readonly setHead;
  private readonly after;
  private readonly all;
  private readonly about;

  constructor(db: Database.Database, macKey: Uint8Array) {
    this.chain = new JournalChain(macKey);
    this.head = db.prepare<[], JournalHead>('SELECT sequence, hash, mac FROM journal_head');
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
    this.writeHead(this.chain.start());
  }

  /** Inside an immediate transaction, so that no other process appends between reading the head and writing the line. */
  append(person: string, at: string, why: Opening, outcome: JournalOutcome): void {
    const head = this.chain.sound(this.head.get(), this.last.get());
    const line = this.chain.lineAfter(head, person, at, why, outcome);
    this.insert.run(line);
    this.writeHead(this.chain.headAt(line));
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
    const verification = this.chain.verification();
    for (const row of this.all.iterate()) {
      const broken = verification.take(row);
      if (broken !== undefined) return broken;
    }
    return verification.end(this.head.get());
  }

  private writeHead({ sequence, hash, mac }: JournalHead): void {
    this.setHead.run(sequence, hash, mac);
  }
}

import type { SealedValue } from '@ledger/kernel';
import type Database from 'better-sqlite3';
import type { FoundPerson, SearchableValue, SearchTerm } from '../key-vault.port';
import { BlindForm, fittingAll, whole, type BlindEntry } from '../search/blind-form';
import type { DataKeys } from './data-keys';

/** 盲索引 in a table of entries by bucket. */
export class BlindIndex {
  private readonly form: BlindForm;
  private readonly position;
  private readonly reach;
  private readonly insert;
  private readonly inBucket;
  private readonly remove;
  private readonly empty;

  constructor(
    db: Database.Database,
    private readonly keys: DataKeys,
    ledgerKey: Uint8Array,
  ) {
    this.form = new BlindForm(ledgerKey);
    this.position = db.prepare<[], number>('SELECT position FROM blind_index_reach').pluck();
    this.reach = db.prepare('INSERT OR REPLACE INTO blind_index_reach (id, position) VALUES (1, ?)');
    this.insert = db.prepare(
      'INSERT OR IGNORE INTO blind_index (bucket, person, generation, stream, tag) VALUES (?, ?, ?, ?, ?)',
    );
    this.inBucket = db.prepare<[number], BlindEntry>(
      'SELECT person, generation, stream, tag FROM blind_index WHERE bucket = ? ORDER BY person, stream',
    );
    this.remove = db.prepare('DELETE FROM blind_index WHERE person = ?');
    this.empty = ['blind_index', 'blind_index_reach'].map((table) => db.prepare(`DELETE FROM ${table}`));
  }

  reached(): number {
    return this.position.get() ?? 0;
  }

  /** Inside a transaction. `open` opens for the index alone: the text goes no further. */
  add(values: readonly SearchableValue[], upTo: number, open: (value: SealedValue) => string | undefined): void {
    for (const { field, value, stream } of values) {
      const text = whole(() => open(value));
      if (text === undefined) continue;
      const { person, generation } = value;
      const key = this.keys.at(person, generation);
      if (!key) continue;
      this.insert.run(this.form.bucket(field, text), person, generation, stream, this.form.tag(key, field, text));
    }
    this.reach.run(upTo);
  }

  /** Inside a transaction: forgets the person. */
  drop(person: string): void {
    this.remove.run(person);
  }

  /** Inside a transaction: forgets everything, to be told anew. */
  clear(): void {
    for (const each of this.empty) each.run();
  }

  /** Whom every term fits. */
  find(terms: readonly SearchTerm[]): readonly FoundPerson[] {
    const keyAt = (person: string, generation: number) => this.keys.at(person, generation);
    return fittingAll(
      terms.map((term) => {
        const bucket = this.inBucket.all(this.form.bucket(term.field, term.value));
        return this.form.streamsByPerson(term, bucket, keyAt);
      }),
    );
  }

  erase(): void {
    this.form.erase();
  }
}

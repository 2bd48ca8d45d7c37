import { createHmac, hkdfSync } from 'node:crypto';
import type { SealedValue } from '@ledger/kernel';
import type Database from 'better-sqlite3';
import type { FoundPerson, SearchableValue, SearchField, SearchTerm } from '../key-vault.port';
import { VaultDamaged } from '../vault-errors';
import type { DataKeys } from './data-keys';
import { searchForm } from './search-form';

interface Entry {
  readonly person: string;
  readonly generation: number;
  readonly stream: string;
  readonly tag: string;
}

/**
 * 盲索引: a value is found by a bucket, two bytes of a keyed hash that many persons share, and known by a tag under its person's own
 * key. With the key goes what the tag meant, in this file and in every copy of it; the entries are removed besides.
 */
export class BlindIndex {
  private readonly bucketKey: Buffer;
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
    // Derived, so that a vault that was made before it was looked into needs no further key.
    this.bucketKey = Buffer.from(hkdfSync('sha256', ledgerKey, '', 'skill-ledger blind index', 32));
    this.position = db.prepare<[], number>('SELECT position FROM blind_index_reach').pluck();
    this.reach = db.prepare('INSERT OR REPLACE INTO blind_index_reach (id, position) VALUES (1, ?)');
    this.insert = db.prepare(
      'INSERT OR IGNORE INTO blind_index (bucket, person, generation, stream, tag) VALUES (?, ?, ?, ?, ?)',
    );
    this.inBucket = db.prepare<[number], Entry>(
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
      const form = searchForm(field, text);
      const tag = this.tag(value.person, value.generation, field, form);
      if (tag !== undefined) this.insert.run(this.bucket(field, form), value.person, value.generation, stream, tag);
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
    const [first, ...others] = terms.map((term) => this.streamsByPerson(term));
    if (!first) return [];
    return [...first]
      .filter(([person]) => others.every((each) => each.has(person)))
      .map(([person, streams]) => ({ person, streams: [streams, ...others.map((each) => each.get(person) ?? [])] }));
  }

  erase(): void {
    this.bucketKey.fill(0);
  }

  private streamsByPerson({ field, value }: SearchTerm): ReadonlyMap<string, readonly string[]> {
    const form = searchForm(field, value);
    const found = new Map<string, string[]>();
    for (const { person, generation, stream, tag } of this.inBucket.all(this.bucket(field, form))) {
      if (this.tag(person, generation, field, form) !== tag) continue;
      found.set(person, [...(found.get(person) ?? []), stream]);
    }
    return found;
  }

  /** Undefined where the key is destroyed. */
  private tag(person: string, generation: number, field: SearchField, form: string): string | undefined {
    const key = this.keys.at(person, generation);
    return key && this.keys.tag(key, `search\0${field}\0${form}`);
  }

  private bucket(field: SearchField, form: string): number {
    return createHmac('sha256', this.bucketKey).update(`${field}\0${form}`).digest().readUInt16BE(0);
  }
}

/** What is damaged cannot be looked for, and must not keep all later values from it; `findDamage` tells of it. */
function whole<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof VaultDamaged) return undefined;
    throw error;
  }
}

import { createHmac, hkdfSync } from 'node:crypto';
import type { FoundPerson, SearchField, SearchTerm } from '../key-vault.port';
import { tagUnder, type DataKey } from '../keys/data-key';
import { VaultDamaged } from '../vault-errors';
import { searchForm } from './search-form';

/** What the index keeps of a value. */
export interface BlindEntry {
  readonly person: string;
  readonly generation: number;
  readonly stream: string;
  readonly tag: string;
}

/**
 * 盲索引: a value is found by a bucket, two bytes of a keyed hash that many persons share, and known by a tag under its person's own
 * key. With the key goes what the tag meant, in this store and in every copy of it; the entries are removed besides.
 */
export class BlindForm {
  private readonly bucketKey: Buffer;

  constructor(ledgerKey: Uint8Array) {
    // Derived, so that a vault that was made before it was looked into needs no further key.
    this.bucketKey = Buffer.from(hkdfSync('sha256', ledgerKey, '', 'skill-ledger blind index', 32));
  }

  /** Of a value as people write it. */
  bucket(field: SearchField, value: string): number {
    const form = searchForm(field, value);
    return createHmac('sha256', this.bucketKey).update(`${field}\0${form}`).digest().readUInt16BE(0);
  }

  tag(key: DataKey, field: SearchField, value: string): string {
    return tagUnder(key, `search\0${field}\0${searchForm(field, value)}`);
  }

  /** The streams of each person whose entry in the term's bucket is really of that value. */
  streamsByPerson(
    { field, value }: SearchTerm,
    bucket: Iterable<BlindEntry>,
    keyAt: (person: string, generation: number) => DataKey | undefined,
  ): ReadonlyMap<string, readonly string[]> {
    const found = new Map<string, string[]>();
    for (const { person, generation, stream, tag } of bucket) {
      const key = keyAt(person, generation);
      if (!key || this.tag(key, field, value) !== tag) continue;
      found.set(person, [...(found.get(person) ?? []), stream]);
    }
    return found;
  }

  erase(): void {
    this.bucketKey.fill(0);
  }
}

/** Whom every term fits. */
export function fittingAll(terms: readonly ReadonlyMap<string, readonly string[]>[]): readonly FoundPerson[] {
  const [first, ...others] = terms;
  if (!first) return [];
  return [...first]
    .filter(([person]) => others.every((each) => each.has(person)))
    .map(([person, streams]) => ({ person, streams: [streams, ...others.map((each) => each.get(person) ?? [])] }));
}

/** What is damaged cannot be looked for, and must not keep all later values from it; `findDamage` tells of it. */
export function whole<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof VaultDamaged) return undefined;
    throw error;
  }
}

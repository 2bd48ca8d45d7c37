import type { ClientSession } from 'mongodb';
import type { FoundPerson, SearchableValue, SearchTerm } from '../key-vault.port';
import { openValue } from '../keys/sealed-value';
import { BlindForm, fittingAll, whole } from '../search/blind-form';
import type { MongoDataKeys } from './mongo-data-keys';
import { keyId, type BlindDocument, type VaultCollections } from './vault-collections';

/** 盲索引 in a collection of entries by bucket. */
export class MongoBlindIndex {
  private readonly form: BlindForm;

  constructor(
    private readonly collections: Pick<VaultCollections, 'blind' | 'reach'>,
    private readonly keys: MongoDataKeys,
    ledgerKey: Uint8Array,
  ) {
    this.form = new BlindForm(ledgerKey);
  }

  async reached(): Promise<number> {
    return (await this.collections.reach.findOne({ _id: 'blind' }))?.position ?? 0;
  }

  /** Within a transaction. Values are opened for the index alone: the text goes no further. */
  async add(values: readonly SearchableValue[], upTo: number, session: ClientSession): Promise<void> {
    const { blind, reach } = this.collections;
    const ring = await this.keys.ring(
      values.map(({ value }) => value),
      session,
    );
    const entries: BlindDocument[] = [];
    for (const { field, value, stream } of values) {
      const { person, generation } = value;
      const text = whole(() => openValue(value, ring.at(person, generation)));
      const key = text === undefined ? undefined : ring.at(person, generation);
      if (!key || text === undefined) continue;
      const [bucket, tag] = [this.form.bucket(field, text), this.form.tag(key, field, text)];
      entries.push({
        _id: [bucket, person, generation, stream, tag].join('/'),
        bucket,
        person,
        generation,
        stream,
        tag,
      });
    }
    ring.erase();
    if (entries.length > 0) {
      await this.keys.touch(
        [...new Set(entries.map(({ person, generation }) => keyId(person, generation)))],
        upTo,
        session,
      );
      const upserts = entries.map(({ _id, ...entry }) => ({
        updateOne: { filter: { _id }, update: { $setOnInsert: entry }, upsert: true },
      }));
      await blind.bulkWrite(upserts, { session, ordered: false });
    }
    await reach.updateOne({ _id: 'blind' }, { $set: { position: upTo } }, { upsert: true, session });
  }

  /** Within a transaction: forgets the person. */
  async drop(person: string, session: ClientSession): Promise<void> {
    await this.collections.blind.deleteMany({ person }, { session });
  }

  /** Whom every term fits. */
  async find(terms: readonly SearchTerm[]): Promise<readonly FoundPerson[]> {
    const found: ReadonlyMap<string, readonly string[]>[] = [];
    for (const term of terms) {
      const bucket = this.form.bucket(term.field, term.value);
      const sort = { bucket: 1, person: 1, stream: 1 } as const;
      const entries = await this.collections.blind.find({ bucket }, { sort }).toArray();
      const ring = await this.keys.ring(entries);
      found.push(this.form.streamsByPerson(term, entries, (person, generation) => ring.at(person, generation)));
      ring.erase();
    }
    return fittingAll(found);
  }

  erase(): void {
    this.form.erase();
  }
}

import { inTransaction, type Connection } from '@ledger/mongodb';
import type { SealedValue } from '@ledger/kernel';
import type { ClientSession } from 'mongodb';
import { digestOfDocument, unsealDocument } from '../documents/sealed-document';
import { PendingOpening, type KeyName, type MaybeKey } from '../journal/pending-opening';
import type {
  DecryptionRecord,
  FoundPersons,
  JournalOutcome,
  KeyState,
  KeyVault,
  Opening,
  SearchableValue,
  SearchTerm,
} from '../key-vault.port';
import { tagUnder } from '../keys/data-key';
import { certificateIdUnder, digestUnder, pseudonymUnder, type LedgerKeys } from '../keys/ledger-keys';
import { openValue, refuseUnsealable, sealValue } from '../keys/sealed-value';
import { KeyNotAtHand, VaultReadOnly, type VaultDamaged } from '../vault-errors';
import { withKeys } from '../with-keys';
import type { KeysAtHand } from './keys-at-hand';
import { MongoBlindIndex } from './mongo-blind-index';
import { scanForDamage } from './mongo-damage-scan';
import { MongoDataKeys, type KeyRing } from './mongo-data-keys';
import { MongoDocuments } from './mongo-documents';
import { MongoJournal, type Entry } from './mongo-journal';
import { vaultCollections } from './vault-collections';

const CLOSED = 'the vault was closed';
/** Every process that opens a value writes to the one head of the journal. */
const JOURNAL_ATTEMPTS = 40;

export interface MongoVaultParts {
  readonly connection: Connection;
  readonly masterKey: Buffer;
  readonly ledgerKeys: LedgerKeys;
  readonly atHand: KeysAtHand;
  readonly now: () => string;
  readonly readonly: boolean;
}

/**
 * 密钥库 on a server, for several processes at once. Keys are made there and are durable before anything is sealed under them; what is
 * to be opened waits until its line stands in the journal on most members. Writes of this process go in turn.
 *
 * Destroying a key overwrites it. The server's oplog and its storage engine keep what they have written until they reuse the room, and
 * backups keep it longer; all of it lies under the master key.
 */
export class MongoKeyVault implements KeyVault {
  private readonly keys: MongoDataKeys;
  private readonly journal: MongoJournal;
  private readonly documents: MongoDocuments;
  private readonly blindIndex: MongoBlindIndex;
  private openings: PendingOpening[] = [];
  private flushing?: NodeJS.Immediate;
  /** Writes of this process that are under way. */
  private writing = 0;
  private turn: Promise<unknown> = Promise.resolve();
  private closed = false;

  constructor(private readonly parts: MongoVaultParts) {
    const { connection, masterKey, ledgerKeys, atHand } = parts;
    const collections = vaultCollections(connection.db);
    this.keys = new MongoDataKeys(collections.keys, masterKey, atHand);
    this.journal = new MongoJournal(collections, ledgerKeys.journal);
    this.documents = new MongoDocuments(collections);
    this.blindIndex = new MongoBlindIndex(collections, this.keys, ledgerKeys.digest);
  }

  pseudonym(normalisedIdNumber: string): string {
    return pseudonymUnder(this.unerased(), normalisedIdNumber);
  }

  certificateId(kind: string, normalisedNumber: string): string {
    return certificateIdUnder(this.unerased(), kind, normalisedNumber);
  }

  digest(canonical: string): string {
    return digestUnder(this.unerased(), canonical);
  }

  tag(person: string, value: string): string | undefined {
    const held = this.parts.atHand.get(person);
    if (!held) throw new KeyNotAtHand(person, false);
    return held.key && tagUnder(held.key, value);
  }

  seal(owner: string, value: string): SealedValue {
    this.refuseReader();
    refuseUnsealable(value);
    const key = this.parts.atHand.get(owner)?.key;
    if (!key) throw new KeyNotAtHand(owner, true);
    return sealValue(key, value);
  }

  async fetch(owner: string, make: boolean): Promise<void> {
    this.unerased();
    if (make) this.refuseReader();
    await this.keys.fetch(owner, make);
  }

  async open(values: readonly SealedValue[], why: Opening): Promise<(string | undefined)[]> {
    if (values.length === 0) return [];
    return this.enqueue(values, why, (keys) => values.map((value, index) => openValue(value, keys[index])));
  }

  async keyState(person: string): Promise<KeyState> {
    return this.keys.state(person);
  }

  async destroy(person: string): Promise<KeyState> {
    this.refuseReader();
    await this.write(async (session) => {
      await this.keys.destroy(person, this.parts.now(), session);
      await this.blindIndex.drop(person, session);
    });
    this.parts.atHand.forget(person);
    return this.keys.state(person);
  }

  async putDocument(owner: string, bytes: Uint8Array): Promise<string> {
    this.refuseReader();
    const sha256 = digestOfDocument(bytes);
    await withKeys(this, async () => {
      const key = this.parts.atHand.get(owner)?.key;
      if (!key) throw new KeyNotAtHand(owner, true);
      const copy = { sha256, owner, generation: key.generation };
      // The key may be forgotten while the server is asked.
      const bytesOfKey = Buffer.from(key.bytes);
      if (!(await this.documents.holds(copy))) await this.documents.put(copy, bytesOfKey, bytes);
      bytesOfKey.fill(0);
    });
    return sha256;
  }

  async hasDocument(sha256: string): Promise<boolean> {
    return this.documents.has(sha256);
  }

  async openDocument(sha256: string, why: Opening): Promise<Uint8Array | undefined> {
    const copies = await this.documents.copiesOf(sha256);
    const ring = await this.keys.ring(copies.map(({ owner, generation }) => ({ person: owner, generation })));
    const copy = copies.find(({ owner, generation }) => ring.at(owner, generation)) ?? copies[0];
    ring.erase();
    if (!copy) return undefined;
    const { owner, generation } = copy;
    const cipher = await this.documents.cipherOf(copy);
    return this.enqueue(
      [{ person: owner, generation }],
      why,
      ([key]) => key && unsealDocument(copy, key.bytes, cipher),
    );
  }

  async indexed(): Promise<number> {
    return this.blindIndex.reached();
  }

  async index(values: readonly SearchableValue[], upTo: number): Promise<void> {
    this.refuseReader();
    await this.write((session) => this.blindIndex.add(values, upTo, session));
  }

  async find(terms: readonly SearchTerm[], why: Opening, most: number): Promise<FoundPersons> {
    const persons = await this.blindIndex.find(terms);
    const isTooMany = persons.length > most;
    const names = isTooMany ? ['many'] : persons.map(({ person }) => person);
    await this.note(names.length > 0 ? names : ['nobody'], why, 'searched');
    return { persons: isTooMany ? [] : persons, isTooMany };
  }

  async note(subjects: readonly string[], why: Opening, outcome: JournalOutcome): Promise<void> {
    const entries = subjects.map((person) => ({ person, why, outcome }));
    await this.write((session) => this.journal.append(entries, this.parts.now(), session));
  }

  async noted(subject: string): Promise<DecryptionRecord[]> {
    return this.journal.readAbout(subject);
  }

  async decryptions(after: number, limit: number): Promise<DecryptionRecord[]> {
    return this.journal.read(after, limit);
  }

  async verifyJournal(): Promise<number | undefined> {
    return this.journal.verify();
  }

  async findDamage(limit: number): Promise<VaultDamaged[]> {
    await this.settle();
    return scanForDamage(this.keys, this.documents, this.parts.masterKey, limit);
  }

  get unsettled(): boolean {
    return this.openings.length > 0 || this.writing > 0;
  }

  async settle(): Promise<void> {
    if (this.unsettled) await this.inTurn(() => this.flush());
  }

  async close(): Promise<void> {
    if (this.closed) return;
    try {
      await this.settle();
    } finally {
      this.closed = true;
      clearImmediate(this.flushing);
      this.parts.atHand.forgetAll();
      this.parts.masterKey.fill(0);
      this.blindIndex.erase();
      for (const key of Object.values(this.parts.ledgerKeys)) key.fill(0);
      await this.parts.connection.close();
    }
  }

  /** Queues journal lines for the values' persons; once they are durable, `read` gets the key of each value. */
  private enqueue<T>(values: readonly KeyName[], why: Opening, read: (keys: readonly MaybeKey[]) => T): Promise<T> {
    this.unerased();
    return new Promise((resolve, reject) => {
      this.openings.push(new PendingOpening(values, why, (keys) => resolve(read(keys)), reject));
      this.flushing ??= setImmediate(() => {
        this.settle().catch(() => undefined);
      });
    });
  }

  /** What waits to be opened comes first: it was asked for before. */
  private write<T>(work: (session: ClientSession) => Promise<T>): Promise<T> {
    return this.inTurn(async () => {
      await this.flush().catch(() => undefined);
      return inTransaction(this.parts.connection.client, work, JOURNAL_ATTEMPTS);
    });
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    this.unerased();
    this.writing += 1;
    const done = this.turn.then(work).finally(() => {
      this.writing -= 1;
    });
    this.turn = done.catch(() => undefined);
    return done;
  }

  /** One transaction for all that waits; each opening is told what became of it. */
  private async flush(): Promise<void> {
    clearImmediate(this.flushing);
    this.flushing = undefined;
    const openings = this.openings.splice(0);
    if (openings.length === 0) return;
    let ring: KeyRing | undefined;
    try {
      await inTransaction(
        this.parts.connection.client,
        async (session) => {
          ring?.erase();
          const known = await this.keys.ring(
            openings.flatMap(({ values }) => values),
            session,
          );
          ring = known;
          const entries: Entry[] = [];
          for (const opening of openings) {
            opening.journal(
              (person, generation) => known.at(person, generation),
              (person, why, outcome) => entries.push({ person, why, outcome }),
            );
          }
          await this.journal.append(entries, this.parts.now(), session);
        },
        JOURNAL_ATTEMPTS,
      );
      for (const opening of openings) opening.finish();
    } catch (error) {
      for (const opening of openings) opening.reject(error);
      throw error;
    } finally {
      ring?.erase();
    }
  }

  /** After close the keys are erased: a name made from them would be a wrong one. */
  private unerased(): LedgerKeys {
    if (this.closed) throw new Error(CLOSED);
    return this.parts.ledgerKeys;
  }

  private refuseReader(): void {
    if (this.parts.readonly) throw new VaultReadOnly();
  }
}

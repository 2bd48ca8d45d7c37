import type { SealedValue } from '@ledger/kernel';
import type Database from 'better-sqlite3';
import type {
  DestroyedKey,
  DecryptionRecord,
  FoundPersons,
  JournalOutcome,
  KeyState,
  KeyVault,
  Opening,
  SearchableValue,
  SearchTerm,
} from '../key-vault.port';
import { digestOfDocument } from '../documents/sealed-document';
import { PendingOpening, type KeyName, type MaybeKey } from '../journal/pending-opening';
import { tagUnder } from '../keys/data-key';
import { certificateIdUnder, digestUnder, pseudonymUnder, type LedgerKeys } from '../keys/ledger-keys';
import type { MasterKey } from '../keys/master-key';
import { openValue, refuseUnsealable, sealValue } from '../keys/sealed-value';
import { VaultInUse, VaultReadOnly, type VaultDamaged } from '../vault-errors';
import { BlindIndex } from './blind-index';
import { scanForDamage } from './damage-scan';
import { DataKeys } from './data-keys';
import { DecryptionJournal } from './decryption-journal';
import { DocumentShelf } from './document-shelf';
import { isDiskFault, toVaultDamaged } from './sqlite-fault';

/** How long to wait for another process's journal line, and for its readers when the write-ahead log is cut. */
export const BUSY_TIMEOUT_MS = 5_000;
const CUT_TIMEOUT_MS = 500;
const CLOSED = 'the vault was closed';

/**
 * 密钥库 in one SQLite file of its own, apart from the log. New keys wait in memory and journal lines in a queue, and
 * are written together with one sync: at the end of the turn when something is to be opened, or when `settle` is called.
 *
 * Destroying a key overwrites its bytes in the file and cuts the write-ahead log off. What a file system or a disk
 * keeps of blocks that it has freed, or a backup of older files, is beyond this program.
 */
export class SqliteKeyVault implements KeyVault {
  /** What the operator must be told about the master key. */
  readonly notice?: { readonly zh: string; readonly en: string };
  private readonly keys: DataKeys;
  private readonly journal: DecryptionJournal;
  private readonly documents: DocumentShelf;
  private readonly blindIndex: BlindIndex;
  private openings: PendingOpening[] = [];
  private flushing?: NodeJS.Immediate;
  private fallen?: unknown;
  /** The write-ahead log may hold bytes of a destroyed key. */
  private uncut = false;

  constructor(
    private readonly db: Database.Database,
    private readonly masterKey: MasterKey,
    private readonly ledgerKeys: LedgerKeys,
    private readonly now: () => string,
    private readonly lock?: Database.Database,
  ) {
    this.notice = masterKey.notice;
    this.keys = new DataKeys(db, masterKey.bytes, lock !== undefined);
    this.journal = new DecryptionJournal(db, ledgerKeys.journal);
    this.documents = new DocumentShelf(db);
    this.blindIndex = new BlindIndex(db, this.keys, ledgerKeys.digest);
    // A crash may have come between a destruction and the cutting.
    if (lock) this.cutWriteAheadLog(CUT_TIMEOUT_MS);
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
    const key = this.keys.live(person);
    return key && tagUnder(key, value);
  }

  seal(owner: string, value: string): SealedValue {
    this.refuseReader();
    refuseUnsealable(value);
    return sealValue(this.keys.liveOrNew(owner), value);
  }

  /** Every key is at hand. */
  fetch(): void {
    this.unerased();
  }

  open(values: readonly SealedValue[], why: Opening): Promise<(string | undefined)[]> {
    if (values.length === 0) return Promise.resolve([]);
    return this.enqueue(values, why, (keys) => values.map((value, index) => openValue(value, keys[index])));
  }

  keyState(person: string): KeyState {
    return this.keys.state(person);
  }

  async destroy(person: string): Promise<KeyState> {
    this.refuseReader();
    this.write(() => {
      this.keys.destroy(person, this.now());
      this.blindIndex.drop(person);
    });
    this.keys.drop(person);
    const state = this.keys.state(person);
    if (state.generation === 0 || this.cutWriteAheadLog(CUT_TIMEOUT_MS)) return state;
    throw new VaultInUse(
      '密钥已销毁,但另一进程正在读取,预写日志中仍留有旧字节;请结束该进程后再执行一次',
      'the key is destroyed, but another process is reading and keeps its old bytes in the write-ahead log; end that process and run this again',
    );
  }

  destroyed(): DestroyedKey[] {
    return this.keys.destroyed();
  }

  async putDocument(owner: string, bytes: Uint8Array): Promise<string> {
    this.refuseReader();
    const sha256 = digestOfDocument(bytes);
    const key = this.keys.liveOrNew(owner);
    const { generation } = key;
    const copy = { sha256, owner, generation };
    if (!this.documents.holds(copy)) this.write(() => this.documents.put(copy, key.bytes, bytes));
    return sha256;
  }

  hasDocument(sha256: string): boolean {
    return this.documents.has(sha256);
  }

  async openDocument(sha256: string, why: Opening): Promise<Uint8Array | undefined> {
    const copies = this.documents.copiesOf(sha256);
    const copy = copies.find(({ owner, generation }) => this.keys.at(owner, generation)) ?? copies[0];
    if (!copy) return undefined;
    const { owner, generation } = copy;
    return this.enqueue([{ person: owner, generation }], why, ([key]) => {
      return key && this.documents.open(copy, key.bytes);
    });
  }

  indexed(): number {
    return this.blindIndex.reached();
  }

  index(values: readonly SearchableValue[], upTo: number): void {
    this.refuseReader();
    this.write(() =>
      this.blindIndex.add(values, upTo, (value) => openValue(value, this.keys.at(value.person, value.generation))),
    );
  }

  unindexBeyond(position: number): void {
    this.refuseReader();
    if (this.blindIndex.reached() > position) this.write(() => this.blindIndex.clear());
  }

  async find(terms: readonly SearchTerm[], why: Opening, most: number): Promise<FoundPersons> {
    const persons = this.blindIndex.find(terms);
    const isTooMany = persons.length > most;
    const names = isTooMany ? ['many'] : persons.map(({ person }) => person);
    await this.note(names.length > 0 ? names : ['nobody'], why, 'searched');
    return { persons: isTooMany ? [] : persons, isTooMany };
  }

  async note(subjects: readonly string[], why: Opening, outcome: JournalOutcome): Promise<void> {
    this.write(() => {
      const at = this.now();
      for (const subject of subjects) this.journal.append(subject, at, why, outcome);
    });
  }

  noted(subject: string): DecryptionRecord[] {
    return this.journal.readAbout(subject);
  }

  decryptions(after: number, limit: number): DecryptionRecord[] {
    return this.journal.read(after, limit);
  }

  verifyJournal(): number | undefined {
    return this.journal.verify();
  }

  findDamage(limit: number): VaultDamaged[] {
    this.settle();
    return scanForDamage(this.db, this.keys, this.documents, limit);
  }

  get unsettled(): boolean {
    return this.keys.unstored || this.openings.length > 0;
  }

  settle(): void {
    if (this.unsettled) this.write(() => undefined);
  }

  close(): void {
    if (!this.db.open) return;
    try {
      this.settle();
    } finally {
      this.abandon();
    }
  }

  /** Closes without writing what is unsettled, as a crash would; what waits to be opened is refused. */
  abandon(): void {
    clearImmediate(this.flushing);
    const closed = new Error(CLOSED);
    for (const opening of this.openings.splice(0)) opening.reject(closed);
    this.keys.dropAll();
    this.db.close();
    this.lock?.close();
    this.masterKey.bytes.fill(0);
    this.blindIndex.erase();
    for (const key of Object.values(this.ledgerKeys)) key.fill(0);
  }

  /** Queues journal lines for the values' persons; once they are durable, `read` gets the key of each value. */
  private enqueue<T>(values: readonly KeyName[], why: Opening, read: (keys: readonly MaybeKey[]) => T): Promise<T> {
    return new Promise((resolve, reject) => {
      this.openings.push(new PendingOpening(values, why, (keys) => resolve(read(keys)), reject));
      this.flushing ??= setImmediate(() => {
        try {
          this.settle();
        } catch {
          // Every opening of the batch has been told; keys that wait stay for the next attempt.
        }
      });
    });
  }

  /** One transaction for all that waits, and for `also`. */
  private write(also: () => void): void {
    const openings = this.openings.splice(0);
    clearImmediate(this.flushing);
    this.flushing = undefined;
    try {
      if (this.fallen) throw this.fallen;
      this.db
        .transaction(() => {
          this.keys.store();
          const at = openings.length > 0 ? this.now() : '';
          for (const opening of openings) {
            opening.journal(
              (person, generation) => this.keys.at(person, generation),
              (person, why, outcome) => this.journal.append(person, at, why, outcome),
            );
          }
          also();
        })
        .immediate();
    } catch (error) {
      const cause = toVaultDamaged(error);
      // After a failed sync nobody knows what is on the disk: only a new start reads it again.
      if (isDiskFault(error)) this.fallen = cause;
      for (const opening of openings) opening.reject(cause);
      throw cause;
    }
    this.keys.stored();
    for (const opening of openings) opening.finish();
    if (this.uncut) this.cutWriteAheadLog(0);
  }

  /** Empties the file of the write-ahead log; false when a reader still needs it. */
  private cutWriteAheadLog(timeoutMs: number): boolean {
    this.db.pragma(`busy_timeout = ${timeoutMs}`);
    const result = this.db.prepare<[], { busy: number }>('PRAGMA wal_checkpoint(TRUNCATE)').get();
    this.db.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
    this.uncut = result?.busy !== 0;
    return !this.uncut;
  }

  /** After close the keys are erased: a name made from them would be a wrong one. */
  private unerased(): LedgerKeys {
    if (!this.db.open) throw new Error(CLOSED);
    return this.ledgerKeys;
  }

  private refuseReader(): void {
    if (!this.lock) throw new VaultReadOnly();
  }
}

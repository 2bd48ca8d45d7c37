import type { MaybePromise } from '@ledger/eventlog';
import type { SealedValue } from '@ledger/kernel';
import type { VaultDamaged } from './vault-errors';

/** Who opens a personal value, why and through which command; kept in the journal. */
export interface Opening {
  readonly actor: { readonly id: string; readonly role: string; readonly unit: string };
  readonly purpose: string;
  readonly commandId?: string;
  /** What was opened, such as `idNumber`, `name`. */
  readonly fields: readonly string[];
}

/**
 * 记录结果: a value opened, or its key destroyed; persons looked for by their values; a list begun to be exported, and exported;
 * the vault restored from a backup, and a key in it destroyed again.
 */
export const JOURNAL_OUTCOMES = [
  'opened',
  'destroyed',
  'searched',
  'exporting',
  'exported',
  'restored',
  'destroyed-again',
] as const;
export type JournalOutcome = (typeof JOURNAL_OUTCOMES)[number];

/** 可检索的个人信息: personal values that persons can be looked for by. */
export const SEARCH_FIELDS = ['idNumber', 'name', 'phone', 'accountNumber', 'certificateNumber'] as const;
export type SearchField = (typeof SEARCH_FIELDS)[number];

/** A sealed value that may be looked for, and the stream that it stands on. */
export interface SearchableValue {
  readonly field: SearchField;
  readonly value: SealedValue;
  readonly stream: string;
}

export interface SearchTerm {
  readonly field: SearchField;
  /** As people write it. */
  readonly value: string;
}

/** A person who has, or had, every value that was looked for. */
export interface FoundPerson {
  readonly person: string;
  /** For each term the streams on which the value stands. */
  readonly streams: readonly (readonly string[])[];
}

export interface FoundPersons {
  readonly persons: readonly FoundPerson[];
  /** There are more than were wanted; then none is given. */
  readonly isTooMany: boolean;
}

/** 解密记录: one line of the hash-chained journal. `hash` covers the line and the hash before it, hex. */
export interface DecryptionRecord extends Opening {
  readonly sequence: number;
  readonly person: string;
  readonly at: string;
  readonly outcome: JournalOutcome;
  readonly previous: string;
  readonly hash: string;
}

export interface KeyState {
  readonly person: string;
  /** Of the newest key; 0 when there never was one. */
  readonly generation: number;
  readonly live: boolean;
}

/** 已销毁的密钥: one generation of an owner's keys that was destroyed; `at` is an ISO UTC instant. */
export interface DestroyedKey {
  readonly person: string;
  readonly generation: number;
  readonly at: string;
}

/**
 * 密钥库: personal data keys, outside the log. One AES-256-GCM key per person and generation, wrapped by the master key.
 * Writes are grouped; `settled` must resolve before any event that needs them is durable.
 */
export interface KeyVault {
  /** What the operator must be told, such as that the master key lies beside the data. */
  readonly notice?: { readonly zh: string; readonly en: string };

  /** Keyed HMAC-SHA-256 of the normalised ID number, 32 hex digits. */
  pseudonym(normalisedIdNumber: string): string;
  /** Keyed HMAC-SHA-256 of kind and normalised number, 32 hex digits. */
  certificateId(kind: string, normalisedNumber: string): string;
  /** Keyed digest of canonical bytes (a command's data), 64 hex digits. */
  digest(canonical: string): string;
  /**
   * Comparison tag of a value under the person's live key, 32 hex digits; undefined without a live key.
   * @throws KeyNotAtHand
   */
  tag(person: string, value: string): string | undefined;

  /**
   * Seals under the person's live key, making the key (or its next generation after a destruction) when there is none. `owner` may also be `command-<id>` or `file-<id>`.
   * @throws KeyNotAtHand where the key lies elsewhere: `fetch` it, and do it again
   */
  seal(owner: string, value: string): SealedValue;
  /** Brings the owner's live key to hand for a short while, or that there is none; `make`: there is one then, of one generation for everybody. */
  fetch(owner: string, make: boolean): MaybePromise<void>;
  /** Opens values and journals it, all of one person's in one line; undefined where the key is destroyed. The journal is durable before this resolves. */
  open(values: readonly SealedValue[], why: Opening): Promise<(string | undefined)[]>;
  keyState(person: string): MaybePromise<KeyState>;
  /** Destroys all generations of the person's keys. Irreversible, durable when it resolves. */
  destroy(person: string): Promise<KeyState>;
  /** Every key that was destroyed, of persons, files and commands, in the order of the destructions. Absent where a vault cannot tell. */
  destroyed?(): MaybePromise<readonly DestroyedKey[]>;

  /** Keeps a document's bytes, encrypted under `owner`'s key, by their SHA-256 (hex). */
  putDocument(owner: string, bytes: Uint8Array): Promise<string>;
  hasDocument(sha256: string): MaybePromise<boolean>;
  openDocument(sha256: string, why: Opening): Promise<Uint8Array | undefined>;

  /** Position of the log up to which `index` has been told. */
  indexed(): MaybePromise<number>;
  /** 盲索引: makes sealed values findable, in one durable step with the position. Values whose key is destroyed are left out. */
  index(values: readonly SearchableValue[], upTo: number): MaybePromise<void>;
  /** Empties the blind index where it has been told of positions beyond this one: it then follows the log from the start again. */
  unindexBeyond?(position: number): MaybePromise<void>;
  /**
   * The persons whom every term fits, at most `most`. The journal has a line about each of them, or one about `nobody` or `many`,
   * before this resolves. Whose key is destroyed is not found.
   */
  find(terms: readonly SearchTerm[], why: Opening, most: number): Promise<FoundPersons>;
  /** Writes into the journal what was done with these subjects, durable when it resolves. */
  note(subjects: readonly string[], why: Opening, outcome: JournalOutcome): Promise<void>;
  /** The journal's lines about a subject, oldest first. */
  noted(subject: string): MaybePromise<DecryptionRecord[]>;

  /** The decryption journal after a sequence number, oldest first. */
  decryptions(after: number, limit: number): MaybePromise<DecryptionRecord[]>;
  /** Re-computes the journal's chain; the first sequence number that does not fit, if any. */
  verifyJournal(): MaybePromise<number | undefined>;
  /** Looks at every key and document; the first `limit` that do not fit what was written. */
  findDamage(limit: number): MaybePromise<VaultDamaged[]>;

  /** True when keys, or journal lines, have been written that are not durable yet. */
  readonly unsettled: boolean;
  /** Makes everything written so far durable. */
  settle(): MaybePromise<void>;
  close(): MaybePromise<void>;
}

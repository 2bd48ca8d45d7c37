import type { DocumentCopy } from './documents/sealed-document';
import type { JournalHead, JournalRow } from './journal/journal-chain';

/** A data key as it is stored: sealed under the master key, zeros once it is destroyed. */
export interface StoredKey {
  readonly person: string;
  readonly generation: number;
  readonly wrapped: Buffer;
  /** ISO UTC; null while it lives. */
  readonly destroyedAt: string | null;
}

/** A document as it is stored, sealed under its owner's key. */
export interface StoredDocument extends DocumentCopy {
  readonly cipher: Buffer;
}

/**
 * 密钥库内容: everything that a vault keeps, as it is stored, the same in every store: it moves without the master key. Of a vault
 * that is in use: the journal up to `head`, then the documents, then the keys, so that the key of every document is among them.
 */
export interface VaultContents {
  readonly ledgerKeys: ReadonlyMap<string, Buffer>;
  readonly head: JournalHead;
  lines(): Iterable<JournalRow> | AsyncIterable<JournalRow>;
  documents(): Iterable<StoredDocument> | AsyncIterable<StoredDocument>;
  keys(): Iterable<StoredKey> | AsyncIterable<StoredKey>;
}

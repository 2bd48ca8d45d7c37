import { ensureCollection, migrate } from '@ledger/mongodb';
import type { Binary, Collection, Db, ObjectId } from 'mongodb';
import type { JournalHead, JournalRow } from '../journal/journal-chain';

/** One data key; `_id` is person and generation, so that of several processes that make the next one wins. */
export interface KeyDocument {
  readonly _id: string;
  readonly person: string;
  readonly generation: number;
  /** Sealed under the master key; zeros once it is destroyed. */
  readonly wrapped: Binary;
  /** When it was destroyed. */
  readonly destroyedAt?: string;
  /** Position at which the blind index last took in a value of this key. */
  readonly indexed?: number;
}

export const keyId = (person: string, generation: number): string => `${person}/${generation}`;

/** The ledger's own keys, all in one document: they are made together or not at all. */
export interface LedgerKeysDocument {
  readonly _id: 'ledger';
  readonly wrapped: Readonly<Record<string, Binary>>;
}

/** A line of the journal; `_id` is its number. */
export type LineDocument = Omit<JournalRow, 'sequence'> & { readonly _id: number };

/** The journal's newest line. */
export interface HeadDocument extends JournalHead {
  readonly _id: 'journal';
}

/** Up to which position the blind index was told. */
export interface ReachDocument {
  readonly _id: 'blind';
  readonly position: number;
}

/** A document is there when this is; its bytes lie in `parts` parts, put together as one ciphertext. */
export interface DocumentDocument {
  readonly _id: string;
  readonly sha256: string;
  readonly owner: string;
  readonly generation: number;
  /** Which of several puttings at once this is. */
  readonly put: ObjectId;
  readonly parts: number;
}

export interface PartDocument {
  readonly _id: string;
  readonly put: ObjectId;
  readonly part: number;
  readonly cipher: Binary;
}

export interface BlindDocument {
  readonly _id: string;
  readonly bucket: number;
  readonly person: string;
  readonly generation: number;
  readonly stream: string;
  readonly tag: string;
}

/** 密钥库 as collections of a database. */
export interface VaultCollections {
  readonly ledgerKeys: Collection<LedgerKeysDocument>;
  readonly keys: Collection<KeyDocument>;
  readonly lines: Collection<LineDocument>;
  readonly heads: Collection<HeadDocument>;
  readonly reach: Collection<ReachDocument>;
  readonly documents: Collection<DocumentDocument>;
  readonly parts: Collection<PartDocument>;
  readonly blind: Collection<BlindDocument>;
}

export const vaultCollections = (db: Db): VaultCollections => ({
  ledgerKeys: db.collection('vault_ledger_keys'),
  keys: db.collection('vault_keys'),
  lines: db.collection('vault_journal'),
  heads: db.collection('vault_journal_head'),
  reach: db.collection('vault_blind_reach'),
  documents: db.collection('vault_documents'),
  parts: db.collection('vault_document_parts'),
  blind: db.collection('vault_blind_index'),
});

export async function prepareVault(db: Db): Promise<void> {
  const { ledgerKeys, keys, lines, heads, documents, parts, blind, reach } = vaultCollections(db);
  await migrate(db, 'vault', [
    {
      name: '0001 keys, journal, documents, blind index',
      async apply() {
        await keys.createIndex({ person: 1, generation: 1 }, { name: 'person.generation', unique: true });
        await lines.createIndex({ person: 1, _id: 1 }, { name: 'person.sequence' });
        await documents.createIndex({ sha256: 1, put: -1 }, { name: 'sha256.put' });
        await parts.createIndex({ put: 1, part: 1 }, { name: 'put.part', unique: true });
        await blind.createIndex({ bucket: 1, person: 1, stream: 1 }, { name: 'bucket.person.stream' });
        await blind.createIndex({ person: 1 }, { name: 'person' });
        for (const { collectionName } of [ledgerKeys, heads, reach]) await ensureCollection(db, collectionName);
      },
    },
  ]);
}

export const bytesOf = (binary: Binary): Buffer => Buffer.from(binary.value());

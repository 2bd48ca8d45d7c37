import { createHash } from 'node:crypto';
import type Database from 'better-sqlite3';
import { VaultDamaged } from '../vault-errors';
import { openBytes, sealBytes } from './sealing';

/** One sealed copy of a document. */
export interface DocumentCopy {
  /** Of the plain bytes, hex. */
  readonly sha256: string;
  readonly owner: string;
  readonly generation: number;
}

/** 文件: encrypted documents by the SHA-256 of their plain bytes, once per owner and key generation. */
export class DocumentShelf {
  private readonly insert;
  private readonly cipher;
  private readonly any;
  private readonly copies;
  private readonly everything;

  constructor(db: Database.Database) {
    this.insert = db.prepare('INSERT INTO documents (sha256, owner, generation, cipher) VALUES (?, ?, ?, ?)');
    this.cipher = db
      .prepare<[string, string, number], Buffer>(
        'SELECT cipher FROM documents WHERE sha256 = ? AND owner = ? AND generation = ?',
      )
      .pluck();
    this.any = db.prepare('SELECT 1 FROM documents WHERE sha256 = ?');
    const copies = 'SELECT sha256, owner, generation FROM documents';
    this.copies = db.prepare<[string], DocumentCopy>(`${copies} WHERE sha256 = ? ORDER BY id DESC`);
    this.everything = db.prepare<[], DocumentCopy>(`${copies} ORDER BY id`);
  }

  has(sha256: string): boolean {
    return this.any.get(sha256) !== undefined;
  }

  holds({ sha256, owner, generation }: DocumentCopy): boolean {
    return this.copies.all(sha256).some((copy) => copy.owner === owner && copy.generation === generation);
  }

  put(copy: DocumentCopy, key: Uint8Array, bytes: Uint8Array): void {
    this.insert.run(copy.sha256, copy.owner, copy.generation, sealBytes(key, bytes, boundTo(copy)));
  }

  /** Newest first; several when several owners have put the same bytes. */
  copiesOf(sha256: string): DocumentCopy[] {
    return this.copies.all(sha256);
  }

  all(): DocumentCopy[] {
    return this.everything.all();
  }

  /** @throws VaultDamaged when the bytes are not those that were put */
  open(copy: DocumentCopy, key: Uint8Array): Buffer {
    const { sha256, owner, generation } = copy;
    const cipher = this.cipher.get(sha256, owner, generation);
    const plain = cipher && openBytes(key, cipher, boundTo(copy));
    if (plain && createHash('sha256').update(plain).digest('hex') === sha256) return plain;
    throw new VaultDamaged(
      { zh: '文件与密钥不符', en: 'the document does not fit its key' },
      { person: owner, generation, sha256 },
    );
  }
}

/** What the ciphertext of a document is bound to. */
const boundTo = ({ owner, generation, sha256 }: DocumentCopy): Buffer =>
  Buffer.from(`document|${owner}|${generation}|${sha256}`);

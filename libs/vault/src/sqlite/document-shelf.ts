import type Database from 'better-sqlite3';
import { sealDocument, unsealDocument, type DocumentCopy } from '../documents/sealed-document';

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
    this.insert.run(copy.sha256, copy.owner, copy.generation, sealDocument(copy, key, bytes));
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
    return unsealDocument(copy, key, this.cipher.get(sha256, owner, generation));
  }
}

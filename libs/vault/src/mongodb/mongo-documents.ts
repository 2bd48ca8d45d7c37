import { isDuplicateKey } from '@ledger/mongodb';
import { Binary, ObjectId } from 'mongodb';
import { sealDocument, type DocumentCopy } from '../documents/sealed-document';
import { bytesOf, type DocumentDocument, type VaultCollections } from './vault-collections';

/** Bytes of a part: far below what one document may have (16 MiB), and little enough to be held several times. */
const PART_BYTES = 1024 * 1024;

/** 文件: encrypted documents, once per owner and key generation, cut into parts. */
export class MongoDocuments {
  constructor(private readonly collections: Pick<VaultCollections, 'documents' | 'parts'>) {}

  async has(sha256: string): Promise<boolean> {
    return (await this.collections.documents.findOne({ sha256 }, { projection: { _id: 1 } })) !== null;
  }

  async holds(copy: DocumentCopy): Promise<boolean> {
    return (await this.collections.documents.findOne({ _id: idOf(copy) }, { projection: { _id: 1 } })) !== null;
  }

  /** The parts first: the document is there, whole, when what names them is. Of two that put the same at once one is kept. */
  async put(copy: DocumentCopy, key: Uint8Array, bytes: Uint8Array): Promise<void> {
    await this.keep(copy, sealDocument(copy, key, bytes), new ObjectId());
  }

  /** The same of bytes that are sealed already. */
  async keep(copy: DocumentCopy, cipher: Buffer, put: ObjectId): Promise<void> {
    const { documents, parts } = this.collections;
    const { sha256, owner, generation } = copy;
    const count = Math.ceil(cipher.length / PART_BYTES);
    for (let part = 0; part < count; part += 1) {
      const piece = cipher.subarray(part * PART_BYTES, (part + 1) * PART_BYTES);
      await parts.insertOne({ _id: `${put.toHexString()}/${part}`, put, part, cipher: new Binary(piece) });
    }
    try {
      await documents.insertOne({ _id: idOf(copy), sha256, owner, generation, put, parts: count });
    } catch (error) {
      await parts.deleteMany({ put });
      if (!isDuplicateKey(error)) throw error;
    }
  }

  /** Newest first; several when several owners have put the same bytes. */
  async copiesOf(sha256: string): Promise<DocumentDocument[]> {
    return this.collections.documents.find({ sha256 }, { sort: { sha256: 1, put: -1 } }).toArray();
  }

  all(): AsyncIterable<DocumentDocument> {
    return this.collections.documents.find({}, { sort: { _id: 1 } });
  }

  /** Undefined where a part is missing. */
  async cipherOf({ put, parts }: DocumentDocument): Promise<Buffer | undefined> {
    const found = await this.collections.parts.find({ put }, { sort: { put: 1, part: 1 } }).toArray();
    return found.length === parts ? Buffer.concat(found.map(({ cipher }) => bytesOf(cipher))) : undefined;
  }
}

const idOf = ({ sha256, owner, generation }: DocumentCopy): string => `${sha256}/${owner}/${generation}`;

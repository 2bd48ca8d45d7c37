import { createHash } from 'node:crypto';
import { openBytes, sealBytes } from '../keys/sealing';
import { VaultDamaged } from '../vault-errors';

const DOCUMENT_BYTES_MAX = 64 * 1024 * 1024;

/** One sealed copy of a document: once per owner and key generation. */
export interface DocumentCopy {
  /** Of the plain bytes, hex. */
  readonly sha256: string;
  readonly owner: string;
  readonly generation: number;
}

/** @throws RangeError */
export function digestOfDocument(bytes: Uint8Array): string {
  if (bytes.length > DOCUMENT_BYTES_MAX) throw new RangeError(`a document may have ${DOCUMENT_BYTES_MAX} bytes`);
  return sha256Of(bytes);
}

export const sealDocument = (copy: DocumentCopy, key: Uint8Array, bytes: Uint8Array): Buffer =>
  sealBytes(key, bytes, boundTo(copy));

/** @throws VaultDamaged when the bytes are not those that were put */
export function unsealDocument(copy: DocumentCopy, key: Uint8Array, cipher: Uint8Array | undefined): Buffer {
  const { sha256, owner, generation } = copy;
  const plain = cipher && openBytes(key, cipher, boundTo(copy));
  if (plain && sha256Of(plain) === sha256) return plain;
  throw new VaultDamaged(
    { zh: '文件与密钥不符', en: 'the document does not fit its key' },
    { person: owner, generation, sha256 },
  );
}

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** What the ciphertext of a document is bound to. */
const boundTo = ({ owner, generation, sha256 }: DocumentCopy): Buffer =>
  Buffer.from(`document|${owner}|${generation}|${sha256}`);

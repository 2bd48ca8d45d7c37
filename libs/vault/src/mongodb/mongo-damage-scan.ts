import { isDestroyed, unwrapKey } from '../keys/data-key';
import { unsealDocument } from '../documents/sealed-document';
import { VaultDamaged } from '../vault-errors';
import type { MongoDataKeys } from './mongo-data-keys';
import type { MongoDocuments } from './mongo-documents';
import { bytesOf, type KeyDocument } from './vault-collections';

/**
 * Looks at every key, every destruction, every document. Documents are opened to check their tags and digests, by no one and for no
 * one, so no line of the journal is written.
 */
export async function scanForDamage(
  keys: MongoDataKeys,
  documents: MongoDocuments,
  masterKey: Uint8Array,
  limit: number,
): Promise<VaultDamaged[]> {
  const found: VaultDamaged[] = [];
  const check = (look: () => void): boolean => {
    try {
      look();
    } catch (error) {
      if (!(error instanceof VaultDamaged)) throw error;
      found.push(error);
    }
    return found.length < limit;
  };
  for await (const key of keys.all()) if (!check(() => checkKey(key, masterKey))) return found;
  for await (const document of documents.all()) {
    const { owner, generation } = document;
    const ring = await keys.ring([{ person: owner, generation }]);
    const cipher = await documents.cipherOf(document);
    const goesOn = check(() => {
      const key = ring.at(owner, generation);
      if (key) unsealDocument(document, key.bytes, cipher).fill(0);
    });
    ring.erase();
    if (!goesOn) return found;
  }
  return found;
}

function checkKey({ person, generation, wrapped, destroyedAt }: KeyDocument, masterKey: Uint8Array): void {
  const bytes = bytesOf(wrapped);
  const isGone = isDestroyed(person, generation, bytes);
  if (isGone !== (destroyedAt !== undefined)) {
    const what = { zh: '密钥的销毁与记录不符', en: 'the destruction of the key does not fit its record' };
    throw new VaultDamaged(what, { person, generation });
  }
  if (!isGone) unwrapKey(masterKey, person, generation, bytes).bytes.fill(0);
}

import type Database from 'better-sqlite3';
import { VaultDamaged } from '../vault-errors';
import type { DataKeys } from './data-keys';
import type { DocumentShelf } from './document-shelf';

interface Burial {
  readonly person: string;
  readonly generation: number;
}

/** Zeroed keys without a record of their destruction, and records without a zeroed key. */
const UNMATCHED_BURIALS = `
  SELECT person, generation FROM data_keys WHERE wrapped = zeroblob(length(wrapped))
    EXCEPT SELECT person, generation FROM destructions
  UNION ALL
  SELECT person, generation FROM (
    SELECT person, generation FROM destructions
      EXCEPT SELECT person, generation FROM data_keys WHERE wrapped = zeroblob(length(wrapped)))
  ORDER BY person, generation`;

/**
 * Looks at the whole file: SQLite's own structure, every key, every destruction, every document. Documents are opened
 * to check their tags and digests, by no one and for no one, so no line of the journal is written.
 */
export function scanForDamage(
  db: Database.Database,
  keys: DataKeys,
  documents: DocumentShelf,
  limit: number,
): VaultDamaged[] {
  const found: VaultDamaged[] = [];
  const check = (look: () => void): void => {
    try {
      look();
    } catch (error) {
      if (!(error instanceof VaultDamaged)) throw error;
      found.push(error);
    }
  };
  const structure = String(db.pragma('integrity_check(1)', { simple: true }));
  if (structure !== 'ok') found.push(new VaultDamaged({ zh: '文件结构', en: `file structure, ${structure}` }, {}));

  const names = db.prepare<[], Burial>('SELECT person, generation FROM data_keys ORDER BY id').all();
  for (const { person, generation } of names) {
    if (found.length >= limit) return found;
    check(() => keys.at(person, generation));
  }
  for (const burial of db.prepare<[], Burial>(UNMATCHED_BURIALS).all()) {
    if (found.length >= limit) return found;
    const what = { zh: '密钥的销毁与记录不符', en: 'the destruction of the key does not fit its record' };
    found.push(new VaultDamaged(what, burial));
  }
  for (const copy of documents.all()) {
    if (found.length >= limit) return found;
    check(() => {
      const key = keys.at(copy.owner, copy.generation);
      if (key) documents.open(copy, key.bytes).fill(0);
    });
  }
  return found;
}

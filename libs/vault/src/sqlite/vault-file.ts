import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { copyDatabase } from '@ledger/sqlite';
import Database from 'better-sqlite3';
import type { DestroyedKey, KeyState } from '../key-vault.port';
import { VaultDamaged, VaultMissing } from '../vault-errors';
import { firstBroken, type JournalHead, type JournalRow } from '../journal/journal-chain';
import { stateOf } from '../keys/data-key';
import { BURIED } from './data-keys';
import { toVaultDamaged } from './sqlite-fault';
import type { VaultContents } from '../vault-contents';
import { checkVaultVersion } from './vault-schema';

export const VAULT_FILE = 'vault.db';

/**
 * Copies the vault of a folder into another as it is at one moment, documents and journal included, beside the process that
 * writes it. Of a destroyed key the copy has zeros, as the vault has. No master key is needed.
 * @throws VaultMissing, VaultSchemaUnknown, VaultDamaged
 */
export function copySqliteVault(from: string, to: string): void {
  new SqliteVaultFile(from).close();
  try {
    copyDatabase(join(from, VAULT_FILE), join(to, VAULT_FILE));
  } catch (error) {
    throw toVaultDamaged(error);
  }
}

/** What can be seen of a vault without its master key: which keys there are, and whether the file is whole. Reads only. */
export class SqliteVaultFile {
  private readonly db: Database.Database;
  private readonly newest;

  constructor(folder: string) {
    const file = join(folder, VAULT_FILE);
    if (!existsSync(file)) throw new VaultMissing(`没有密钥库 ${file}`, `there is no vault ${file}`);
    this.db = new Database(file, { readonly: true });
    try {
      checkVaultVersion(this.db);
      this.newest = this.db.prepare<[string], { generation: number; wrapped: Buffer }>(
        'SELECT generation, wrapped FROM data_keys WHERE person = ? ORDER BY generation DESC LIMIT 1',
      );
    } catch (error) {
      this.db.close();
      throw toVaultDamaged(error);
    }
  }

  /** @throws VaultDamaged */
  keyState(person: string): KeyState {
    try {
      return stateOf(person, this.newest.get(person));
    } catch (error) {
      throw toVaultDamaged(error);
    }
  }

  destroyed(): DestroyedKey[] {
    return this.db.prepare<[], DestroyedKey>(BURIED).all();
  }

  /** Lines of the decryption journal. */
  journalLines(): number {
    return this.db.prepare<[], number>('SELECT count(*) FROM decryptions').pluck().get() ?? 0;
  }

  /** Everything in it as it stands, sealed as it is; the blind index, which is made from the log, left out. */
  contents(): VaultContents {
    const all = <T>(sql: string): Iterable<T> => this.db.prepare<[], T>(sql).iterate();
    const head = this.db.prepare<[], JournalHead>('SELECT sequence, hash, mac FROM journal_head').get();
    if (!head) throw new VaultDamaged({ zh: '没有解密记录的末尾', en: 'the decryption journal has no end' }, {});
    const keys = `SELECT person, generation, wrapped, at AS destroyedAt FROM data_keys
      LEFT JOIN destructions USING (person, generation) ORDER BY id`;
    return {
      ledgerKeys: this.ledgerKeys(),
      head,
      lines: () => all('SELECT * FROM decryptions ORDER BY sequence'),
      documents: () => all('SELECT sha256, owner, generation, cipher FROM documents ORDER BY id'),
      keys: () => all(keys),
    };
  }

  private ledgerKeys(): ReadonlyMap<string, Buffer> {
    const rows = this.db.prepare<[], { name: string; wrapped: Buffer }>('SELECT name, wrapped FROM ledger_keys').all();
    return new Map(rows.map(({ name, wrapped }) => [name, wrapped]));
  }

  /** SQLite's own structure and the chain of the journal, whose end only the master key can vouch for. */
  findDamage(): VaultDamaged[] {
    try {
      const structure = String(this.db.pragma('integrity_check(1)', { simple: true }));
      if (structure !== 'ok') return [new VaultDamaged({ zh: '文件结构', en: `file structure, ${structure}` }, {})];
      const lines = this.db.prepare<[], JournalRow>('SELECT * FROM decryptions ORDER BY sequence');
      const broken = firstBroken(lines.iterate());
      if (broken === undefined) return [];
      const what = { zh: '解密记录不符', en: 'the decryption journal does not fit' };
      return [new VaultDamaged(what, { sequence: broken })];
    } catch (error) {
      const damage = toVaultDamaged(error);
      if (damage instanceof VaultDamaged) return [damage];
      throw error;
    }
  }

  close(): void {
    this.db.close();
  }
}

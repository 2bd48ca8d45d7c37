import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { VaultAhead, VaultDamaged, VaultInUse } from '../vault-errors';
import { bringSqliteVault } from './bring-vault';
import { openSqliteKeyVault } from './open-sqlite-key-vault';
import type { SqliteKeyVault } from './sqlite-key-vault';
import { copySqliteVault, SqliteVaultFile } from './vault-file';

const MASTER = Buffer.alloc(32, 7);
const WHY = { actor: { id: 'clerk-1', role: 'CLERK', unit: 'XC-WD' }, purpose: '核对', fields: ['name'] };

let work: string;
let source: string;
let vault: SqliteKeyVault;
const folder = (): string => mkdtempSync(join(work, 'f-'));
const opened = (at: string, readonly = false): SqliteKeyVault =>
  openSqliteKeyVault({ folder: at, masterKey: MASTER, now: () => '2021-01-01T00:00:00.000Z', readonly });

beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'vault-file-'));
  source = folder();
  vault = opened(source);
});
afterEach(() => {
  vault.close();
  rmSync(work, { recursive: true });
});

describe('a copy of a vault, made beside the process that writes it', () => {
  it('opens what was sealed, holds the documents and the journal, and is for its owner alone', async () => {
    const sealed = vault.seal('a', '张三');
    const sha256 = await vault.putDocument('a', Buffer.from('批文'));
    await vault.open([sealed], WHY);
    const copy = folder();
    copySqliteVault(source, copy);
    expect(statSync(join(copy, 'vault.db')).mode & 0o077).toBe(0);
    const again = opened(copy);
    expect(await again.open([sealed], WHY)).toEqual(['张三']);
    expect(Buffer.from((await again.openDocument(sha256, WHY))!).toString()).toBe('批文');
    expect(again.decryptions(0, 10).map(({ outcome }) => outcome)).toEqual(['opened', 'opened', 'opened']);
    expect([again.verifyJournal(), again.findDamage(10)]).toEqual([undefined, []]);
    again.close();
  });

  it('has nothing of a key that was destroyed', async () => {
    vault.seal('a', '张三');
    vault.settle();
    const [{ wrapped }] = rows(source);
    await vault.destroy('a');
    const copy = folder();
    copySqliteVault(source, copy);
    expect(readFileSync(join(copy, 'vault.db')).includes(wrapped)).toBe(false);
    const file = new SqliteVaultFile(copy);
    expect(file.keyState('a')).toEqual({ person: 'a', generation: 1, live: false });
    expect(file.destroyed()).toMatchObject([{ person: 'a', generation: 1 }]);
    file.close();
  });

  it('shows a changed journal without a master key', async () => {
    await vault.open([vault.seal('a', '张三')], WHY);
    const changed = folder();
    copySqliteVault(source, changed);
    const db = new Database(join(changed, 'vault.db'));
    db.exec(`DROP TRIGGER decryptions_unchanged; UPDATE decryptions SET purpose = '别的'`);
    db.close();
    expect(damageIn(changed)).toMatchObject([{ where: { sequence: 1 } }]);
    expect(damageIn(source)).toEqual([]);
  });
});

describe('bringing a vault to where its log was moved', () => {
  it('makes it the same there, also in place of one that an earlier move brought', async () => {
    const target = folder();
    const first = vault.seal('a', '张三');
    vault.settle();
    expect(await bringSqliteVault(source, target)).toBe(true);
    const second = vault.seal('b', '李四');
    vault.settle();
    expect(await bringSqliteVault(source, target)).toBe(true);
    const there = opened(target);
    expect([there.keyState('a').generation, there.keyState('b').generation]).toEqual([
      first.generation,
      second.generation,
    ]);
    there.close();
    expect(await bringSqliteVault(folder(), target)).toBe(false);
  });

  it('replaces none that is in use, or that has been used since', async () => {
    const target = folder();
    const sealed = vault.seal('a', '张三');
    vault.settle();
    await bringSqliteVault(source, target);
    const there = opened(target);
    await expect(bringSqliteVault(source, target)).rejects.toThrow(VaultInUse);
    await there.open([sealed], WHY);
    there.close();
    await expect(bringSqliteVault(source, target)).rejects.toThrow(VaultAhead);
  });
});

function damageIn(at: string): VaultDamaged[] {
  const file = new SqliteVaultFile(at);
  try {
    return file.findDamage();
  } finally {
    file.close();
  }
}

function rows(at: string): [{ readonly wrapped: Buffer }] {
  const db = new Database(join(at, 'vault.db'), { readonly: true });
  try {
    return db.prepare('SELECT wrapped FROM data_keys').all() as [{ wrapped: Buffer }];
  } finally {
    db.close();
  }
}

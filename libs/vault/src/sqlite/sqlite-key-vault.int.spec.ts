import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { SealedValue } from '@ledger/kernel';
import Database from 'better-sqlite3';
import { clerk } from '../contract/clerk';
import { keyVaultContract } from '../contract/key-vault.contract';
import { openSqliteKeyVault, type SqliteKeyVaultOptions } from './open-sqlite-key-vault';
import { openBytes } from '../keys/sealing';
import type { SqliteKeyVault } from './sqlite-key-vault';

const NOW = '2020-06-01T02:03:04.005Z';
const now = (): string => NOW;
const BUILT = resolve(__dirname, '../../../../dist/libs/vault/src');

const folders: string[] = [];
const vaults: SqliteKeyVault[] = [];
const children: ChildProcess[] = [];

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'vault-'));
  folders.push(folder);
  return folder;
}

function open(folder: string, options: Partial<SqliteKeyVaultOptions> = {}): SqliteKeyVault {
  const vault = openSqliteKeyVault({ folder, now, ...options });
  vaults.push(vault);
  return vault;
}

/** Runs SQL on the file behind the vault's back, as somebody with the disk in their hands would. */
function tamper(folder: string, sql: string): void {
  const db = new Database(join(folder, 'vault.db'));
  db.exec('DROP TRIGGER IF EXISTS decryptions_unchanged; DROP TRIGGER IF EXISTS decryptions_kept;');
  db.exec(sql);
  db.close();
}

/**
 * Names of the folder's files that hold any of the needles. Only while no vault of this process is open: closing a
 * file that SQLite has open lets its locks go.
 */
function filesWith(folder: string, needles: readonly Buffer[]): string[] {
  return readdirSync(folder).filter((name) => {
    const bytes = readFileSync(join(folder, name));
    return needles.some((needle) => bytes.includes(needle));
  });
}

/** A text as it could stand in a file. */
const spellings = (text: string): Buffer[] => [
  Buffer.from(text, 'utf8'),
  Buffer.from(text, 'utf16le'),
  Buffer.from(Buffer.from(text).toString('hex')),
  Buffer.from(Buffer.from(text).toString('base64').replace(/=+$/, '')),
];
const keySpellings = (key: Buffer): Buffer[] => [
  key,
  Buffer.from(key.toString('hex')),
  Buffer.from(key.toString('base64')),
];

/** Another process that runs the script with the built vault; `line` waits for what it prints next. */
function child(script: string, folder: string) {
  const source = `const { openSqliteKeyVault } = require(${JSON.stringify(BUILT)});
    const folder = ${JSON.stringify(folder)};
    const now = () => ${JSON.stringify(NOW)};
    const clerk = ${JSON.stringify(clerk)};
    const say = (value) => process.stdout.write(JSON.stringify(value) + '\\n');
    (async () => { ${script} })().catch((error) => { say({ failed: error.name }); process.exit(1); });`;
  const running = spawn(process.execPath, ['-e', source], { stdio: ['pipe', 'pipe', 'inherit'] });
  children.push(running);
  const lines = createInterface({ input: running.stdout })[Symbol.asyncIterator]();
  return {
    running,
    line: async (): Promise<unknown> => JSON.parse(String((await lines.next()).value)),
    kill: async () => {
      running.kill('SIGKILL');
      await once(running, 'exit');
    },
  };
}

/** The files as a crash would leave them now, while a vault of this process is open. */
async function copyOf(folder: string): Promise<string> {
  const copy = newFolder();
  const copying = child(
    `require('node:fs').cpSync(folder, ${JSON.stringify(copy)}, { recursive: true }); say(1);`,
    folder,
  );
  await copying.line();
  return copy;
}

afterEach(() => {
  for (const running of children.splice(0)) running.kill('SIGKILL');
  for (const vault of vaults.splice(0)) vault.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

keyVaultContract('the embedded vault', () => {
  const folder = newFolder();
  return {
    open: (clock) => openSqliteKeyVault({ folder, now: clock }),
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
});

describe('the files of the embedded vault', () => {
  const planted = ['411002199003070010', '张三丰', '13800138000', '6222021708001234567', 'T411002199003070010'];

  it('hold no personal value, neither after a crash with the write-ahead log in place nor after a clean close', async () => {
    const folder = newFolder();
    const crashed = child(
      `const vault = openSqliteKeyVault({ folder, now });
       const person = vault.pseudonym(${JSON.stringify(planted[0])});
       const values = ${JSON.stringify(planted)}.map((value) => vault.seal(person, value));
       await vault.putDocument('file-1', Buffer.from(${JSON.stringify(planted.join())}));
       vault.tag(person, ${JSON.stringify(planted[3])});
       vault.certificateId('SPECIAL_OPERATION', ${JSON.stringify(planted[4])});
       await vault.open(values, clerk);
       await vault.open([{ ...values[0], generation: 7 }], clerk).catch((error) => say(error.message + error.stack));
       setInterval(() => {}, 1000);`,
      folder,
    );
    const message = String(await crashed.line());
    await crashed.kill();
    expect(readdirSync(folder)).toContain('vault.db-wal');
    const needles = planted.flatMap(spellings);
    expect(filesWith(folder, needles)).toEqual([]);
    expect(needles.filter((needle) => message.includes(needle.toString()))).toEqual([]);

    open(folder).close();
    expect(filesWith(folder, needles)).toEqual([]);
    expect(filesWith(folder, [Buffer.from('file-1')])).toEqual(['vault.db']);
  });

  it('are for their owner only', async () => {
    const folder = newFolder();
    const vault = open(folder);
    await vault.open([vault.seal('a', '1')], clerk);
    const modes = readdirSync(folder).map((name) => [name, statSync(join(folder, name)).mode & 0o777]);
    expect(Object.fromEntries(modes)).toEqual({
      'master.key': 0o600,
      'vault.db': 0o600,
      'vault.db-shm': 0o600,
      'vault.db-wal': 0o600,
      'vault.lock': 0o600,
    });
  });

  it('hold no byte of a destroyed key, wrapped or unwrapped, among two thousand keys', async () => {
    const folder = newFolder();
    const masterKey = Buffer.alloc(32, 7);
    const vault = open(folder, { masterKey });
    for (let index = 0; index < 2_000; index += 1) {
      vault.seal(vault.pseudonym(`person ${index}`), 'x');
      if (index % 61 === 0) vault.settle();
    }
    vault.settle();

    const db = new Database(join(folder, 'vault.db'));
    const rows = db
      .prepare<[], { person: string; wrapped: Buffer }>('SELECT person, wrapped FROM data_keys ORDER BY id')
      .all();
    db.close();
    const doomed = rows.filter((_, index) => index % 40 === 3);
    const needles = doomed.flatMap(({ person, wrapped }) => {
      const key = openBytes(masterKey, wrapped, Buffer.from(`key|${person}|1`));
      if (key?.length !== 32) throw new Error('the key could not be unwrapped');
      return [...keySpellings(wrapped), ...keySpellings(key)];
    });
    const kept = rows.find((_, index) => index % 40 === 4);

    vault.abandon();
    expect(filesWith(folder, needles)).not.toEqual([]);

    const again = open(folder, { masterKey });
    for (const { person } of doomed) await again.destroy(person);
    const copy = await copyOf(folder);
    expect(filesWith(copy, needles)).toEqual([]);
    expect(filesWith(copy, [kept?.wrapped ?? Buffer.from('none')])).toEqual(['vault.db']);
    again.close();
    expect(filesWith(folder, needles)).toEqual([]);
    expect(doomed).toHaveLength(50);
  });

  it('tell when another reader keeps the bytes of a destroyed key, and lose them at the next attempt', async () => {
    const folder = newFolder();
    const vault = open(folder);
    vault.seal('a', '1');
    vault.settle();
    const reader = child(
      `const db = new (require('better-sqlite3'))(folder + '/vault.db', { readonly: true });
       db.exec('BEGIN');
       say(db.prepare('SELECT hex(wrapped) FROM data_keys').pluck().get());
       process.stdin.once('data', () => { db.close(); say('closed'); });`,
      folder,
    );
    const wrapped = Buffer.from(String(await reader.line()), 'hex');
    await expect(vault.destroy('a')).rejects.toMatchObject({ name: 'VaultInUse' });
    expect(vault.keyState('a')).toEqual({ person: 'a', generation: 1, live: false });
    reader.running.stdin?.write('\n');
    await reader.line();
    expect(filesWith(await copyOf(folder), [wrapped])).not.toEqual([]);
    expect(await vault.destroy('a')).toEqual({ person: 'a', generation: 1, live: false });
    expect(filesWith(await copyOf(folder), [wrapped])).toEqual([]);
  });

  it('lose such bytes with the next settle too', async () => {
    const folder = newFolder();
    const vault = open(folder);
    vault.seal('a', '1');
    vault.settle();
    const db = new Database(join(folder, 'vault.db'), { readonly: true });
    db.exec('BEGIN');
    const wrapped = db.prepare<[], Buffer>('SELECT wrapped FROM data_keys').pluck().get() ?? Buffer.from('none');
    await expect(vault.destroy('a')).rejects.toMatchObject({ name: 'VaultInUse' });
    db.close();
    vault.seal('b', '1');
    vault.settle();
    expect(filesWith(await copyOf(folder), [wrapped])).toEqual([]);
  });
});

describe('what the embedded vault keeps', () => {
  it('binds each key, value and document to its person and generation', async () => {
    const folder = newFolder();
    const masterKey = Buffer.alloc(32, 7);
    const vault = open(folder, { masterKey });
    const { cipher } = vault.seal('a', '张三');
    const sha256 = await vault.putDocument('a', Buffer.from('a document'));
    const db = new Database(join(folder, 'vault.db'), { readonly: true });
    const wrapped = db.prepare<[], Buffer>('SELECT wrapped FROM data_keys').pluck().get() ?? Buffer.alloc(0);
    const document = db.prepare<[], Buffer>('SELECT cipher FROM documents').pluck().get() ?? Buffer.alloc(0);
    db.close();
    const key = openBytes(masterKey, wrapped, Buffer.from('key|a|1')) ?? Buffer.alloc(32);
    const opened = (sealed: Buffer, bound: string) => openBytes(key, sealed, Buffer.from(bound))?.toString();
    expect(opened(Buffer.from(cipher, 'base64'), 'value|a|1')).toBe('张三');
    expect(opened(Buffer.from(cipher, 'base64'), 'value|a|2')).toBeUndefined();
    expect(opened(document, `document|a|1|${sha256}`)).toBe('a document');
    expect(opened(document, 'value|a|1')).toBeUndefined();
  });
});

describe('a closed vault', () => {
  it('names nobody: its keys are gone, and a name made without them would be wrong', () => {
    const vault = open(newFolder());
    vault.close();
    expect(() => vault.pseudonym('411002199003070010')).toThrow('closed');
    expect(() => vault.certificateId('SKILL_LEVEL', '1')).toThrow('closed');
    expect(() => vault.digest('{}')).toThrow('closed');
    expect(() => vault.seal('a', '1')).toThrow('not open');
    expect(() => vault.tag('a', '1')).toThrow('not open');
  });
});

describe('a crash of the embedded vault', () => {
  it('between seal and settle loses the new key only; what was settled opens', async () => {
    const folder = newFolder();
    const crashed = child(
      `const vault = openSqliteKeyVault({ folder, now });
       const settled = vault.seal('a', 'settled');
       vault.settle();
       say([settled, vault.seal('b', 'lost'), vault.seal('a', 'of a settled key')]);
       setInterval(() => {}, 1000);`,
      folder,
    );
    const [settled, lost, later] = (await crashed.line()) as [SealedValue, SealedValue, SealedValue];
    await crashed.kill();
    const vault = open(folder);
    expect(await vault.open([settled, later], clerk)).toEqual(['settled', 'of a settled key']);
    expect(vault.keyState('b')).toEqual({ person: 'b', generation: 0, live: false });
    await expect(vault.open([lost], clerk)).rejects.toMatchObject({ name: 'VaultDamaged', where: { person: 'b' } });
  });

  it('between a destruction and the cutting of the write-ahead log leaves nothing after the next start', async () => {
    const folder = newFolder();
    open(folder).close();
    const crashed = child(
      `const vault = openSqliteKeyVault({ folder, now });
       vault.seal('a', '1');
       vault.settle();
       const db = new (require('better-sqlite3'))(folder + '/vault.db');
       const wrapped = db.prepare('SELECT hex(wrapped) FROM data_keys').pluck().get();
       db.exec("UPDATE data_keys SET wrapped = zeroblob(61)");
       say(wrapped);
       setInterval(() => {}, 1000);`,
      folder,
    );
    const wrapped = Buffer.from(String(await crashed.line()), 'hex');
    await crashed.kill();
    expect(filesWith(folder, [wrapped])).toEqual(['vault.db-wal']);
    const vault = open(folder);
    expect(vault.keyState('a')).toEqual({ person: 'a', generation: 1, live: false });
    expect(filesWith(await copyOf(folder), [wrapped])).toEqual([]);
  });

  it('is acted by abandon: unsettled keys are gone, what waits to be opened is refused', async () => {
    const folder = newFolder();
    const vault = open(folder);
    const opened = vault.open([vault.seal('a', '1')], clerk);
    vault.abandon();
    await expect(opened).rejects.toThrow('the vault was closed');
    const again = open(folder);
    expect(again.keyState('a').generation).toBe(0);
    expect(again.decryptions(0, 10)).toEqual([]);
  });

  it('is not needed for a failed settle: the keys wait, and the next settle writes them', async () => {
    const folder = newFolder();
    const vault = open(folder);
    tamper(folder, `CREATE TRIGGER full BEFORE INSERT ON data_keys BEGIN SELECT RAISE(ABORT, 'no room'); END`);
    const sealed = vault.seal('a', '1');
    const opened = vault.open([sealed], clerk);
    expect(() => vault.settle()).toThrow('no room');
    await expect(opened).rejects.toMatchObject({ message: 'no room' });
    expect(vault.unsettled).toBe(true);
    tamper(folder, 'DROP TRIGGER full');
    vault.settle();
    vault.abandon();
    expect(await open(folder).open([sealed], clerk)).toEqual(['1']);
  });
});

describe('the master key', () => {
  const key = Buffer.from(Array.from({ length: 32 }, (_, index) => index));

  it('is made beside the data where nobody gave one, and the vault says so in both languages', () => {
    const folder = newFolder();
    const vault = open(folder);
    expect(vault.notice?.zh).toContain(join(folder, 'master.key'));
    expect(vault.notice?.en).toContain('lies beside the data');
    const made = readFileSync(join(folder, 'master.key'), 'latin1').trim();
    expect(Buffer.from(made, 'base64')).toHaveLength(32);
    vault.close();
    expect(open(folder).notice?.en).toContain('lies beside the data');
    expect(readFileSync(join(folder, 'master.key'), 'latin1').trim()).toBe(made);
  });

  it('is taken as bytes, base64, hex, from a file or from the environment, and is then not beside the data', () => {
    const folder = newFolder();
    const elsewhere = join(newFolder(), 'key');
    writeFileSync(elsewhere, `${key.toString('hex')}\n`);
    const pseudonyms = [
      { masterKey: key },
      { masterKey: key.toString('base64') },
      { masterKey: key.toString('hex') },
      { masterKeyFile: elsewhere, production: true },
    ].map((options) => {
      const vault = open(folder, options);
      expect(vault.notice).toBeUndefined();
      const pseudonym = vault.pseudonym('411002199003070010');
      vault.close();
      return pseudonym;
    });
    expect(new Set(pseudonyms).size).toBe(1);

    process.env['LEDGER_MASTER_KEY'] = key.toString('base64');
    try {
      expect(open(folder, { production: true }).pseudonym('411002199003070010')).toBe(pseudonyms[0]);
    } finally {
      delete process.env['LEDGER_MASTER_KEY'];
    }
    expect(existsSync(join(folder, 'master.key'))).toBe(false);
  });

  it('is refused beside the data in production, by whatever way it is named, and nothing is made', () => {
    const folder = newFolder();
    expect(() => open(folder, { production: true })).toThrow(expect.objectContaining({ name: 'MasterKeyRefused' }));
    expect(readdirSync(folder)).toEqual(['vault.lock']);
    open(folder).close();
    const roundabout = join(folder, '..', folder.split('/').at(-1) ?? '', 'master.key');
    for (const options of [{}, { masterKeyFile: roundabout }]) {
      expect(() => open(folder, { production: true, ...options })).toThrow(/LEDGER_MASTER_KEY/);
    }
  });

  it('is told apart when it is the wrong one', () => {
    const folder = newFolder();
    open(folder, { masterKey: key }).close();
    const wrong = { masterKey: Buffer.alloc(32, 9) };
    expect(() => open(folder, wrong)).toThrow(expect.objectContaining({ name: 'WrongMasterKey' }));
    expect(() => open(folder, { ...wrong, readonly: true })).toThrow(
      expect.objectContaining({ name: 'WrongMasterKey' }),
    );
    open(folder, { masterKey: key });
  });

  it('is not made anew for a vault that is there: it could not open it', () => {
    const folder = newFolder();
    open(folder).close();
    rmSync(join(folder, 'master.key'));
    expect(() => open(folder)).toThrow(expect.objectContaining({ name: 'MasterKeyMissing' }));
    expect(existsSync(join(folder, 'master.key'))).toBe(false);
  });

  it.each(['secret', 'A'.repeat(42), key.toString('hex').slice(1)])(
    'is refused, unquoted, when malformed: "%s"',
    (text) => {
      const attempt = () => open(newFolder(), { masterKey: text });
      expect(attempt).toThrow(expect.objectContaining({ name: 'MasterKeyRefused' }));
      expect(attempt).not.toThrow(text);
    },
  );

  it('is refused when empty, rather than made up', () => {
    expect(() => open(newFolder(), { masterKey: '' })).toThrow(expect.objectContaining({ name: 'MasterKeyRefused' }));
  });
});

describe('several processes on one vault', () => {
  it('append to one journal without gap or break', async () => {
    const folder = newFolder();
    const vault = open(folder);
    const sealed = vault.seal('a', '张三');
    vault.settle();
    const script = `const vault = openSqliteKeyVault({ folder, now, readonly: true });
      for (let turn = 0; turn < 100; turn += 1) {
        const values = await vault.open([${JSON.stringify(sealed)}], clerk);
        if (values[0] !== '张三') throw new Error('not opened');
      }
      vault.close();
      say('done');`;
    const readers = [child(script, folder), child(script, folder)];
    const done = Promise.all(readers.map((reader) => reader.line()));
    for (let turn = 0; turn < 100; turn += 1) {
      vault.seal(`new ${turn}`, 'x');
      expect(await vault.open([sealed], clerk)).toEqual(['张三']);
    }
    expect(await done).toEqual(['done', 'done']);
    expect(vault.decryptions(0, 1_000).map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 300 }, (_, i) => i + 1),
    );
    expect(vault.verifyJournal()).toBeUndefined();
  }, 30_000);

  it('refuse a second writer, until the first has ended, however it ended', async () => {
    const folder = newFolder();
    // Kept: a vault that nobody refers to is collected, and its lock with it.
    const writer = child(
      `globalThis.vault = openSqliteKeyVault({ folder, now }); say('open'); setInterval(() => {}, 1000);`,
      folder,
    );
    await writer.line();
    expect(() => open(folder)).toThrow(expect.objectContaining({ name: 'VaultInUse' }));
    expect(open(folder, { readonly: true }).decryptions(0, 1)).toEqual([]);
    await writer.kill();
    open(folder);
  });

  it('let a reader see a destruction at once, though it had the key', async () => {
    const folder = newFolder();
    const writer = open(folder);
    const sealed = writer.seal('a', '张三');
    writer.settle();
    const reader = open(folder, { readonly: true });
    expect(await reader.open([sealed], clerk)).toEqual(['张三']);
    expect(reader.tag('a', '1')).toBe(writer.tag('a', '1'));
    await writer.destroy('a');
    expect(reader.tag('a', '1')).toBeUndefined();
    expect(await reader.open([sealed], clerk)).toEqual([undefined]);
    expect(reader.keyState('a')).toEqual({ person: 'a', generation: 1, live: false });
    expect(writer.decryptions(0, 10).map(({ outcome }) => outcome)).toEqual(['opened', 'destroyed']);
  });

  it('let a reader open, and journal, but not seal, destroy or put', async () => {
    const folder = newFolder();
    expect(() => open(folder, { readonly: true })).toThrow(expect.objectContaining({ name: 'VaultMissing' }));
    open(folder).close();
    const reader = open(folder, { readonly: true });
    expect(() => reader.seal('a', '1')).toThrow(expect.objectContaining({ name: 'VaultReadOnly' }));
    await expect(reader.destroy('a')).rejects.toMatchObject({ name: 'VaultReadOnly' });
    await expect(reader.putDocument('a', Buffer.from('x'))).rejects.toMatchObject({ name: 'VaultReadOnly' });
  });
});

describe('a decryption journal that was tampered with', () => {
  async function fiveLines(): Promise<{ folder: string; sealed: SealedValue }> {
    const folder = newFolder();
    const vault = open(folder);
    const sealed = vault.seal('a', '1');
    for (let line = 0; line < 5; line += 1) await vault.open([sealed], clerk);
    expect(vault.verifyJournal()).toBeUndefined();
    vault.close();
    return { folder, sealed };
  }

  it.each([
    ['an edited line', `UPDATE decryptions SET purpose = 'nothing' WHERE sequence = 3`, 3],
    ['an edited actor', `UPDATE decryptions SET actor = replace(actor, '7', '8') WHERE sequence = 2`, 2],
    ['an edited outcome', `UPDATE decryptions SET outcome = 'destroyed' WHERE sequence = 5`, 5],
    ['a deleted line', 'DELETE FROM decryptions WHERE sequence = 2', 2],
    [
      'a deleted line whose number was given to the next',
      'DELETE FROM decryptions WHERE sequence = 2; UPDATE decryptions SET sequence = sequence - 1 WHERE sequence > 2',
      2,
    ],
    ['two lines cut off its end', 'DELETE FROM decryptions WHERE sequence > 3', 4],
    [
      'lines cut off with a head made to fit',
      `DELETE FROM decryptions WHERE sequence > 3; UPDATE journal_head SET sequence = 3, hash = (SELECT hash FROM decryptions WHERE sequence = 3)`,
      3,
    ],
    ['all lines deleted', 'DELETE FROM decryptions', 1],
    ['all lines deleted with the head', 'DELETE FROM decryptions; DELETE FROM journal_head', 1],
    ['a head gone', 'DELETE FROM journal_head', 5],
    [
      'an invented line',
      `INSERT INTO decryptions SELECT 6, person, at, actor, purpose, command_id, fields, outcome, hash, hash FROM decryptions WHERE sequence = 5`,
      6,
    ],
  ])('shows %s', async (_what, sql, first) => {
    const { folder } = await fiveLines();
    tamper(folder, sql);
    expect(open(folder).verifyJournal()).toBe(first);
  });

  it('takes no line more when its end does not fit, so that nothing covers what was done, and nothing opens', async () => {
    const { folder, sealed } = await fiveLines();
    tamper(folder, 'DELETE FROM decryptions WHERE sequence > 3');
    const vault = open(folder);
    await expect(vault.open([sealed], clerk)).rejects.toMatchObject({ name: 'VaultDamaged', where: { sequence: 4 } });
    expect(vault.verifyJournal()).toBe(4);
    vault.seal('b', '1');
    vault.settle();
    expect(vault.keyState('b').live).toBe(true);
  });

  it('names the line that cannot be read', async () => {
    const { folder } = await fiveLines();
    tamper(folder, `UPDATE decryptions SET fields = '[' WHERE sequence = 2`);
    expect(() => open(folder).decryptions(0, 10)).toThrow(/sequence 2/);
  });

  it('cannot be edited by mistake', async () => {
    const { folder } = await fiveLines();
    const db = new Database(join(folder, 'vault.db'));
    expect(() => db.exec(`UPDATE decryptions SET purpose = 'x'`)).toThrow('append-only');
    expect(() => db.exec('DELETE FROM decryptions')).toThrow('append-only');
    db.close();
  });
});

describe('a damaged vault', () => {
  async function oneKey(): Promise<{ folder: string; sealed: SealedValue; sha256: string }> {
    const folder = newFolder();
    const vault = open(folder);
    const sealed = vault.seal('a', '张三');
    const sha256 = await vault.putDocument('file-1', Buffer.from('a document'));
    vault.close();
    return { folder, sealed, sha256 };
  }
  /** Flips one bit of the first row's blob. */
  function flipBit(folder: string, table: string, column: string, at: number): void {
    const db = new Database(join(folder, 'vault.db'));
    const blob = db.prepare<[], Buffer>(`SELECT ${column} FROM ${table} WHERE rowid = 1`).pluck().get();
    if (!blob) throw new Error(`${table} has no row`);
    blob.writeUInt8(blob.readUInt8(at) ^ 1, at);
    db.prepare(`UPDATE ${table} SET ${column} = ? WHERE rowid = 1`).run(blob);
    db.close();
  }

  it('names the person whose wrapped key does not fit', async () => {
    const { folder, sealed } = await oneKey();
    flipBit(folder, 'data_keys', 'wrapped', 30);
    const vault = open(folder);
    const damage = { name: 'VaultDamaged', where: { person: 'a', generation: 1 } };
    await expect(vault.open([sealed], clerk)).rejects.toMatchObject(damage);
    expect(() => vault.seal('a', 'x')).toThrow(expect.objectContaining(damage));
    expect(() => vault.tag('a', 'x')).toThrow(expect.objectContaining(damage));
  });

  it('does not take a half-overwritten key for a destroyed one', async () => {
    const { folder, sealed } = await oneKey();
    tamper(folder, `UPDATE data_keys SET wrapped = CAST(zeroblob(30) || substr(wrapped, 31) AS BLOB)`);
    await expect(open(folder).open([sealed], clerk)).rejects.toMatchObject({ name: 'VaultDamaged' });
  });

  it('does not open a key under another name', async () => {
    const { folder, sealed } = await oneKey();
    tamper(folder, `UPDATE data_keys SET person = 'b' WHERE person = 'a'`);
    const vault = open(folder);
    await expect(vault.open([{ ...sealed, person: 'b' }], clerk)).rejects.toMatchObject({ name: 'VaultDamaged' });
  });

  it('names the document that does not fit', async () => {
    const { folder, sha256 } = await oneKey();
    flipBit(folder, 'documents', 'cipher', 15);
    const opened = open(folder).openDocument(sha256, clerk);
    await expect(opened).rejects.toMatchObject({ name: 'VaultDamaged', where: { person: 'file-1', sha256 } });
  });

  it('is found whole when nothing is wrong with it', async () => {
    const { folder } = await oneKey();
    const vault = open(folder);
    vault.seal('c', 'not settled');
    await vault.destroy('a');
    expect(vault.findDamage(10)).toEqual([]);
  });

  it('is looked through key by key and document by document, without a line in the journal', async () => {
    const { folder, sha256 } = await oneKey();
    const vault = open(folder);
    for (const person of ['c', 'd', 'e', 'f']) vault.seal(person, 'x');
    await vault.destroy('e');
    vault.close();
    flipBit(folder, 'data_keys', 'wrapped', 60);
    flipBit(folder, 'documents', 'cipher', 20);
    tamper(
      folder,
      `UPDATE data_keys SET wrapped = zeroblob(61) WHERE person = 'd';
       DELETE FROM destructions WHERE person = 'e';
       INSERT INTO destructions VALUES ('f', 1, '${NOW}');`,
    );
    const again = open(folder);
    const found = again.findDamage(10).map(({ where }) => where);
    expect(found).toEqual([
      { person: 'a', generation: 1 },
      { person: 'd', generation: 1 },
      { person: 'e', generation: 1 },
      { person: 'f', generation: 1 },
      { person: 'file-1', generation: 1, sha256 },
    ]);
    expect(again.findDamage(2)).toHaveLength(2);
    expect(again.decryptions(0, 10)).toEqual([]);
  });

  it.each(['check', 'pseudonym', 'journal'])('does not start without its ledger-wide key "%s"', async (name) => {
    const { folder } = await oneKey();
    tamper(folder, `DELETE FROM ledger_keys WHERE name = '${name}'`);
    expect(() => open(folder)).toThrow(expect.objectContaining({ name: 'VaultDamaged' }));
  });

  it('is told apart from a good one when the file is cut or overwritten', async () => {
    const { folder } = await oneKey();
    const file = join(folder, 'vault.db');
    truncateSync(file, statSync(file).size - 4096 * 3);
    expect(() => open(folder).seal('b', 'x')).toThrow(expect.objectContaining({ name: 'VaultDamaged' }));
    writeFileSync(file, Buffer.alloc(8192, 0x41));
    expect(() => open(folder)).toThrow(expect.objectContaining({ name: 'VaultDamaged' }));
  });
});

describe('the version of a vault file', () => {
  it('is refused when it is newer, and the file left as it was', () => {
    const folder = newFolder();
    open(folder).close();
    tamper(folder, 'PRAGMA user_version = 99');
    expect(() => open(folder)).toThrow(/99.*newer/);
    expect(() => open(folder, { readonly: true })).toThrow(expect.objectContaining({ name: 'VaultSchemaUnknown' }));
    tamper(folder, 'PRAGMA user_version = 2');
    open(folder);
  });

  it('is brought up from the first, with what it holds', async () => {
    const folder = newFolder();
    const before = open(folder);
    const sealed = before.seal('a', '张三');
    await before.open([sealed], clerk);
    before.close();
    tamper(
      folder,
      'DROP TABLE blind_index; DROP TABLE blind_index_reach; DROP INDEX decryptions_person; PRAGMA user_version = 1',
    );
    expect(() => open(folder, { readonly: true })).toThrow(/older version 1/);
    const after = open(folder);
    expect(after.indexed()).toBe(0);
    after.index([{ field: 'name', value: sealed, stream: 'person-a' }], 3);
    expect((await after.find([{ field: 'name', value: '张三' }], clerk, 9)).persons).toHaveLength(1);
    expect(after.decryptions(0, 9).map(({ outcome }) => outcome)).toEqual(['opened', 'searched']);
    expect(after.verifyJournal()).toBeUndefined();
  });

  it('is refused when the file is not a vault at all', () => {
    const folder = newFolder();
    const masterKey = Buffer.alloc(32, 1);
    tamper(folder, 'CREATE TABLE t (a)');
    expect(() => open(folder, { masterKey })).toThrow(expect.objectContaining({ name: 'VaultSchemaUnknown' }));
  });

  it('is brought up by the writer; a reader waits for that', () => {
    const folder = newFolder();
    open(folder).close();
    rmSync(join(folder, 'vault.db'));
    const db = new Database(join(folder, 'vault.db'));
    db.pragma('application_id = 1397443670');
    db.close();
    expect(() => open(folder, { readonly: true })).toThrow(/older version 0/);
    expect(open(folder).keyState('a').generation).toBe(0);
  });
});

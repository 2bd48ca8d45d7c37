import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  realpathSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { MasterKeyMissing, MasterKeyRefused } from '../vault-errors';
import { KEY_BYTES } from './sealing';
import { syncFolder } from './sync-folder';

export interface MasterKeySource {
  /** The data folder; absent where the data lie on a server. */
  readonly folder?: string;
  /** 32 bytes, or their base64 or hex. */
  readonly masterKey?: string | Uint8Array;
  /** A file with base64 or hex of 32 bytes. */
  readonly masterKeyFile?: string;
  /** Production takes no key that lies beside the data. */
  readonly production?: boolean;
}

export interface MasterKey {
  readonly bytes: Buffer;
  /** What the operator must be told. */
  readonly notice?: { readonly zh: string; readonly en: string };
}

const FILE_NAME = 'master.key';

/**
 * 主密钥: from the option, the option's file, LEDGER_MASTER_KEY, or `<data>/master.key`, in this order.
 * `mayMake`: the last is made if it is not there; false once a vault exists, which a new key could not open.
 */
export function readMasterKey(source: MasterKeySource, mayMake: boolean): MasterKey {
  if (source.masterKey !== undefined) return { bytes: keyBytes(source.masterKey, 'masterKey') };
  if (source.masterKeyFile !== undefined) return keyFile(source, source.masterKeyFile, false);
  const fromEnvironment = process.env['LEDGER_MASTER_KEY'];
  if (fromEnvironment) return { bytes: keyBytes(fromEnvironment, 'LEDGER_MASTER_KEY') };
  if (source.folder === undefined) {
    throw new MasterKeyMissing(
      '未给出主密钥:请设置 LEDGER_MASTER_KEY 或指定密钥文件',
      'no master key was given: set LEDGER_MASTER_KEY or name a key file',
    );
  }
  return keyFile(source, join(source.folder, FILE_NAME), mayMake);
}

function keyFile(source: MasterKeySource, file: string, mayMake: boolean): MasterKey {
  const beside = source.folder !== undefined && liesIn(source.folder, file);
  if (beside && source.production) {
    throw new MasterKeyRefused(
      `生产环境的主密钥不得与数据放在一起(${file});请设置 LEDGER_MASTER_KEY 或另置密钥文件`,
      `in production the master key may not lie beside the data (${file}); set LEDGER_MASTER_KEY or keep the key file elsewhere`,
    );
  }
  const made = mayMake && !existsSync(file);
  if (made) makeKeyFile(file);
  if (!existsSync(file)) {
    throw new MasterKeyMissing(
      `没有主密钥文件 ${file},也未设置 LEDGER_MASTER_KEY`,
      `there is no master key file ${file}, and LEDGER_MASTER_KEY is not set`,
    );
  }
  const bytes = keyBytes(readFileSync(file, 'latin1').trim(), file);
  if (!beside) return { bytes };
  return {
    bytes,
    notice: {
      zh: `${made ? '已生成主密钥' : '主密钥'} ${file} 与数据放在一起:得到该目录的人即可读出个人信息。仅供试用;正式使用请设置 LEDGER_MASTER_KEY`,
      en: `${made ? 'a master key was made at' : 'the master key'} ${file} ${made ? 'and ' : ''}lies beside the data: who gets the folder can read the personal data. For trying out only; set LEDGER_MASTER_KEY for real use`,
    },
  };
}

/** Whole or not at all, and never over a key that is there. */
function makeKeyFile(file: string): void {
  const temporary = `${file}.${process.pid}`;
  const handle = openSync(temporary, 'wx', 0o600);
  try {
    writeSync(handle, `${randomBytes(KEY_BYTES).toString('base64')}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  try {
    linkSync(temporary, file);
  } catch (error) {
    // Another process made it first: its key counts.
    if (!existsSync(file)) throw error;
  } finally {
    unlinkSync(temporary);
  }
  syncFolder(dirname(file));
}

function liesIn(folder: string, file: string): boolean {
  const path = relative(realpathSync(folder), realPath(file));
  return path !== '..' && !path.startsWith(`..${sep}`);
}

/** Links followed as far as the path exists. */
function realPath(file: string): string {
  const path = resolve(file);
  if (existsSync(path)) return realpathSync(path);
  const parent = dirname(path);
  return parent === path ? path : join(realPath(parent), basename(path));
}

/** The message names where the key came from, never what it was. */
function keyBytes(given: string | Uint8Array, origin: string): Buffer {
  const bytes = typeof given === 'string' ? decode(given.trim()) : Buffer.from(given);
  if (bytes?.length !== KEY_BYTES) {
    throw new MasterKeyRefused(
      `主密钥(${origin})须为 32 字节,以 base64 或十六进制书写`,
      `the master key (${origin}) must be 32 bytes, written as base64 or hex`,
    );
  }
  return bytes;
}

function decode(text: string): Buffer | undefined {
  if (/^[0-9a-fA-F]{64}$/.test(text)) return Buffer.from(text, 'hex');
  if (/^[A-Za-z0-9+/_-]{43}=?$/.test(text)) return Buffer.from(text, 'base64');
  return undefined;
}

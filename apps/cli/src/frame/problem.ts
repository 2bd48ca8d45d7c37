import { EXIT, type ExitCode } from './exit-codes';
import type { Text } from './language';
import type { Terminal } from './terminal';

/** What went wrong, for people and programs. Never holds a personal value: texts come from the ledger's own errors only. */
export interface CliProblem {
  readonly code: ExitCode;
  /** Stable name for programs. */
  readonly type: string;
  readonly text: Text;
  readonly cause?: unknown;
}

/** The call makes no sense, or what it names is not there; `code` is {@link EXIT.usage} or {@link EXIT.refused}. */
export class CallRefused extends Error {
  constructor(
    readonly type: string,
    readonly text: Text,
    readonly code: ExitCode = EXIT.usage,
  ) {
    super(text.en);
    this.name = 'CallRefused';
  }
}

export const nothingNamed = (name: string): CallRefused =>
  new CallRefused(
    'not-found',
    { zh: `没有 ${withoutNumbers(name)}。`, en: `There is no ${withoutNumbers(name)}.` },
    EXIT.refused,
  );

/** An ID number or a phone that somebody typed for an id is not repeated. */
const withoutNumbers = (text: string): string => text.replaceAll(/(?<![\w])\d{11,18}[Xx]?(?!\w)/g, '…');

/** Errors of the ledger that mean: it cannot be used now. By name, so that telling one does not load its library. */
const UNUSABLE = new Set([
  'NoLedger',
  'OtherClock',
  'NotHere',
  'StoresRefused',
  'DatabaseUnreachable',
  'SimulatedInProduction',
  'LedgerInUse',
  'LogDamaged',
  'LogUnavailable',
  'NewerSchema',
  'AppendFell',
  'MissingEvent',
  'ViewsUnusable',
  'ViewsBehind',
  'ForeignVault',
  'VaultDamaged',
  'WrongMasterKey',
  'MasterKeyMissing',
  'MasterKeyRefused',
  'VaultInUse',
  'VaultAhead',
  'ForeignVaultThere',
  'VaultSchemaUnknown',
  'VaultMissing',
  'VaultReadOnly',
]);

interface KnownError extends Error {
  readonly zh?: string;
  readonly en?: string;
  readonly code?: string;
}

export function problemOf(error: unknown): CliProblem {
  if (error instanceof CallRefused) return { code: error.code, type: error.type, text: error.text };
  if (!(error instanceof Error)) return broken('unknown', error);
  const { name, message, zh, en, code }: KnownError = error;
  if (UNUSABLE.has(name)) {
    const text = { zh: zh ?? message, en: en ?? message };
    return {
      code: EXIT.unusable,
      type: kebab(name),
      text: name === 'LedgerInUse' ? orThrough(text) : text,
      cause: error,
    };
  }
  // Why a move, a backup or a restore is refused: names places, files and streams only.
  if (name === 'MovingRefused' || name === 'OtherEventThere') {
    const { type } = error as Error & { readonly type?: string };
    return { code: EXIT.refused, type: type ?? kebab(name), text: { zh: zh ?? message, en: en ?? message } };
  }
  if (name === 'InvalidQuery' && (error as Error & { readonly part?: string }).part === 'cursor')
    return {
      code: EXIT.usage,
      type: 'invalid-cursor',
      text: { zh: '续查标记不属于此查询。', en: 'The cursor is not of this question.' },
    };
  // Messages of SQLite name tables and reasons, no values.
  if (name === 'SqliteError' && code?.startsWith('SQLITE_'))
    return { code: EXIT.unusable, type: kebab(code), text: sqliteWords(code, message), cause: error };
  // Messages of the operating system name files and reasons, nothing else.
  if (typeof code === 'string' && /^E[A-Z]+$/.test(code))
    return { code: EXIT.unusable, type: code, text: { zh: `系统错误: ${message}`, en: message }, cause: error };
  return broken(name, error);
}

const orThrough = ({ zh, en }: Text): Text => ({
  zh: `${zh}；占用的是服务时，用 --url 经由服务办理`,
  en: `${en}; where it is a service, write through it with --url`,
});

/** Says it in the form that was asked for and returns the exit code. Stack traces only with LEDGER_DEBUG. */
export function tell(
  terminal: Terminal,
  problem: CliProblem,
  env: Readonly<Record<string, string | undefined>>,
): ExitCode {
  const { type, text, code, cause } = problem;
  if (terminal.json) terminal.document({ problem: { type, detail: text.zh, detailEn: text.en } });
  else terminal.remark(terminal.paint('red', terminal.text(text)));
  if (env['LEDGER_DEBUG'] && cause instanceof Error) terminal.remark(String(cause.stack));
  return code;
}

/** An unforeseen error may quote data: its message is for LEDGER_DEBUG only. */
const broken = (name: string, cause: unknown): CliProblem => ({
  code: EXIT.broken,
  type: 'broken',
  text: {
    zh: `程序故障(${name})。设置 LEDGER_DEBUG=1 后重试可见详情。`,
    en: `The program failed (${name}). Try again with LEDGER_DEBUG=1 for details.`,
  },
  cause,
});

const sqliteWords = (code: string, message: string): Text =>
  code.startsWith('SQLITE_FULL')
    ? { zh: '磁盘已满；腾出空间后重试。', en: 'The disk is full; make room and try again.' }
    : {
        zh: `数据文件无法读写（${code}：${message}）；请检查磁盘，或用 ledger verify 查明。`,
        en: `A data file cannot be read or written (${code}: ${message}); check the disk, or see ledger verify.`,
      };

const kebab = (name: string): string =>
  name
    .replace(/(?<=[a-z])[A-Z]/g, (letter) => `-${letter}`)
    .toLowerCase()
    .replaceAll('_', '-');

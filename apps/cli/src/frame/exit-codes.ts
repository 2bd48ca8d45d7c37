import type { Text } from './language';

/** 退出码: what the shell is told. */
export const EXIT = {
  /** Done; for an import: worked through to its last line. */
  ok: 0,
  /** A command was refused or invalid, something was not found, or a check failed. */
  refused: 1,
  /** The words on the command line make no sense. */
  usage: 2,
  /** The ledger cannot be used: missing, in use by another process, damaged, of a newer version, or without its key. */
  unusable: 3,
  /** The program itself failed. */
  broken: 4,
  /** Ended by Ctrl-C after everything acknowledged was made durable. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export const EXIT_CODE_HELP: Text = {
  zh: '退出码: 0 完成; 1 被拒绝、数据无效、查无此项或检查未通过; 2 用法有误; 3 台账不可用(不存在、被占用、损坏、版本过新、缺主密钥); 4 程序故障; 130 被中断',
  en: 'Exit codes: 0 done; 1 refused, invalid, not found or check failed; 2 wrong usage; 3 ledger unusable (missing, in use, damaged, newer version, key missing); 4 program failure; 130 interrupted',
};

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { StepHook } from '@ledger/commanding';
import type { AnyCommandSpec, StreamType } from '@ledger/kernel';
import type { SqliteKeyVaultOptions } from '@ledger/vault';
import type { NewLedger } from './about-ledger';
import type { Tracing } from './tracing/tracing.port';

/** 登记册: all that can be asked, and all streams that can be asked it of. */
export interface LedgerRegister {
  readonly commands: readonly AnyCommandSpec[];
  readonly streams: readonly StreamType<unknown>[];
}

/** How a ledger's folder is opened. */
export interface LedgerOptions {
  /** 台账目录: one folder holds log, vault, views and cache. */
  readonly folder: string;
  /** Creates the ledger when the folder holds none; with `clock` as chosen then, once and for all. */
  readonly create?: NewLedger;
  /** The log on an EventStoreDB, by its connection string; in the folder where absent. */
  readonly eventStore?: { readonly url: string };
  /** Views and vault on a MongoDB, by its connection string with the database; in the folder where absent. */
  readonly mongo?: { readonly url: string };
  /** The vault on another MongoDB than the views, so that commands go on when those are away. */
  readonly vaultUrl?: string;
  readonly masterKey?: Uint8Array;
  readonly masterKeyFile?: string;
  /** Refuses what only a demonstration may have: a simulated clock, a master key beside the data. */
  readonly production?: boolean;
  /** Where payment files go; outside the data folder because they hold accounts in clear. */
  readonly outbox?: string;
  /** Live projections and processes run beside the commands. Off for a pure load test. */
  readonly live?: boolean;
  /** Worker threads that a rebuild of all views may use; none where absent, it then runs between other work. */
  readonly rebuildThreads?: number;
  /** Is told of commands, appends, steps of the views and reactions; nothing is put around them where absent. */
  readonly tracing?: Tracing;
  /** The wall clock, for tests. */
  readonly wall?: () => string;
  /** A scheduler or a crash may step in here; tests only. */
  readonly step?: StepHook;
  /** Another register than the domain's own; tests only. */
  readonly register?: LedgerRegister;
}

/** What of it concerns the vault; absent where not given. */
export function vaultOptions(
  options: Pick<LedgerOptions, 'masterKey' | 'masterKeyFile' | 'production'>,
): Pick<SqliteKeyVaultOptions, 'masterKey' | 'masterKeyFile' | 'production'> {
  const { masterKey, masterKeyFile, production } = options;
  return {
    ...(masterKey ? { masterKey } : {}),
    ...(masterKeyFile ? { masterKeyFile } : {}),
    ...(production ? { production } : {}),
  };
}

/** A head file without its log is a ledger that has lost it, not a folder without one. */
export const holdsLedger = (folder: string): boolean =>
  ['log.db', 'head'].some((file) => existsSync(join(folder, file)));

/** The folder holds no ledger and none was to be made. */
export class NoLedger extends Error {
  readonly zh: string;

  constructor(folder: string) {
    super(`There is no ledger in ${folder}; run ledger init first.`);
    this.name = 'NoLedger';
    this.zh = `${folder} 中没有台账；请先运行 ledger init。`;
  }
}

/** Production configuration refuses a ledger on a simulated clock. */
export class SimulatedInProduction extends Error {
  readonly zh = '正式配置不接受模拟时钟的台账。';

  constructor() {
    super('Production configuration refuses a ledger on a simulated clock.');
    this.name = 'SimulatedInProduction';
  }
}

import type { LedgerOptions } from '@ledger/runtime';
import { storesChosen } from '@ledger/runtime';
import type { LEDGER_SETTINGS } from './ledger-settings.table';
import type { Setting } from './setting';

export type SettingsTable = Readonly<Record<string, Setting<unknown>>>;

/** What a table of settings reads. */
export type ValuesOf<T extends SettingsTable> = {
  readonly [K in keyof T]: T[K] extends Setting<infer V> ? V | undefined : never;
};

/** One setting that is wrong, and what it must be like. The value itself is not repeated: it may be a secret. */
export interface WrongSetting {
  readonly name: string;
  readonly zh: string;
  readonly en: string;
}

/** Everything that is wrong, at once. */
export class ConfigurationRefused extends Error {
  constructor(readonly wrong: readonly WrongSetting[]) {
    super(wrong.map(({ name, en }) => `${name} ${en}`).join('; '));
    this.name = 'ConfigurationRefused';
  }
}

type LedgerValues = ValuesOf<typeof LEDGER_SETTINGS>;

/**
 * Reads the environment by the table; `together` says what is wrong with settings that fit only each for itself.
 * @throws ConfigurationRefused
 */
export function readSettings<T extends SettingsTable>(
  table: T,
  env: Readonly<Record<string, string | undefined>>,
  together: (values: ValuesOf<T>) => readonly WrongSetting[],
): ValuesOf<T> {
  const wrong: WrongSetting[] = [];
  const found: Record<string, unknown> = {};
  for (const [key, { name, usual, read }] of Object.entries<Setting<unknown>>(table)) {
    const text = env[name] === undefined || env[name] === '' ? usual : env[name];
    if (text === undefined) continue;
    const value = read(text);
    if ('value' in value) found[key] = value.value;
    else wrong.push({ name, ...value });
  }
  // Each value was read by the setting of its own name.
  const values = found as ValuesOf<T>;
  const told = new Set(wrong.map(({ name }) => name));
  wrong.push(...together(values).filter(({ name }) => !told.has(name)));
  if (wrong.length > 0) throw new ConfigurationRefused(wrong);
  return values;
}

/** What is wrong with the stores that are chosen. */
export function storesTogether(values: LedgerValues): readonly WrongSetting[] {
  const found = storesChosen(defined(values));
  return 'wrong' in found ? found.wrong : [];
}

/** How the ledger is opened by these settings. */
export function ledgerOptionsOf(values: LedgerValues): LedgerOptions {
  const { folder = './data', outbox, masterKeyFile, production } = values;
  const found = storesChosen(defined(values));
  return {
    folder,
    ...('chosen' in found ? found.chosen : {}),
    ...(outbox === undefined ? {} : { outbox }),
    ...(masterKeyFile === undefined ? {} : { masterKeyFile }),
    ...(production === undefined ? {} : { production: true }),
  };
}

const defined = ({ store, views, eventStoreUrl, mongoUrl, vaultUrl }: LedgerValues) => ({
  ...(store === undefined ? {} : { store }),
  ...(views === undefined ? {} : { views }),
  ...(eventStoreUrl === undefined ? {} : { eventStoreUrl }),
  ...(mongoUrl === undefined ? {} : { mongoUrl }),
  ...(vaultUrl === undefined ? {} : { vaultUrl }),
});

import type { LedgerOptions } from '../ledger-options';

/** Names of the variables that choose the stores, for every door alike. */
export const STORE_VARIABLES = {
  store: 'STORE',
  views: 'VIEWS',
  eventStoreUrl: 'EVENTSTORE_URL',
  mongoUrl: 'MONGODB_URL',
  vaultUrl: 'VAULT_URL',
} as const;

export interface StoreWords {
  readonly store?: string;
  readonly views?: string;
  readonly eventStoreUrl?: string;
  readonly mongoUrl?: string;
  readonly vaultUrl?: string;
}

/** What is wrong with one of the variables; no address is repeated, it may hold a password. */
export interface WrongStore {
  readonly name: string;
  readonly zh: string;
  readonly en: string;
}

export type ChosenStores = Pick<LedgerOptions, 'eventStore' | 'mongo' | 'vaultUrl'>;

/** 存储选择: what the variables choose, or what is wrong with them. */
export function storesChosen(
  words: StoreWords,
): { readonly chosen: ChosenStores } | { readonly wrong: readonly WrongStore[] } {
  const {
    store = 'sqlite',
    views = store === 'eventstoredb' ? 'mongodb' : 'sqlite',
    eventStoreUrl,
    mongoUrl,
    vaultUrl,
  } = words;
  const wrong: WrongStore[] = [];
  const oneOf = (name: string, value: string, values: readonly string[]): void => {
    if (!values.includes(value))
      wrong.push({ name, zh: `须为 ${values.join('、')} 之一`, en: `must be one of ${values.join(', ')}` });
  };
  oneOf(STORE_VARIABLES.store, store, ['sqlite', 'eventstoredb']);
  oneOf(STORE_VARIABLES.views, views, ['sqlite', 'mongodb']);
  if (wrong.length === 0 && (store === 'eventstoredb') !== (views === 'mongodb'))
    wrong.push({
      name: STORE_VARIABLES.views,
      zh: 'STORE=eventstoredb 与 VIEWS=mongodb 须一并选用：视图、密钥库和租约须与日志一样可供多个进程使用',
      en: 'STORE=eventstoredb and VIEWS=mongodb go together: views, vault and leases must be as shared as the log',
    });
  if (store === 'eventstoredb' && !/^(esdb|kurrentdb)(\+discover)?:\/\/./.test(eventStoreUrl ?? ''))
    wrong.push({
      name: STORE_VARIABLES.eventStoreUrl,
      zh: '须为 esdb:// 或 esdb+discover:// 连接串',
      en: 'must be a connection string, esdb:// or esdb+discover://',
    });
  const databases = [
    [STORE_VARIABLES.mongoUrl, mongoUrl ?? ''],
    ...(vaultUrl === undefined ? [] : [[STORE_VARIABLES.vaultUrl, vaultUrl] as const]),
  ] as const;
  for (const [name, url] of databases) {
    if (views !== 'mongodb' || /^mongodb(\+srv)?:\/\/./.test(url)) continue;
    wrong.push({
      name,
      zh: '须为 mongodb:// 或 mongodb+srv:// 连接串，路径为数据库名',
      en: 'must be a connection string, mongodb:// or mongodb+srv://, with the database as its path',
    });
  }
  if (wrong.length > 0) return { wrong };
  if (store === 'sqlite') return { chosen: {} };
  const vault = vaultUrl === undefined ? {} : { vaultUrl };
  return { chosen: { eventStore: { url: eventStoreUrl ?? '' }, mongo: { url: mongoUrl ?? '' }, ...vault } };
}

/** The variables make no sense; every fault at once. */
export class StoresRefused extends Error {
  readonly zh: string;

  constructor(readonly wrong: readonly WrongStore[]) {
    super(wrong.map(({ name, en }) => `${name} ${en}`).join('; '));
    this.name = 'StoresRefused';
    this.zh = wrong.map(({ name, zh }) => `${name} ${zh}`).join('；');
  }
}

/**
 * For doors that read the environment by themselves.
 * @throws StoresRefused
 */
export function storesOf(env: Readonly<Record<string, string | undefined>>): ChosenStores {
  const given = Object.entries(STORE_VARIABLES).flatMap(([key, name]) => {
    const value = env[name];
    return value === undefined || value === '' ? [] : [[key, value] as const];
  });
  const found = storesChosen(Object.fromEntries(given));
  if ('wrong' in found) throw new StoresRefused(found.wrong);
  return found.chosen;
}

const DATABASE = /^mongodb(?:\+srv)?:\/\/[^/]+\/([^/?]+)/;
const USUAL_DATABASE = 'ledger';

/** The database of a MongoDB connection string. */
export const databaseOf = (url: string): string => DATABASE.exec(url)?.[1] ?? USUAL_DATABASE;

/** Where the ledger is, without what must not be shown. */
export const nameOfPlace = ({ folder, eventStore }: LedgerOptions): string =>
  eventStore ? eventStore.url.replace(/\/\/[^@/]*@/, '//').replace(/\?.*$/, '') : folder;

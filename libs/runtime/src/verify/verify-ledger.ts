import { mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { LedgerInUse, openSqliteLogReader, verifyLog, type EventStore, type LogReport } from '@ledger/eventlog';
import type { DocumentRef, EventRef, RecordedEvent } from '@ledger/kernel';
import { FormCheck, type FormFault } from '@ledger/streams';
import type { PublicityEventMap } from '@ledger/streams/publicity';
import { openSqliteKeyVault, type KeyVault } from '@ledger/vault';
import { projections } from '@ledger/views';
import { compareViews, openSqliteViewStore, rebuildViews, type ViewDifference } from '@ledger/viewstore';
import { NotHere } from '../background/background';
import { Ledger } from '../ledger';
import { vaultOptions, type LedgerOptions } from '../ledger-options';
import { upcasters } from '../upcasters';
import { assertOwnVault, LEDGER_STREAM } from '../about-ledger';
import { checkMoney, type MoneyFault } from './check-money';
import { KeyCheck, type VaultFault } from './key-check';
import { verifySharedLog } from './verify-shared-log';

/** 核验报告. A part is absent where it could not be looked at: `skipped` says why. */
export interface VerifyReport {
  readonly log: LogReport;
  readonly vault?: { readonly faults: readonly VaultFault[] };
  readonly form?: { readonly faults: readonly FormFault[]; readonly more: boolean };
  /** Documents that events name by digest and the vault lacks. */
  readonly documents?: {
    readonly named: number;
    readonly missing: readonly (EventRef & { readonly sha256: string })[];
  };
  readonly views?: { readonly differences: readonly ViewDifference[]; readonly parked: number };
  readonly money?: { readonly faults: readonly MoneyFault[] };
  readonly skipped?: 'log-damaged' | 'in-use';
  readonly sound: boolean;
}

export type VerifyStep = 'log' | 'vault' | 'form' | 'views' | 'money';

export interface VerifyLedgerOptions extends LedgerOptions {
  onProgress?(step: VerifyStep, share: number): void;
}

const MAX_FAULTS = 100;
const AT_ONCE = 500;

/**
 * 核验: the log byte by byte, the vault, the rules of form over every event, the views against a rebuild beside them, and
 * the money three ways. Changes nothing beyond what any opening does; views and money are looked at only while nobody writes.
 */
export async function verifyLedger(options: VerifyLedgerOptions): Promise<VerifyReport> {
  const folder = resolve(options.folder);
  const place = { ...options, folder };
  const tell = options.onProgress ?? (() => undefined);
  const looking = (done: number, of: number): void => tell('log', of === 0 ? 1 : done / of);
  const log = options.eventStore
    ? await onShared(place, ({ store }) => verifySharedLog(store, looking))
    : await verifyLog(folder, { onProgress: looking });
  const logIsSound = log.damages.length === 0 && log.unclaimed <= OWN_EVENTS;
  if (log.damages.length > 0) return { log, skipped: 'log-damaged', sound: false };
  tell('vault', 0);
  const form = (share: number): void => tell('form', share);
  const parts = options.eventStore
    ? await onShared(place, ({ store, vault }) => besideWriter(store, vault, form))
    : await onFiles(place, (store, vault) => besideWriter(store, vault, form));
  const isSound =
    logIsSound && parts.vault.faults.length + parts.form.faults.length + parts.documents.missing.length === 0;
  try {
    const stores = await alone(place, tell);
    const { views, money } = stores;
    const sound = isSound && views.differences.length + views.parked + money.faults.length === 0;
    return { log, ...parts, ...stores, sound };
  } catch (error) {
    if (!(error instanceof LedgerInUse) && !(error instanceof NotHere)) throw error;
    return { log, ...parts, skipped: 'in-use', sound: isSound };
  }
}

/** The opening of the ledger was made by no command. */
const OWN_EVENTS = 1;

type Beside = Required<Pick<VerifyReport, 'vault' | 'form' | 'documents'>>;

/** Log and vault of a folder, read beside whoever writes it. */
async function onFiles<T>(
  options: LedgerOptions,
  look: (log: Pick<EventStore, 'readAll' | 'readStream' | 'head'>, vault: KeyVault) => Promise<T>,
): Promise<T> {
  const { folder } = options;
  const now = options.wall ?? (() => new Date().toISOString());
  const vault = openSqliteKeyVault({ ...vaultOptions(options), folder, now, readonly: true });
  const log = openSqliteLogReader({ folder, upcasters, mapped: true });
  try {
    return await look(log, vault);
  } finally {
    await log.close();
    vault.close();
  }
}

/** The same of servers. */
async function onShared<T>(options: LedgerOptions, look: (parts: Ledger['parts']) => Promise<T>): Promise<T> {
  const ledger = await Ledger.open({ ...options, create: undefined, live: false });
  try {
    return await look(ledger.parts);
  } finally {
    await ledger.close();
  }
}

/** What can be looked at while another process writes. */
async function besideWriter(
  log: Pick<EventStore, 'readAll' | 'readStream' | 'head'>,
  vault: KeyVault,
  tell: (share: number) => void,
): Promise<Beside> {
  const faults: VaultFault[] = (await vault.findDamage(MAX_FAULTS)).map(({ zh, en }) => ({ zh, en }));
  const broken = await vault.verifyJournal();
  if (broken !== undefined)
    faults.push({
      zh: `解密日志自第 ${broken} 行起不符`,
      en: `the decryption journal does not fit from line ${broken} on`,
    });
  assertOwnVault(await log.readStream(LEDGER_STREAM), vault);
  const form = new FormCheck();
  const keys = new KeyCheck(vault, MAX_FAULTS);
  const documents = new Map<string, EventRef>();
  const upTo = await log.head();
  for (let at = 0; at < upTo;) {
    const slice = await log.readAll(at, AT_ONCE);
    for (const event of slice.events) {
      if (event.position > upTo) continue;
      form.take(event);
      await keys.take(event);
      for (const sha256 of digestsIn(event))
        documents.set(sha256, documents.get(sha256) ?? { stream: event.stream, version: event.version });
    }
    at = slice.next;
    tell(Math.min(1, at / upTo));
    await new Promise((next) => setImmediate(next));
  }
  const missing: [string, EventRef][] = [];
  for (const [sha256, where] of documents) if (!(await vault.hasDocument(sha256))) missing.push([sha256, where]);
  return {
    vault: { faults: [...faults, ...keys.faults] },
    form: { faults: form.faults, more: form.more },
    documents: { named: documents.size, missing: missing.map(([sha256, where]) => ({ sha256, ...where })) },
  };
}

/** Digests of the files that an event names; a published list is one. A refusal keeps what somebody said, and nothing rests on it. */
function digestsIn({ type, document, data }: RecordedEvent): string[] {
  if (type === 'CommandRefused') return [];
  if (type === 'PublicityOpened') return [(data as PublicityEventMap['PublicityOpened']).digest];
  const { document: own, documents } = data as { document?: DocumentRef; documents?: readonly DocumentRef[] };
  const named = [document, own, ...(Array.isArray(documents) ? documents : [])] as (DocumentRef | undefined)[];
  return named.map((each) => each?.sha256).filter((sha256): sha256 is string => sha256 !== undefined);
}

/** What must stand still while it is looked at. */
async function alone(
  options: VerifyLedgerOptions,
  tell: (step: VerifyStep, share: number) => void,
): Promise<Required<Pick<VerifyReport, 'views' | 'money'>>> {
  const ledger = await Ledger.open({ ...options, create: undefined, live: options.eventStore !== undefined });
  const beside = await mkdtemp(join(options.folder, 'verify-'));
  try {
    const { store, views, background } = ledger.parts;
    const projector = await background.projector();
    // On shared stores whoever folds the views has begun by itself.
    if (!options.eventStore) await projector.start();
    await projector.waitFor(await store.head(), Number.MAX_SAFE_INTEGER >>> 1);
    await projector.close();
    tell('views', 0);
    const rebuilt = openSqliteViewStore(beside, { projections });
    try {
      const onProgress = ({ position, upTo }: { position: number; upTo: number }): void =>
        tell('views', position / upTo);
      await rebuildViews({ log: store, store: rebuilt, projections, onProgress });
      const differences = await compareViews(views, rebuilt, projections);
      tell('money', 0);
      const parked = (await views.parked()).length;
      return { views: { differences, parked }, money: { faults: await checkMoney(views) } };
    } finally {
      rebuilt.close();
    }
  } finally {
    await rm(beside, { recursive: true, force: true });
    await ledger.close();
  }
}

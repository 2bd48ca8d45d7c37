import { resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { LedgerInUse, openSqliteLogReader, type SqliteLogReader } from '@ledger/eventlog';
import type { Position } from '@ledger/kernel';
import { openSqliteKeyVault, type SqliteKeyVault } from '@ledger/vault';
import { projections } from '@ledger/views';
import {
  openSqliteViewStore,
  storedPosition,
  ViewsBehind,
  ViewsUnusable,
  type SqliteViewStore,
} from '@ledger/viewstore';
import { aboutLedger, assertOwnVault, LEDGER_STREAM, type AboutLedger } from './about-ledger';
import { Ledger } from './ledger';
import { holdsLedger, NoLedger, vaultOptions, type LedgerOptions } from './ledger-options';
import { reachedBy } from './reached-by-views';
import type { Reading } from './reading';
import { upcasters } from './upcasters';

/** A ledger open for questions, to be closed. */
export interface OpenReading extends Reading {
  /** Set when the views lag behind the log because the process that writes it has not got further. */
  readonly behind?: { readonly at: Position; readonly head: Position };
  close(): Promise<void>;
}

const PATIENCE_MS = 5_000;
const LOOK_EVERY_MS = 50;

/**
 * Opens a ledger for questions, beside a writing process or alone. Views that a crash left behind are brought up to the log
 * first, unless another process is at it.
 * @throws NoLedger, LogDamaged, NewerSchema, VaultError
 */
export async function openForReading(options: LedgerOptions): Promise<OpenReading> {
  if (options.eventStore) return besideWorkers(options);
  const folder = resolve(options.folder);
  if (!holdsLedger(folder)) throw new NoLedger(folder);
  const reader = openReader(folder, options);
  if (reader && reader.viewsAt() >= reader.log.head()) return reader;
  await reader?.close();
  try {
    return await caughtUp(options);
  } catch (error) {
    if (!(error instanceof LedgerInUse)) throw error;
    return besideWriter(folder, options);
  }
}

/** On shared stores everybody is beside the others. */
async function besideWorkers(options: LedgerOptions): Promise<OpenReading> {
  const ledger = await Ledger.open({ ...options, create: undefined, live: false });
  return Object.assign(ledger.reading, { close: () => ledger.close() });
}

/** The log is written elsewhere: its views follow within moments, or are reported as behind. */
async function besideWriter(folder: string, options: LedgerOptions): Promise<OpenReading> {
  for (const until = performance.now() + PATIENCE_MS; ; await setTimeout(LOOK_EVERY_MS)) {
    const reader = openReader(folder, options);
    if (!reader && performance.now() > until)
      throw new ViewsUnusable('the views are still being made', undefined, '视图仍在建立中');
    if (!reader) continue;
    const head = reader.log.head();
    await reader.seen(head).catch(() => undefined);
    const at = reader.viewsAt();
    return at >= head ? reader : Object.assign(reader, { behind: { at, head } });
  }
}

/** Opens to write, lets the views catch up and runs nothing else. */
async function caughtUp(options: LedgerOptions): Promise<OpenReading> {
  const ledger = await Ledger.open({ ...options, create: undefined, live: false });
  try {
    const { background, store } = ledger.parts;
    const projector = await background.projector();
    await projector.start();
    await projector.waitFor(await store.head(), Number.MAX_SAFE_INTEGER >>> 1);
    return Object.assign(ledger.reading, { close: () => ledger.close() });
  } catch (error) {
    await ledger.close();
    throw error;
  }
}

/** Undefined when there are no views to read, or of another version. */
function openReader(folder: string, options: LedgerOptions): LedgerReader | undefined {
  let views: SqliteViewStore;
  try {
    views = openSqliteViewStore(folder, { projections, readonly: true });
  } catch (error) {
    if (error instanceof ViewsUnusable) return undefined;
    throw error;
  }
  const opened: { close(): unknown }[] = [views];
  try {
    const log = openSqliteLogReader({ folder, upcasters, reached: reachedBy(views) });
    opened.push(log);
    if (log.head() === 0) throw new NoLedger(folder);
    const wall = options.wall ?? (() => new Date().toISOString());
    const vault = openSqliteKeyVault({ ...vaultOptions(options), folder, now: wall, readonly: true });
    opened.push(vault);
    return new LedgerReader(folder, log, views, vault);
  } catch (error) {
    for (const each of opened) each.close();
    if (error instanceof ViewsUnusable) return undefined;
    throw error;
  }
}

class LedgerReader implements OpenReading {
  readonly about: AboutLedger;

  constructor(
    readonly folder: string,
    readonly log: SqliteLogReader,
    readonly views: SqliteViewStore,
    readonly vault: SqliteKeyVault,
  ) {
    const opening = log.readStream(LEDGER_STREAM);
    assertOwnVault(opening, vault);
    this.about = aboutLedger(opening);
  }

  /** The position that every view of this program's version has seen; -1 while one has to be made anew. */
  viewsAt(): Position {
    return storedPosition(this.views.status(), projections);
  }

  async seen(position: Position): Promise<void> {
    const until = performance.now() + PATIENCE_MS;
    while (this.viewsAt() < position) {
      if (performance.now() > until) throw new ViewsBehind(position, `not within ${PATIENCE_MS} ms`);
      await setTimeout(LOOK_EVERY_MS);
    }
  }

  /** As far as the writing process has told the vault. */
  async searchable(): Promise<void> {}

  async close(): Promise<void> {
    await this.log.close();
    this.views.close();
    this.vault.close();
  }
}

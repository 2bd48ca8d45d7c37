import { mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import {
  CommandGateway,
  CommandSteps,
  RealClock,
  Registry,
  repairOpenCommands,
  RunningCommands,
  SimulatedClock,
  StreamStates,
  type Answer,
  type Clock,
  type CommandRequest,
  type OnWritten,
} from '@ledger/commanding';
import { eventId, openSqliteEventStore, SqliteCache, type SqliteEventStore } from '@ledger/eventlog';
import type { Loaded, StreamRef } from '@ledger/kernel';
import { FilePaymentChannel } from '@ledger/payments';
import {
  destroyKey,
  flagDelisted,
  ProcessRunner,
  settleDue,
  writePaymentFile,
  type ProcessHands,
} from '@ledger/processes';
import { allCommands, allStreams, authority, policyStream, POLICY_ID } from '@ledger/streams';
import { openSqliteKeyVault, type SqliteKeyVault } from '@ledger/vault';
import { claimsInHand, projections } from '@ledger/views';
import { openSqliteViewStore, Projector, type SqliteViewStore } from '@ledger/viewstore';
import { aboutLedger, assertOwnVault, firstEvent, LEDGER_STREAM, type AboutLedger } from './about-ledger';
import { ledgerKeyed } from './ledger-keyed';
import { holdsLedger, NoLedger, SimulatedInProduction, vaultOptions, type LedgerOptions } from './ledger-options';
import { reachedByViews } from './reached-by-views';
import type { Reading } from './reading';
import { rebuildWorkers } from './rebuild-workers';
import { BlindIndexer } from './search/blind-indexer';
import { upcasters } from './upcasters';

/** The longest that a question waits for the views to see its own writes. */
const VIEW_PATIENCE_MS = 30_000;

/** What an open ledger is made of. */
export interface LedgerAssembly {
  readonly folder: string;
  readonly about: AboutLedger;
  readonly clock: Clock;
  readonly store: SqliteEventStore;
  readonly vault: SqliteKeyVault;
  readonly views: SqliteViewStore;
  readonly projector: Projector;
  readonly processes: ProcessRunner;
  readonly indexer: BlindIndexer;
  readonly states: StreamStates;
  readonly gateway: CommandGateway;
  readonly cache: SqliteCache;
  /** Commands that a crash had interrupted, run on at opening. */
  readonly repaired: readonly Answer[];
}

/** 台账: one open folder with everything that runs over it. */
export class Ledger {
  constructor(readonly parts: LedgerAssembly) {}

  /** Opens a ledger to write, repairs what a crash interrupted, and starts projections and processes. */
  static async open(options: LedgerOptions): Promise<Ledger> {
    const folder = resolve(options.folder);
    if (!holdsLedger(folder) && !options.create) throw new NoLedger(folder);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const wall = options.wall ?? (() => new Date().toISOString());
    const opened: { close(): unknown }[] = [];
    try {
      return await assemble(folder, options, wall, opened);
    } catch (error) {
      for (const each of opened.toReversed()) await each.close();
      throw error;
    }
  }

  execute(request: CommandRequest, onWritten?: OnWritten): Promise<Answer> {
    return this.parts.gateway.execute(request, onWritten);
  }

  /** What questions may look at. */
  get reading(): Reading {
    const { folder, about, store, views, vault, projector, indexer } = this.parts;
    const seen = (position: number): Promise<void> => projector.waitFor(position, VIEW_PATIENCE_MS);
    const searchable = (position: number): Promise<void> => indexer.caughtUp(position, VIEW_PATIENCE_MS);
    return { folder, about, log: store, views, vault, seen, searchable };
  }

  async load<S>(ref: StreamRef<S>): Promise<Loaded<S>> {
    // The state of a stream of this kind is what its own evolve made.
    return (await this.parts.states.load(ref.type, `${ref.type.prefix}-${ref.id}`)) as Loaded<S>;
  }

  async close(): Promise<void> {
    const { processes, projector, indexer, store, vault, views, cache } = this.parts;
    await processes.close();
    await indexer.close();
    await projector.close();
    await store.close();
    vault.close();
    views.close();
    cache.close();
  }
}

type Keep = <T extends { close(): unknown }>(part: T) => T;

async function assemble(
  folder: string,
  options: LedgerOptions,
  wall: () => string,
  opened: { close(): unknown }[],
): Promise<Ledger> {
  const keep: Keep = (part) => {
    opened.push(part);
    return part;
  };
  const { store, vault, about } = await openedLog(folder, options, wall, keep);
  const clock = clockOf(about, store, wall);
  const cache = keep(new SqliteCache(folder));
  const states = new StreamStates(store, cache);
  store.onFell(() => states.drop());
  const steps = commandSteps({ store, vault, states, clock, about, step: options.step, register: options.register });
  const repaired = await repairOpenCommands(steps);
  const gateway = new CommandGateway(steps, about.goLive === undefined ? {} : { goLive: about.goLive });
  const views = keep(openSqliteViewStore(folder, { projections, discardUnusable: true }));
  const { rebuildThreads = 0 } = options;
  const workers = rebuildThreads > 0 ? rebuildWorkers(folder, rebuildThreads) : undefined;
  const projector = new Projector({ log: store, store: views, projections, workers });
  const hands: ProcessHands = {
    load: async (ref) => (await states.load(ref.type, `${ref.type.prefix}-${ref.id}`)) as never,
    read: ({ stream, version }) => {
      const [event] = store.readStream(stream, { from: version, to: version });
      if (!event) throw new Error(`${stream} has no event ${version}`);
      return event;
    },
    execute: (request) => gateway.execute(request),
    commandId: (cause, step) => eventId(about.ledgerId, cause.id, step, 0),
  };
  const channel = new FilePaymentChannel(options.outbox ?? join(dirname(folder), 'outbox'));
  const inHand = flagDelisted(async (uscc, role, position) => {
    await projector.waitFor(position, VIEW_PATIENCE_MS);
    return claimsInHand(views, uscc, role);
  });
  const managers = [writePaymentFile(vault, channel), destroyKey(vault), settleDue, inHand];
  const processes = new ProcessRunner(store, managers, hands, cache);
  const indexer = new BlindIndexer(store, vault, vault.indexed());
  const running = { projector, processes, indexer };
  const parts = { folder, about, clock, store, vault, views, ...running, states, gateway, cache, repaired };
  if (options.live !== false) {
    await projector.start();
    processes.start();
    indexer.start();
  }
  return new Ledger(parts);
}

/** Log and vault, and what the first event says; written now where the folder is new. */
async function openedLog(
  folder: string,
  options: LedgerOptions,
  wall: () => string,
  keep: Keep,
): Promise<Pick<LedgerAssembly, 'store' | 'vault' | 'about'>> {
  // The log first: its lock tells who else writes the folder.
  const sealing: { vault?: SqliteKeyVault } = {};
  const store = keep(
    openSqliteEventStore({
      folder,
      upcasters,
      beforeCommit: () => sealing.vault?.settle(),
      reached: reachedByViews(folder),
    }),
  );
  if (store.head() === 0 && !options.create) throw new NoLedger(folder);
  const vault = keep(openSqliteKeyVault({ ...vaultOptions(options), folder, now: wall, mustExist: store.head() > 0 }));
  sealing.vault = vault;
  if (options.create && store.streamVersion(LEDGER_STREAM) === 0)
    await store.append(LEDGER_STREAM, 0, [firstEvent(options.create, vault, wall())]).durable;
  const opening = store.readStream(LEDGER_STREAM);
  assertOwnVault(opening, vault);
  const about = aboutLedger(opening);
  if (options.production && about.clock === 'simulated') throw new SimulatedInProduction();
  return { store, vault, about };
}

/** The ledger's clock, told what the log already holds. */
function clockOf({ clock: kind }: AboutLedger, store: SqliteEventStore, wall: () => string): Clock {
  const clock: Clock = kind === 'simulated' ? new SimulatedClock() : new RealClock(wall);
  const head = store.head();
  if (head > 0) for (const last of store.readAll(head - 1, 1).events) clock.advanceTo(last.recordedAt);
  return clock;
}

function commandSteps({
  store,
  vault,
  states,
  clock,
  about,
  step,
  register = { commands: allCommands, streams: allStreams },
}: Pick<LedgerAssembly, 'store' | 'vault' | 'states' | 'clock' | 'about'> &
  Pick<LedgerOptions, 'step' | 'register'>): CommandSteps {
  return new CommandSteps({
    ledgerId: about.ledgerId,
    registry: new Registry(register.commands, register.streams),
    store,
    states,
    vault,
    keyed: ledgerKeyed(vault),
    clock,
    authority,
    running: new RunningCommands(),
    nextEventId: eventId,
    policyStream: `${policyStream.prefix}-${POLICY_ID}`,
    ...(step ? { step } : {}),
  });
}

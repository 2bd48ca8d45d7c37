import { mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import {
  CommandGateway,
  CommandsElsewhere,
  CommandSteps,
  RealClock,
  Registry,
  repairOpenCommands,
  repairStale,
  RunningCommands,
  SimulatedClock,
  StaleCommands,
  StreamStates,
  type Answer,
  type Clock,
  type CommandRequest,
  type OnWritten,
} from '@ledger/commanding';
import { eventId, type EventStore } from '@ledger/eventlog';
import type { Loaded, Position, StreamRef } from '@ledger/kernel';
import type { Leases } from '@ledger/leases';
import { FilePaymentChannel } from '@ledger/payments';
import { destroyKey, flagDelisted, settleDue, writePaymentFile, type ProcessHands } from '@ledger/processes';
import { allCommands, allStreams, authority, policyStream, POLICY_ID } from '@ledger/streams';
import type { KeyVault } from '@ledger/vault';
import { claimsInHand } from '@ledger/views';
import type { AboutLedger } from './about-ledger';
import type { Background } from './background/background';
import { makeBackground } from './background/make-background';
import { ledgerKeyed } from './ledger-keyed';
import { holdsLedger, NoLedger, type LedgerOptions, type LedgerRegister } from './ledger-options';
import type { Reading } from './reading';
import { openStores } from './stores/open-stores';
import type { Keep, OpenedStores } from './stores/opened-stores';
import { tracedGateway } from './tracing/traced-gateway';
import { tracedLog } from './tracing/traced-log';

/** The longest that a question waits for the views to see its own writes. */
const VIEW_PATIENCE_MS = 30_000;
/** All that can be asked in the domain. */
const DOMAIN: LedgerRegister = { commands: allCommands, streams: allStreams };

/** What an open ledger is made of. */
export interface LedgerAssembly extends Pick<
  OpenedStores,
  'store' | 'vault' | 'views' | 'about' | 'cache' | 'embedded'
> {
  readonly folder: string;
  readonly clock: Clock;
  readonly background: Background;
  /** Where several processes share the stores: who does what only one may. */
  readonly leases: Leases | undefined;
  /** On a shared log: runs on what other processes left. */
  readonly stale: StaleCommands | undefined;
  readonly states: StreamStates;
  readonly gateway: CommandGateway;
  /** Commands that a crash had interrupted, run on at opening. */
  readonly repaired: readonly Answer[];
}

/** 台账: one open ledger with everything that runs over it. */
export class Ledger {
  constructor(
    readonly parts: LedgerAssembly,
    private readonly opened: readonly { close(): unknown }[],
  ) {}

  /** Opens a ledger to write, repairs what a crash interrupted, and starts projections and processes. */
  static async open(options: LedgerOptions): Promise<Ledger> {
    const folder = resolve(options.folder);
    if (!options.eventStore && !holdsLedger(folder) && !options.create) throw new NoLedger(folder);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const wall = options.wall ?? (() => new Date().toISOString());
    const opened: { close(): unknown }[] = [];
    try {
      return new Ledger(await assemble(folder, options, wall, opened), opened);
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
    const { folder, about, store, views, vault, background } = this.parts;
    const seen = (position: Position): Promise<void> => background.viewsSeen(position, VIEW_PATIENCE_MS);
    const searchable = (position: Position): Promise<void> => background.searchable(position, VIEW_PATIENCE_MS);
    const viewsAt = () => background.viewsAt();
    return { folder, about, log: store, views, vault, viewsAt, seen, searchable };
  }

  async load<S>(ref: StreamRef<S>): Promise<Loaded<S>> {
    // The state of a stream of this kind is what its own evolve made.
    return (await this.parts.states.load(ref.type, `${ref.type.prefix}-${ref.id}`)) as Loaded<S>;
  }

  async close(): Promise<void> {
    await this.parts.stale?.close();
    await this.parts.background.close();
    const { store, vault, views, cache } = this.parts;
    // The log first: what it still makes durable needs the vault.
    const first = new Set<{ close(): unknown }>([store, vault, views, cache]);
    for (const each of [...first, ...this.opened.toReversed().filter((part) => !first.has(part))]) await each.close();
  }
}

async function assemble(
  folder: string,
  options: LedgerOptions,
  wall: () => string,
  opened: { close(): unknown }[],
): Promise<LedgerAssembly> {
  const keep: Keep = (part) => {
    opened.push(part);
    return part;
  };
  const stores = await openStores(folder, options, wall, keep);
  const { store, vault, about, cache, views, embedded } = stores;
  const clock = await clockOf(about, store, wall);
  const states = new StreamStates(store, cache);
  embedded?.store.onFell(() => states.drop());
  const { register = DOMAIN, tracing } = options;
  const written = tracing ? tracedLog(store, tracing) : store;
  const steps = commandSteps({ store: written, vault, states, clock, about, step: options.step, register });
  // On a shared log an open command may be at work elsewhere.
  const repaired = store.shared ? [] : await repairOpenCommands(steps);
  const plain = new CommandGateway(steps, about.goLive === undefined ? {} : { goLive: about.goLive });
  const gateway = tracing ? tracedGateway(plain, new Set(register.commands.map(({ name }) => name)), tracing) : plain;
  const hands: ProcessHands = {
    load: async (ref) => (await states.load(ref.type, `${ref.type.prefix}-${ref.id}`)) as never,
    read: async ({ stream, version }) => {
      const [event] = await store.readStream(stream, { from: version, to: version });
      if (!event) throw new Error(`${stream} has no event ${version}`);
      return event;
    },
    execute: (request) => gateway.execute(request),
    commandId: (cause, step) => eventId(about.ledgerId, cause.id, step, 0),
  };
  const channel = new FilePaymentChannel(options.outbox ?? join(dirname(folder), 'outbox'));
  const inHand = flagDelisted(async (uscc, role, position) => {
    await background.viewsSeen(position, VIEW_PATIENCE_MS);
    return claimsInHand(views, uscc, role);
  });
  const managers = [writePaymentFile(vault, channel), destroyKey(vault), settleDue, inHand];
  const background: Background = makeBackground({ folder, options, stores, managers, hands });
  const isLive = options.live !== false;
  const stale = store.shared && isLive ? new StaleCommands(steps) : undefined;
  if (isLive) {
    await background.start();
    stale?.start();
  }
  const leases = stores.shared?.leases;
  const parts = { folder, about, clock, store, vault, views, cache, embedded, background, leases };
  return { ...parts, stale, states, gateway, repaired };
}

/** The ledger's clock, told what the log already holds. */
async function clockOf({ clock: kind }: AboutLedger, store: EventStore, wall: () => string): Promise<Clock> {
  const clock: Clock = kind === 'simulated' ? new SimulatedClock() : new RealClock(wall);
  const head = await store.head();
  if (head > 0) for (const last of (await store.readAll(head - 1, 1)).events) clock.advanceTo(last.recordedAt);
  return clock;
}

interface StepsParts extends Pick<LedgerOptions, 'step'> {
  readonly register: LedgerRegister;
  readonly store: EventStore;
  readonly vault: KeyVault;
  readonly states: StreamStates;
  readonly clock: Clock;
  readonly about: AboutLedger;
}

function commandSteps({ store, vault, states, clock, about, step, register }: StepsParts): CommandSteps {
  const registry = new Registry(register.commands, register.streams);
  const running = new RunningCommands();
  const runOn = async (id: string): Promise<boolean> => (await repairStale(steps, id)) !== undefined;
  const elsewhere = store.shared ? { elsewhere: new CommandsElsewhere({ store, running, registry, runOn }) } : {};
  const steps = new CommandSteps({
    ledgerId: about.ledgerId,
    registry,
    store,
    states,
    vault,
    keyed: ledgerKeyed(vault),
    clock,
    authority,
    running,
    ...elsewhere,
    nextEventId: eventId,
    policyStream: `${policyStream.prefix}-${POLICY_ID}`,
    ...(step ? { step } : {}),
  });
  return steps;
}

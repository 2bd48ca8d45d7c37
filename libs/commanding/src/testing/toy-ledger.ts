import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventId, openSqliteEventStore, SqliteCache, type SqliteEventStore } from '@ledger/eventlog';
import { openSqliteKeyVault, type SqliteKeyVault } from '@ledger/vault';
import type { Authority } from '../authority.port';
import { CommandGateway } from '../command-gateway';
import { CommandSteps, type StepHook } from '../command-steps';
import { SimulatedClock } from '../clocks';
import { VaultKeyed } from '../protect';
import { Registry } from '../registry';
import { repairOpenCommands } from '../repair';
import { RunningCommands } from '../running-commands';
import { StreamStates } from '../stream-states';
import { cancelOrder, freezeOrder, orderStream, placeOrder, policyToy, purseStream, shelfStream } from './toy-shop';
import type { Answer } from '../answer';

const AT = '2020-03-02T01:00:00.000Z';

/** The runner over the real embedded store, with the toy shop as its domain. A crash is an `abandon` at a step. */
export class ToyLedger {
  readonly folder = mkdtempSync(join(tmpdir(), 'toy-ledger-'));
  store!: SqliteEventStore;
  vault!: SqliteKeyVault;
  states!: StreamStates;
  gateway!: CommandGateway;
  repaired: Answer[] = [];
  private readonly authority: Authority = { mayTry: () => undefined, may: () => undefined };
  private cache!: SqliteCache;

  static async open(step?: StepHook, authority?: Partial<Authority>): Promise<ToyLedger> {
    const ledger = new ToyLedger();
    Object.assign(ledger.authority, authority);
    await ledger.reopen(step);
    return ledger;
  }

  async reopen(step?: StepHook): Promise<void> {
    this.vault = openSqliteKeyVault({ folder: this.folder, now: () => AT });
    this.store = openSqliteEventStore({ folder: this.folder, beforeCommit: () => this.vault.settle() });
    this.cache = new SqliteCache(this.folder);
    this.states = new StreamStates(this.store, this.cache);
    this.store.onFell(() => this.states.drop());
    const streams = [purseStream, shelfStream, orderStream, policyToy];
    const steps = new CommandSteps({
      ledgerId: 'toy',
      // Each kind is handed only what its own functions made.
      registry: new Registry([placeOrder, cancelOrder, freezeOrder], streams),
      store: this.store,
      states: this.states,
      vault: this.vault,
      keyed: new VaultKeyed(
        this.vault,
        (raw) => raw,
        (_kind, raw) => raw,
      ),
      clock: new SimulatedClock(),
      authority: this.authority,
      running: new RunningCommands(),
      nextEventId: eventId,
      policyStream: 'policy-XC',
      ...(step ? { step } : {}),
    });
    this.repaired = await repairOpenCommands(steps);
    this.gateway = new CommandGateway(steps);
  }

  /** Throws memory away as a crash would; what was written without being durable is lost with it. */
  crash(): void {
    this.store.abandon();
    this.vault.abandon();
    this.cache.close();
  }

  async close(): Promise<void> {
    await this.store.close();
    this.vault.close();
    this.cache.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  do(id: string, command: string, data: object, more: { ifMatch?: number; by?: string } = {}): Promise<Answer> {
    const { ifMatch, by = 'clerk' } = more;
    return this.gateway.execute({
      id,
      command,
      data,
      at: AT,
      actor: { id: by, role: 'CLERK', unit: 'XC' },
      ...(ifMatch === undefined ? {} : { ifMatch }),
    });
  }

  /** Nothing becomes durable until the function returned is called. */
  fillDisk(): () => void {
    const settle = this.vault.settle.bind(this.vault);
    this.vault.settle = () => {
      throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
    };
    return () => {
      this.vault.settle = settle;
    };
  }

  types(stream: string): string[] {
    return this.store.readStream(stream).map((event) => event.type);
  }
}

/** UUIDs by number. */
export const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

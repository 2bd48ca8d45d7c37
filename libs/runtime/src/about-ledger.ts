import { randomUUID } from 'node:crypto';
import { eventId } from '@ledger/eventlog';
import { canonicalJson, type LedgerEvent } from '@ledger/kernel';
import { ledgerStream, policyStream, POLICY_ID, type LedgerState } from '@ledger/streams';
import type { KeyVault } from '@ledger/vault';

export const LEDGER_STREAM = 'ledger-0';

/** What the first event says of the ledger. */
export type AboutLedger = LedgerState & { readonly ledgerId: string; readonly clock: 'real' | 'simulated' };

/** How a ledger is made, once and for all. */
export interface NewLedger {
  readonly clock: 'real' | 'simulated';
  /** Real clocks: until when imported acts of others are taken, ISO UTC. */
  readonly goLive?: string;
}

export function aboutLedger(events: readonly LedgerEvent[]): AboutLedger {
  const state = events.reduce((at, event) => ledgerStream.evolve(at, event), ledgerStream.initial());
  if (state.ledgerId === undefined || state.clock === undefined)
    throw new Error(`${LEDGER_STREAM} does not begin with the opening of a ledger`);
  return { ...state, ledgerId: state.ledgerId, clock: state.clock };
}

/** A simulated ledger begins with the plan's first day. */
const SIMULATED_START = '2019-01-01T00:00:00.000Z';

export function firstEvent(create: NewLedger, vault: KeyVault, now: string): LedgerEvent {
  const ledgerId = randomUUID();
  const at = create.clock === 'simulated' ? SIMULATED_START : now;
  const commandId = eventId(ledgerId, ledgerId, LEDGER_STREAM, 0);
  const digest = openingDigest(create, vault);
  return {
    id: eventId(ledgerId, commandId, LEDGER_STREAM, 0),
    stream: LEDGER_STREAM,
    version: 1,
    type: 'LedgerOpened',
    schemaVersion: 1,
    data: { ledgerId, ...create },
    actor: { id: 'ledger', role: 'SYSTEM', unit: 'XC' },
    unit: 'XC',
    command: { name: 'OpenLedger', id: commandId, digest },
    correlationId: commandId,
    causationId: commandId,
    occurredAt: at,
    recordedAt: at,
    policyVersion: `${policyStream.prefix}-${POLICY_ID}@0`,
  };
}

/** Keyed by the vault: the ledger's first event bears it, so that a vault of another ledger shows. */
const openingDigest = (create: object, vault: KeyVault): string =>
  vault.digest(canonicalJson({ command: 'OpenLedger', data: { ...create } }));

/**
 * The vault is the one that the log was written with. Under another's keys every pseudonym and digest would be a new one.
 * @throws ForeignVault
 */
export function assertOwnVault([first]: readonly LedgerEvent[], vault: KeyVault): void {
  if (first?.type !== 'LedgerOpened') return;
  const { ledgerId: _, ...create } = first.data as { readonly ledgerId: string };
  if (first.command.digest !== openingDigest(create, vault)) throw new ForeignVault();
}

/** 密钥库不属于此台账. */
export class ForeignVault extends Error {
  readonly zh = '密钥库不属于此台账：日志由另一密钥库写成；请恢复与日志同一台账的 vault.db 和主密钥。';

  constructor() {
    super("The vault is another ledger's; put back the vault.db, and its master key, that belong to this log.");
    this.name = 'ForeignVault';
  }
}

import type { LedgerEvent, StreamRef, StreamType } from '@ledger/kernel';
import type { LedgerRecorded } from './ledger.events';
import type { LedgerState } from './ledger.state';

function evolveLedger(state: LedgerState, recorded: LedgerEvent): LedgerState {
  const event = recorded as LedgerRecorded;
  if (event.type !== 'LedgerOpened') return state;
  const { ledgerId, clock, goLive } = event.data;
  return Object.assign(state, { ledgerId, clock, goLive });
}

/** 台账 as a stream: one event, the first of the log. */
export const ledgerStream: StreamType<LedgerState> = {
  prefix: 'ledger',
  stateVersion: 1,
  initial: () => ({}),
  evolve: evolveLedger,
  effects: {},
};

export const ledgerRef: StreamRef<LedgerState> = { type: ledgerStream, id: '0' };

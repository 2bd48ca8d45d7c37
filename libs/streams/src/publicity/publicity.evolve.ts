import type { LedgerEvent } from '@ledger/kernel';
import type { PublicityRecorded } from './publicity.events';
import type { PublicityState } from './publicity.state';

export function evolvePublicity(state: PublicityState, recorded: LedgerEvent): PublicityState {
  const event = recorded as PublicityRecorded;
  switch (event.type) {
    case 'PublicityOpened': {
      const { unit, caseIds, firstDay, lastDay } = event.data;
      Object.assign(state, { unit, caseIds, firstDay, lastDay, openedVersion: event.version });
      return step(state, event, 'open');
    }
    case 'PublicityClosed':
      return step(state, event, 'closed');
    case 'PublicityWithdrawn':
      return step(state, event, 'withdrawn');
    default:
      return state;
  }
}

function step(
  state: PublicityState,
  { occurredAt, actor }: LedgerEvent,
  status: PublicityState['status'],
): PublicityState {
  state.status = status;
  state.lastStepAt = occurredAt;
  state.lastStepBy = actor.id;
  return state;
}

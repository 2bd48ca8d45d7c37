import type { LedgerEvent } from '@ledger/kernel';
import type { CaseState } from '../case.state';

/** Remembers the event as the last step of the procedure. Its time never runs back, for a bank's late answer may. */
export function acted(state: CaseState, event: LedgerEvent): CaseState {
  const { actor } = event;
  if (state.lastStepAt === undefined || event.occurredAt > state.lastStepAt) state.lastStepAt = event.occurredAt;
  state.lastStepBy = actor.id;
  state.lastStepRole = actor.role;
  state.lastStepUnit = actor.unit;
  state.lastStepType = event.type;
  state.lastStepVersion = event.version;
  return state;
}

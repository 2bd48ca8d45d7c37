import type { LedgerEvent } from '@ledger/kernel';
import type { MoneyEffect } from '../case.events';
import type { CaseState, CaseStep } from '../case.state';
import { applyMoney, endAssignments } from '../payout-lines';

/** Nothing is due any more; the slot goes back. What the bank still has waits for its answer. */
export function endClaim(state: CaseState, step: CaseStep, e: LedgerEvent, effect: MoneyEffect): void {
  state.stepBefore = state.step;
  state.step = step;
  state.dueBeforeFen = state.dueFen;
  state.dueFen = 0;
  state.slotBefore = state.slot;
  state.slot = undefined;
  state.endedVersion = e.version;
  state.pendingDueFen = effect.waitsForBank ? 0 : undefined;
  endAssignments(state);
  applyMoney(state, effect, e);
}

import type { RecordedOf } from '@ledger/kernel';
import type { CaseEventMap } from '../case.events';
import type { CaseState, TakenStep } from '../case.state';
import { attemptOf } from '../payout-lines';

/** 支付指令: which command gave it, and after which step. */
export function instructing(state: CaseState, e: RecordedOf<Pick<CaseEventMap, 'PayoutInstructed'>>): void {
  const found = attemptOf(state, e.data.line, e.data.attempt);
  if (!found) return;
  found.instructedBy = e.command.id;
  found.instructedVersion = e.version;
  found.instructedAfter = lastStep(state);
}

/** A dispatch that was refused was no step: others need not be dated after it, and the step before it is the last again. */
export function instructionTakenBack(state: CaseState, at: { readonly line: number; readonly attempt: number }): void {
  const found = attemptOf(state, at.line, at.attempt);
  if (!found) return;
  const { instructedVersion: version, instructedAfter: before } = found;
  const next = state.lines
    .flatMap(({ attempts }) => attempts)
    .find(({ instructedAfter }) => version !== undefined && instructedAfter?.lastStepVersion === version);
  if (next) next.instructedAfter = before;
  else if (before && state.lastStepVersion === version) Object.assign(state, before);
  found.instructedBy = undefined;
  found.instructedVersion = undefined;
  found.instructedAfter = undefined;
}

const lastStep = (state: CaseState): TakenStep => ({
  lastStepAt: state.lastStepAt,
  lastStepBy: state.lastStepBy,
  lastStepRole: state.lastStepRole,
  lastStepUnit: state.lastStepUnit,
  lastStepType: state.lastStepType,
  lastStepVersion: state.lastStepVersion,
});

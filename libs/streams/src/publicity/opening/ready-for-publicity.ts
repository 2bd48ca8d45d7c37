import type { CaseState } from '../../case';

/** The rule that keeps a case out of a unit's list, if any does: another unit's, not at this step, not passed, or held. */
export function keptOutBy(state: CaseState, unit: string, at: string): string | undefined {
  if (state.step !== 'none' && state.unit !== unit) return 'A-002-unit';
  if (state.step !== 'second-reviewed' || (state.lastStepAt ?? '') > at) return 'B.5-order';
  if (state.firstVerdict !== 'PASS' || state.secondVerdict !== 'PASS') return 'B.5-order';
  return state.held ? 'B.5-order' : undefined;
}

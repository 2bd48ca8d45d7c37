import { drawKey, type ClassState } from '../../class';
import type { CaseState } from '../case.state';
import { wasDispatched } from '../payout-lines';

interface Drawing {
  readonly state: CaseState;
  readonly class: ClassState;
  readonly replaced: CaseState | undefined;
  readonly caseId: string;
  readonly commandId: string;
}

/**
 * 资金来源: a claim draws on its class while the class is open. It is encumbered anew on the fund line where the class is closed,
 * or where the class's money for this place has already gone to the bank, for this claim or for the voided one that it replaces:
 * that draw stays with the class.
 */
export function drawFrom({ state, class: training, replaced, caseId, commandId }: Drawing): 'class' | 'fund' {
  const draw = training.draws[drawKey(caseId, 1)];
  if (draw !== undefined) return draw.commandId === commandId ? 'class' : 'fund';
  if (training.status === 'closed' || wasDispatched(state)) return 'fund';
  return replaced !== undefined && wasDispatched(replaced) ? 'fund' : 'class';
}

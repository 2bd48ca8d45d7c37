import { fails, holds, type Rule, yuan } from '@ledger/kernel';
import { drawKey, freeFen } from '../../../class';
import type { ClaimInput } from '../claim-input';

/** A-071-class: the claim draws on what its class still holds. On a closed class the fund line is asked instead. */
export const classCovers: Rule<ClaimInput> = {
  ruleId: 'A-071-class',
  clause: '二(三)2',
  judge({ class: training, command: { amountFen }, drawFrom, caseId, commandId }) {
    if (drawFrom === 'fund' || training.draws[drawKey(caseId, 1)]?.commandId === commandId) return holds(amountFen);
    const left = freeFen(training);
    return amountFen <= left
      ? holds(amountFen)
      : fails(
          `申请金额 ${yuan(amountFen)} 元超过班期占用资金的余额 ${yuan(left)} 元；请核对金额和等级，或待班期资金退回后再申请。`,
          `The amount ${yuan(amountFen)} yuan is more than the ${yuan(left)} that the class has left of what it encumbered; check amount and level, or claim once money has come back to the class.`,
          left,
        );
  },
};

import { fails, holds, type Rule } from '@ledger/kernel';
import type { Act, Phrase } from './act';

/** D.4-batch 已指令的款项: what the bank was told to pay, or has paid, is changed by a correction, not by a step back. */
export const notAtBank = (act: Phrase): Rule<Act> => ({
  ruleId: 'D.4-batch',
  clause: '二(三)2',
  judge: ({ state }) => {
    const moving = state.lines.find(({ place }) => place === 'in-transit');
    if (moving) {
      return fails(
        `第 ${moving.line} 行已发往银行，不能${act.zh}；请等银行回盘后再办理，确需追回的提出更正（撤销补贴）。`,
        `Line ${moving.line} was already dispatched to the bank, so you cannot ${act.en}; wait for the bank's answer, or propose a correction that revokes the grant.`,
        moving.line,
      );
    }
    const paid = state.lines.find(({ place }) => place === 'paid');
    if (paid) {
      return fails(
        `第 ${paid.line} 行已拨付到账，不能${act.zh}；请提出更正（撤销补贴），由两人决定后追回。`,
        `Line ${paid.line} was already paid, so you cannot ${act.en}; propose a correction that revokes the grant, and recover the money.`,
        paid.line,
      );
    }
    return holds(state.lines.length);
  },
});

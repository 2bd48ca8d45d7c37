import { fails, holds, yuan, type Rule } from '@ledger/kernel';
import type { CaseState } from '../case.state';
import { recoveredFen } from '../recovery/open-fen';
import type { Act, Phrase } from './act';

/** What the payee gave back, or was let off giving back, fen. */
const settledWithPayee = (state: CaseState): number => recoveredFen(state) + state.forgivenFen;

/**
 * D.4-batch 已追回的款项: money went both ways between payee and fund, so that more must be settled than a draw to give back.
 * A revocation does that, and what the payee gave back is owed to them.
 */
export const nothingRepaid = (act: Phrase): Rule<Act> => ({
  ruleId: 'D.4-batch',
  clause: '二(三)2',
  judge({ state }) {
    const settledFen = settledWithPayee(state);
    return settledFen === 0
      ? holds(settledFen)
      : fails(
          `本案已向收款人追回或核销 ${yuan(settledFen)} 元，不能${act.zh}；请提出更正（撤销补贴），由两人决定后一并结算。`,
          `${yuan(settledFen)} yuan was already recovered from the payee or written off, so you cannot ${act.en}; propose a correction that revokes the grant, which settles that too.`,
          settledFen,
        );
  },
});

import { fails, holds, type Rule } from '@ledger/kernel';
import { wasDispatched } from '../payout-lines';
import type { Act, Phrase } from './act';

/** D.4-batch: nothing of the claim was ever sent to the bank. */
export const neverDispatched = (act: Phrase): Rule<Act> => ({
  ruleId: 'D.4-batch',
  clause: '二(三)2',
  judge: ({ state }) =>
    wasDispatched(state)
      ? fails(
          `本案已发往银行，不能${act.zh}；请提出更正（撤销补贴、更正金额或账户），由两人决定。`,
          `The claim was already dispatched to the bank, so you cannot ${act.en}; propose a correction (of the grant, amount or account), which two people decide.`,
        )
      : holds(),
});

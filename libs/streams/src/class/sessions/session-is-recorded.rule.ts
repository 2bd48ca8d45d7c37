import { fails, holds, type Rule } from '@ledger/kernel';
import type { ClassState } from '../class.state';

/** B.5-order: the session is on record. */
export const sessionIsRecorded: Rule<{ readonly command: { readonly no: number }; readonly state: ClassState }> = {
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge: ({ command: { no }, state }) =>
    state.sessions[no]
      ? holds(no)
      : fails(`第 ${no} 次课没有记录；请先记录该课次。`, `Session ${no} is not on record; record it first.`, no),
};

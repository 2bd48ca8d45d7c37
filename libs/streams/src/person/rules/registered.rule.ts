import { fails, holds, type Rule } from '@ledger/kernel';
import type { PersonState } from '../person.state';

/** B.5-order: the person is registered, and the key under which the values are sealed was not destroyed. */
export const registered: Rule<{ readonly state: PersonState }> = {
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge: ({ state }) => {
    if (!state.registered)
      return fails('该人员尚未登记；请先办理人员登记。', 'The person is not registered; register the person first.');
    if (state.keyDestroyed) {
      return fails(
        '该人员的信息已按规定销毁密钥，不可读取；如本人再次参加培训，请重新办理人员登记。',
        'The key of this person was destroyed and the values cannot be read; if the person comes back, register anew.',
      );
    }
    return holds();
  },
};

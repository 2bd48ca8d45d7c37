import { fails, holds, type Rule } from '@ledger/kernel';
import type { PublicityState } from '../publicity.state';

/** A list, and when somebody acts on it (business time, ISO UTC). */
export interface OnList {
  readonly state: PublicityState;
  readonly at: string;
}

const statusIs = (...wanted: readonly PublicityState['status'][]): Rule<OnList> => ({
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge({ state, at }) {
    const { status, lastStepAt, lastStepBy } = state;
    if (status === 'none') {
      return fails('没有这个编号的公示；请核对编号。', 'There is no publication of this id; check it.', status);
    }
    if (!wanted.includes(status)) {
      return fails(
        `该公示状态为 ${status}，由 ${lastStepBy} 于 ${lastStepAt} 办理；不能再次办理，请核对编号。`,
        `The publication is ${status} since ${lastStepBy} acted at ${lastStepAt}; that cannot be done again, so check the id.`,
        status,
      );
    }
    if (lastStepAt !== undefined && at < lastStepAt) {
      return fails(
        `业务时间 ${at} 早于上一步的 ${lastStepAt}；请改用其后的时间。`,
        `The business time ${at} lies before the last step at ${lastStepAt}; use a time after it.`,
        status,
      );
    }
    return holds(status);
  },
});

/** B.5-order: only an open list is closed. */
export const isOpen = statusIs('open');

/** B.5-order: a list that was closed in error, or opened in error, can be withdrawn. */
export const isOpenOrClosed = statusIs('open', 'closed');

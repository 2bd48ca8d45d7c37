import { fails, holds, localTimeOf, type Rule } from '@ledger/kernel';
import { PUBLICITY_STATUS_NAMES, type PublicityState } from '../publicity.state';

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
    const acted = lastStepAt === undefined ? '' : localTimeOf(lastStepAt);
    if (!wanted.includes(status)) {
      return fails(
        `该公示${PUBLICITY_STATUS_NAMES[status].zh}（${acted} 由 ${lastStepBy} 办理），不能再次办理；请核对编号。`,
        `The publication is ${PUBLICITY_STATUS_NAMES[status].en} (${lastStepBy} acted at ${acted}) and that cannot be done again; check the id.`,
        status,
      );
    }
    if (lastStepAt !== undefined && at < lastStepAt) {
      return fails(
        `业务时间 ${localTimeOf(at)} 早于上一步的 ${acted}；请改用其后的时间。`,
        `The business time ${localTimeOf(at)} lies before the last step at ${acted}; use a time after it.`,
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

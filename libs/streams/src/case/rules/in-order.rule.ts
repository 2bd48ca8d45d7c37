import { fails, holds, localTimeOf, type Rule } from '@ledger/kernel';
import { lastStepOf } from '../../rules';
import type { CaseState, CaseStep } from '../case.state';
import { CASE_EVENT_NAMES } from '../event-names';
import { STEP_NAMES } from '../step-names';
import type { Act, Phrase } from './act';

/**
 * B.5-order 办理顺序: the case exists, nothing later was done before, and it stands at one of the steps.
 * `act` is what is asked for; `todo` what the user can do instead.
 */
export const inOrder = (act: Phrase, steps: readonly CaseStep[], todo: Phrase): Rule<Act> => ({
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge: ({ state, at }) => {
    if (state.step === 'none') {
      return fails(
        `没有这个个案，不能${act.zh}；请核对个案编号。`,
        `There is no such case, so you cannot ${act.en}; check the case id.`,
        state.step,
      );
    }
    if (!steps.includes(state.step)) {
      return fails(
        `本案${STEP_NAMES[state.step].zh}（${actedFirst(state).zh}），不能${act.zh}；${todo.zh}。`,
        `The case stands at “${STEP_NAMES[state.step].en}” (${actedFirst(state).en}), so you cannot ${act.en}; ${todo.en}.`,
        state.step,
      );
    }
    if (state.lastStepAt !== undefined && at < state.lastStepAt) {
      return fails(
        `业务时间 ${localTimeOf(at)} 早于上一步的 ${localTimeOf(state.lastStepAt)}（${actedFirst(state).zh}），不能${act.zh}；请改用上一步之后的时间。`,
        `The business time ${localTimeOf(at)} lies before the last step at ${localTimeOf(state.lastStepAt)} (${actedFirst(state).en}), so you cannot ${act.en}; use a time after it.`,
        state.step,
      );
    }
    return holds(state.step);
  },
});

const actedFirst = (state: CaseState): Phrase =>
  lastStepOf(state, CASE_EVENT_NAMES) ?? { zh: '尚未办理', en: 'nothing was done yet' };

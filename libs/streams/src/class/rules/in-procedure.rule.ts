import { fails, holds, type Rule } from '@ledger/kernel';
import { lastStepOf, notBefore } from '../../rules';
import type { ClassState, ClassStatus } from '../class.state';
import { CLASS_EVENT_NAMES } from '../event-names';

interface Acting {
  readonly state: ClassState;
  readonly context: { readonly at: string };
}

/** 班期状态 as users read them. */
export const CLASS_STATUS_NAMES: Readonly<Record<ClassStatus, { readonly zh: string; readonly en: string }>> = {
  none: { zh: '未备案', en: 'not filed' },
  filed: { zh: '已备案、待核准', en: 'filed, waiting for approval' },
  returned: { zh: '已退回', en: 'returned' },
  approved: { zh: '已核准', en: 'approved' },
  started: { zh: '已开班', en: 'started' },
  finished: { zh: '已结业', en: 'finished' },
  cancelled: { zh: '已取消', en: 'cancelled' },
  closed: { zh: '已结清', en: 'closed' },
};

const atStep = (steps: readonly ClassStatus[]): Rule<Acting> => ({
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge: ({ state }) => {
    if (steps.includes(state.status)) return holds(state.status);
    const [is, wanted] = [CLASS_STATUS_NAMES[state.status], steps.map((step) => CLASS_STATUS_NAMES[step])];
    const last = lastStepOf(state, CLASS_EVENT_NAMES);
    const done = last ? { zh: `（${last.zh}）`, en: ` (${last.en})` } : { zh: '', en: '' };
    return fails(
      `班期${is.zh}${done.zh}，本事项只能在${wanted.map(({ zh }) => `“${zh}”`).join('或')}时办理；请核对班期编号和状态。`,
      `The class is ${is.en}${done.en}, and this can be done only while it is ${wanted.map(({ en }) => en).join(' or ')}; check the class and its status.`,
      state.status,
    );
  },
});

/** B.5-order 办理顺序: the class stands at one of the steps, and the act does not lie before the last one. */
export const inProcedure = (...steps: readonly ClassStatus[]): readonly Rule<Acting>[] => [
  atStep(steps),
  notBefore(({ state }) => state.lastStepAt),
];

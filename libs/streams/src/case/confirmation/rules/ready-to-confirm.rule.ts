import { fails, holds, type Rule } from '@ledger/kernel';
import type { ReviewFlag } from '../../case.events';
import { FRAUD, OUTCOME_NAMES } from '../../review/outcomes';
import { FLAG_NAMES, flagsNamed } from '../../review/review-flags';
import type { Act } from '../../rules/act';
import { inOrder } from '../../rules/in-order.rule';

const order = inOrder({ zh: '确认', en: 'confirm the claim' }, ['publicity-ended'], {
  zh: '公示期满并关闭公示后方可确认，且只确认一次',
  en: 'it is confirmed once, after the publicity has ended and was closed',
});

/** B.5-publicity 公示期未满不得确认; otherwise the order of the steps. */
export const afterPublicity: Rule<Act> = {
  ruleId: 'B.5-publicity',
  clause: '二(三)3',
  judge: (act) => {
    if (act.state.step !== 'publicity') return order.judge(act);
    const { publicityLastDay: lastDay } = act.state;
    return fails(
      `本案公示到 ${lastDay} 日终才期满；请在期满后由受理人员关闭公示，再确认。`,
      `The claim is in publicity until the end of ${lastDay}; let a clerk close the publicity after that day, then confirm.`,
      lastDay,
    );
  },
};

/** 暂缓: a held claim goes no further. */
export const notHeld: Rule<Act> = {
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge: ({ state }) =>
    state.held
      ? fails(
          `本案由 ${state.heldBy} 暂缓办理；请先解除暂缓。`,
          `The claim is held by ${state.heldBy}; release the hold first.`,
          state.heldBy,
        )
      : holds(),
};

/** B.5-publicity 异议: none is open, and one that was upheld has led to a correction. */
export const objectionsSettled: Rule<Act> = {
  ruleId: 'B.5-publicity',
  clause: '二(三)3',
  judge: ({ state }) => {
    const objections = Object.entries(state.objections);
    for (const [id, { open, upheld, resolvedVersion = 0 }] of objections) {
      if (open) {
        return fails(
          `异议 ${id} 尚未处理；请先处理再确认。`,
          `The objection ${id} is still open; resolve it first.`,
          id,
        );
      }
      if (upheld && (state.correctedVersion ?? 0) < resolvedVersion) {
        return fails(
          `异议 ${id} 成立，本案此后未作更正；请先更正或驳回，结论有误的收回处理结果。`,
          `The objection ${id} was upheld and nothing was corrected since; correct or reject the claim, or take a wrong resolution back.`,
          id,
        );
      }
    }
    return holds(objections.length);
  },
};

/** 复核标记: each is closed by a person first. */
export const flagsClosed: Rule<Act> = {
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge: ({ state }) =>
    state.openFlags.length === 0
      ? holds(state.closedFlags)
      : fails(
          `标记“${flagsNamed(state.openFlags).zh}”尚未关闭；请由审核或确认人员写明理由逐项关闭后再确认。`,
          `Flagged “${flagsNamed(state.openFlags).en}” and not closed yet; let a reviewer or confirmer close each flag with reasons, then confirm.`,
          state.openFlags,
        ),
};

/** a claim in which fraud was found is not paid. */
export const noFraud: Rule<Act> = {
  ruleId: 'A-076',
  clause: '二(三)3',
  judge: ({ state }) => {
    for (const [found, { outcome, by }] of Object.entries(state.flagFindings)) {
      if (!FRAUD.includes(outcome)) continue;
      const flag = found as ReviewFlag;
      return fails(
        `标记“${FLAG_NAMES[flag].zh}”由 ${by} 定性为${OUTCOME_NAMES[outcome].zh}，不得确认；请驳回，定性有误的重新打开标记。`,
        `The flag “${FLAG_NAMES[flag].en}” was closed by ${by} as ${OUTCOME_NAMES[outcome].en}, so the claim cannot be confirmed; reject it, or reopen the flag if the finding is wrong.`,
        flag,
      );
    }
    return holds();
  },
};

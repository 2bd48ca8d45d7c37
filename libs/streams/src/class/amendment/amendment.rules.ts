import { canonicalJson, fails, holds, localTimeOf, type Rule, yuan } from '@ledger/kernel';
import type { ClassPlan } from '../class.events';
import type { ClassState } from '../class.state';

/** An amended plan against the class as it stands. */
export interface AmendmentCheck {
  readonly plan: ClassPlan;
  readonly state: ClassState;
  /** Business time of the act. */
  readonly at: string;
}

/** B.5-order: nobody on the roster loses a place by a smaller head-count. */
const roomForTheRoster: Rule<AmendmentCheck> = {
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge: ({ plan, state }) => {
    const value = { headCount: plan.headCount, enrolled: state.placeCount };
    if (plan.headCount >= state.placeCount) return holds(value);
    return fails(
      `名册已有 ${state.placeCount} 人，人数不能减到 ${plan.headCount} 人；请先作废多余的报名。`,
      `${state.placeCount} are on the roster, so the head-count cannot become ${plan.headCount}; void the enrolments that are too many first.`,
      value,
    );
  },
};

/** B.5-order: the new start lies ahead. */
const startsLater: Rule<AmendmentCheck> = {
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge: ({ plan, at }) => {
    const value = { at, startsAt: plan.startsAt };
    if (at < plan.startsAt) return holds(value);
    return fails(
      `变更后的开班时间 ${localTimeOf(plan.startsAt)} 已过；请另定开班时间。`,
      `The amended start ${localTimeOf(plan.startsAt)} is past; choose a later one.`,
      value,
    );
  },
};

/** B.5-order: a proposal changes something; a class that cannot be paid may also ask to be encumbered anew as it is. */
export const changesSomething: Rule<AmendmentCheck> = {
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge: ({ plan, state }) =>
    state.unpayable === undefined && canonicalJson(plan) === canonicalJson(state.plan)
      ? fails(
          '没有填写要变更的内容，或与现行计划相同；请填写变更项。',
          'Nothing is to be changed, or all is as it was; say what changes.',
        )
      : holds(),
};

/** B.5-order: the plan that the proposal changes is still the one in force. */
export const planUnchangedSince: Rule<{ readonly state: ClassState; readonly planVersion: number | undefined }> = {
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge: ({ state, planVersion }) => {
    const value = { proposedOn: planVersion ?? null, inForce: state.planVersion ?? null };
    if (planVersion === state.planVersion) return holds(value);
    return fails(
      '提出之后班期计划又有变更，本次变更不能直接批准；请不予批准后按现行计划重新提出。',
      'The plan was amended after this was proposed, so it cannot be approved as it is; decline it and propose it anew on the plan in force.',
      value,
    );
  },
};

/** A-071-class: what claims have drawn stays covered. */
export const coversDraws: Rule<AmendmentCheck & { readonly amountFen: number }> = {
  ruleId: 'A-071-class',
  clause: '二(三)2',
  judge: ({ state, amountFen }) => {
    const value = { amountFen, drawnFen: state.drawnFen };
    if (amountFen >= state.drawnFen) return holds(value);
    return fails(
      `变更后占用 ${yuan(amountFen)} 元，少于已支用的 ${yuan(state.drawnFen)} 元；请先退回相应申请。`,
      `After the change the class would hold ${yuan(amountFen)} yuan, less than the ${yuan(state.drawnFen)} drawn; have those claims given back first.`,
      value,
    );
  },
};

export const amendmentRules: readonly Rule<AmendmentCheck>[] = [startsLater, roomForTheRoster];

import { accept, defineCommand, fails, holds, judge, refuse, type Rule } from '@ledger/kernel';
import { caseEvent } from '../case.events';
import type { CaseState } from '../case.state';
import { caseStream } from '../case.stream';
import { subjectOfCase } from '../case-subject';
import { actOn, type Act } from '../rules/act';
import { inOrder } from '../rules/in-order.rule';
import { otherPersonThan } from '../rules/other-person.rule';
import { AcceptClaim } from './accept-claim.command';

const act = { zh: '受理', en: 'accept the claim' };

/** What was asked for in error, or is no longer needed, is waived by accepting without it: with a reason. */
const waiverHasReason: Rule<Act & { readonly reason?: string }> = {
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge: ({ state, reason }) =>
    state.supplements.length === 0 || reason !== undefined
      ? holds(state.supplements.length)
      : fails(
          `尚有 ${state.supplements.length} 项材料待补正：${state.supplements.join('、')}；请等待补正，或写明免予补正的理由再受理。`,
          `${state.supplements.length} supplements are still outstanding: ${state.supplements.join(', ')}; wait for them, or accept with the reason why they are waived.`,
          state.supplements.length,
        ),
};
const rules: readonly Rule<Act & { readonly reason?: string }>[] = [
  inOrder(act, ['submitted', 'supplements'], {
    zh: '申请提交之后方可受理，且只受理一次；有误的先收回原受理',
    en: 'it follows the submission and is made once; a wrong one is taken back first',
  }),
  waiverHasReason,
  otherPersonThan(act, 'submitter'),
];

export const acceptClaim = defineCommand<AcceptClaim, AcceptClaim, CaseState>({
  name: 'AcceptClaim',
  zh: '受理',
  en: 'Accept the claim',
  shape: AcceptClaim,
  stream: caseStream,
  target: ({ caseId }) => caseId,
  subject: subjectOfCase,
  decide({ reason }, state, context) {
    const { refusal, evidence } = judge(rules, { ...actOn(state, context), reason });
    if (refusal) return refuse(refusal, evidence);
    return accept(caseEvent('ClaimAccepted', {}), { evidence });
  },
});

import { accept, defineCommand, factOf, fails, holds, judge, refuse, type Loaded, type Rule } from '@ledger/kernel';
import { classRef, type ClassState } from '../../class';
import type { PolicyState } from '../../policy';
import { caseEvent, type CaseRecorded } from '../case.events';
import type { CaseState, CaseStep } from '../case.state';
import { caseStream } from '../case.stream';
import { subjectOfCase } from '../case-subject';
import { droppedRecoveries } from '../correction/money-change';
import { moneyBackEffects, moneyBackOf, slotBackEffect } from '../money-back';
import { recoveryPostings } from '../recovery/recovery-postings';
import { actOn, NO_CLASS, type Act } from '../rules/act';
import { inOrder } from '../rules/in-order.rule';
import { otherPersonThan } from '../rules/other-person.rule';
import { STEP_NAMES } from '../step-names';
import { RejectClaim } from './reject-claim.command';

type F = { policy: Loaded<PolicyState>; class: Loaded<ClassState> };

const act = { zh: '驳回', en: 'reject the claim' };
const REVIEW_STEPS: readonly CaseStep[] = ['accepted', 'first-reviewed', 'second-reviewed'];

/** Reviewers reject while the claim is under review; before and after that it is the confirmer's to do. */
const reviewersDuringReview: Rule<Act> = {
  ruleId: 'A-083-role',
  clause: '三(一)',
  judge: ({ state, actor }) =>
    actor.role !== 'REVIEWER' || REVIEW_STEPS.includes(state.step)
      ? holds(actor.role)
      : fails(
          `本案${STEP_NAMES[state.step].zh}，审核人员只能驳回审核中的申请；请由确认人员驳回。`,
          `The claim is ${STEP_NAMES[state.step].en}; a reviewer rejects only while it is under review, so let a confirmer reject it.`,
          actor.role,
        ),
};
const rules: readonly Rule<Act>[] = [
  inOrder(
    act,
    ['submitted', 'supplements', 'accepted', 'first-reviewed', 'second-reviewed', 'publicity', 'publicity-ended'],
    {
      zh: '确认前可以驳回；已确认的先收回确认，已拨付的提出更正（撤销补贴）',
      en: 'a claim is rejected before confirmation; take the confirmation back first, or revoke the grant once it is paid',
    },
  ),
  reviewersDuringReview,
  otherPersonThan(act, 'submitter', 'first-reviewer', 'second-reviewer'),
];

export const rejectClaim = defineCommand<RejectClaim, RejectClaim, CaseState, F>({
  name: 'RejectClaim',
  zh: '驳回',
  en: 'Reject the claim',
  shape: RejectClaim,
  stream: caseStream,
  target: ({ caseId }) => caseId,
  needs: (_command, { classId }) => ({ class: classRef(classId ?? NO_CLASS) }),
  subject: subjectOfCase,
  decide({ opinion }, state, context) {
    const { refusal, evidence } = judge(rules, actOn(state, context));
    if (refusal) return refuse(refusal, evidence);
    const { class: held } = context.facts;
    const effect = moneyBackOf(state, held.state.status);
    return accept(
      [
        caseEvent('ClaimRejected', { opinion, effect, commandId: context.commandId }),
        ...droppedRecoveries(state, effect),
      ],
      {
        evidence: { ...evidence, facts: [factOf(held, 'status', held.state.status)] },
      },
    );
  },
  after(events, state) {
    const [rejected, ...recoveries] = events as readonly CaseRecorded[];
    if (rejected?.type !== 'ClaimRejected') return [];
    return [
      ...moneyBackEffects(state, rejected.data.effect, 'rejected'),
      ...recoveries.flatMap((each) => recoveryPostings(each, state)),
      slotBackEffect(state, 'rejected'),
    ];
  },
});

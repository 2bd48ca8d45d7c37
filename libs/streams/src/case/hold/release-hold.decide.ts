import { accept, defineCommand, fails, holds, judge, refuse, type Rule } from '@ledger/kernel';
import { caseEvent } from '../case.events';
import type { CaseState } from '../case.state';
import { caseStream } from '../case.stream';
import { subjectOfCase } from '../case-subject';
import { actOn, type Act } from '../rules/act';
import { correcting } from '../rules/correcting';
import { inOrder } from '../rules/in-order.rule';
import { otherPersonThan } from '../rules/other-person.rule';
import { LIVE_STEPS } from '../step-names';
import { ReleaseHold } from './release-hold.command';

const act = { zh: '解除暂缓', en: 'release the hold' };

const isHeld: Rule<Act> = {
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge: ({ state }) =>
    state.held
      ? holds(state.heldBy)
      : fails(
          '本案未暂缓，无须解除；请核对个案编号。',
          'The claim is not held, so there is nothing to release; check the case id.',
        ),
};
const rules: readonly Rule<Act>[] = [
  inOrder(act, [...LIVE_STEPS, 'enrolled', 'rejected', 'withdrawn', 'revoked', 'voided'], {
    zh: '请核对个案编号',
    en: 'check the case id',
  }),
  isHeld,
  otherPersonThan(act, 'submitter'),
];

export const releaseHold = defineCommand<ReleaseHold, ReleaseHold, CaseState>({
  name: 'ReleaseHold',
  zh: '解除暂缓',
  en: 'Release the hold',
  shape: ReleaseHold,
  stream: caseStream,
  target: ({ caseId }) => caseId,
  subject: subjectOfCase,
  decide(_command, state, context) {
    const { refusal, evidence } = judge(rules, actOn(state, context));
    if (refusal) return refuse(refusal, evidence);
    return accept(caseEvent('HoldReleased', {}, correcting(context, state.heldVersion)), { evidence });
  },
});

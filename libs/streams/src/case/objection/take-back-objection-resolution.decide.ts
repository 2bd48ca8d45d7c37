import { accept, defineCommand, judge, refuse, type Rule } from '@ledger/kernel';
import { caseEvent } from '../case.events';
import type { CaseState } from '../case.state';
import { caseStream } from '../case.stream';
import { subjectOfCase } from '../case-subject';
import { actOn } from '../rules/act';
import { correcting } from '../rules/correcting';
import { inOrder } from '../rules/in-order.rule';
import { otherPersonThan } from '../rules/other-person.rule';
import { notOwnObjection, objectionIs, type OnObjection } from './rules/known-objection.rule';
import { TakeBackObjectionResolution } from './take-back-objection-resolution.command';

const act = { zh: '收回异议处理结果', en: 'take the resolution back' };
const rules: readonly Rule<OnObjection>[] = [
  inOrder(act, ['publicity', 'publicity-ended'], {
    zh: '确认前可以收回；已确认的先收回确认',
    en: 'it is taken back before confirmation; take the confirmation back first',
  }),
  objectionIs('resolved'),
  otherPersonThan(act, 'submitter', 'first-reviewer', 'second-reviewer'),
  notOwnObjection,
];

export const takeBackObjectionResolution = defineCommand<
  TakeBackObjectionResolution,
  TakeBackObjectionResolution,
  CaseState
>({
  name: 'TakeBackObjectionResolution',
  zh: '收回异议处理结果',
  en: 'Take back the resolution of an objection',
  shape: TakeBackObjectionResolution,
  stream: caseStream,
  target: ({ caseId }) => caseId,
  subject: subjectOfCase,
  decide({ objectionId }, state, context) {
    const { refusal, evidence } = judge(rules, { ...actOn(state, context), objectionId });
    if (refusal) return refuse(refusal, evidence);
    const { resolvedVersion } = state.objections[objectionId]!;
    return accept(caseEvent('ObjectionResolutionTakenBack', { objectionId }, correcting(context, resolvedVersion)), {
      evidence,
    });
  },
});

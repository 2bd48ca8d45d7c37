import { accept, defineCommand, judge, refuse, type Rule } from '@ledger/kernel';
import { caseEvent } from '../case.events';
import type { CaseState } from '../case.state';
import { caseStream } from '../case.stream';
import { subjectOfCase } from '../case-subject';
import { actOn } from '../rules/act';
import { inOrder } from '../rules/in-order.rule';
import { otherPersonThan } from '../rules/other-person.rule';
import { ResolveObjection } from './resolve-objection.command';
import { notOwnObjection, objectionIs, type OnObjection } from './rules/known-objection.rule';

const act = { zh: '处理异议', en: 'resolve the objection' };
const rules: readonly Rule<OnObjection>[] = [
  inOrder(act, ['publicity', 'publicity-ended'], {
    zh: '异议在公示之后、确认之前处理',
    en: 'objections are resolved from publication until confirmation',
  }),
  objectionIs('open'),
  otherPersonThan(act, 'submitter', 'first-reviewer', 'second-reviewer'),
  notOwnObjection,
];

export const resolveObjection = defineCommand<ResolveObjection, ResolveObjection, CaseState>({
  name: 'ResolveObjection',
  zh: '处理异议',
  en: 'Resolve an objection',
  shape: ResolveObjection,
  stream: caseStream,
  target: ({ caseId }) => caseId,
  subject: subjectOfCase,
  decide({ objectionId, upheld, opinion }, state, context) {
    const { refusal, evidence } = judge(rules, { ...actOn(state, context), objectionId });
    if (refusal) return refuse(refusal, evidence);
    return accept(caseEvent('ObjectionResolved', { objectionId, upheld, opinion }), { evidence });
  },
});

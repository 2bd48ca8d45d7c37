import { accept, defineCommand, judge, refuse } from '@ledger/kernel';
import { caseEvent } from '../case.events';
import type { CaseState } from '../case.state';
import { caseStream } from '../case.stream';
import { subjectOfCase } from '../case-subject';
import { actOn } from '../rules/act';
import { inOrder } from '../rules/in-order.rule';
import { otherPersonThan } from '../rules/other-person.rule';
import { RequestSupplements } from './request-supplements.command';

const act = { zh: '要求补正', en: 'ask for supplements' };
const rules = [
  inOrder(act, ['submitted'], {
    zh: '只有待受理的申请可以要求补正，所缺材料须一次告知',
    en: 'supplements are asked for before acceptance, all of them at once',
  }),
  otherPersonThan(act, 'submitter'),
];

export const requestSupplements = defineCommand<RequestSupplements, RequestSupplements, CaseState>({
  name: 'RequestSupplements',
  zh: '要求补正',
  en: 'Ask for supplements',
  shape: RequestSupplements,
  stream: caseStream,
  target: ({ caseId }) => caseId,
  subject: subjectOfCase,
  decide({ items }, state, context) {
    const { refusal, evidence } = judge(rules, actOn(state, context));
    if (refusal) return refuse(refusal, evidence);
    return accept(caseEvent('SupplementsRequested', { items }), { evidence });
  },
});

import { accept, defineCommand, fails, holds, judge, refuse, type Rule } from '@ledger/kernel';
import { caseEvent } from '../case.events';
import type { CaseState } from '../case.state';
import { caseStream } from '../case.stream';
import { subjectOfCase } from '../case-subject';
import { actOn, type Act } from '../rules/act';
import { inOrder } from '../rules/in-order.rule';
import { SupplyDocuments } from './supply-documents.command';

type Supplying = Act & { readonly items: readonly string[] };

const askedFor: Rule<Supplying> = {
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge: ({ state, items }) => {
    const strange = items.filter((item) => !state.supplements.includes(item));
    if (strange.length === 0) return holds(items.length);
    return fails(
      `“${strange.join('、')}”不在待补正之列；待补正的是：${state.supplements.join('、')}。请按原文填写项目名称。`,
      `“${strange.join(', ')}” was not asked for; outstanding are: ${state.supplements.join(', ')}. Use the words of the request.`,
      strange.length,
    );
  },
};
const rules: readonly Rule<Supplying>[] = [
  inOrder({ zh: '补正', en: 'supply documents' }, ['supplements'], {
    zh: '只有受理窗口要求补正后才能补交',
    en: 'documents are supplied once the clerk has asked for them',
  }),
  askedFor,
];

export const supplyDocuments = defineCommand<SupplyDocuments, SupplyDocuments, CaseState>({
  name: 'SupplyDocuments',
  zh: '补正',
  en: 'Supply documents',
  shape: SupplyDocuments,
  stream: caseStream,
  target: ({ caseId }) => caseId,
  subject: subjectOfCase,
  decide({ items, documents }, state, context) {
    const { refusal, evidence } = judge(rules, { ...actOn(state, context), items });
    if (refusal) return refuse(refusal, evidence);
    return accept(caseEvent('SupplementsSupplied', { items, documents: documents.map((each) => ({ ...each })) }), {
      evidence,
    });
  },
});

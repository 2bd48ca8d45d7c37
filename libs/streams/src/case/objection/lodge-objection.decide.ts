import { accept, defineCommand, fails, holds, judge, refuse, type Rule } from '@ledger/kernel';
import { caseEvent } from '../case.events';
import type { CaseState } from '../case.state';
import { caseStream } from '../case.stream';
import { subjectOfCase } from '../case-subject';
import { actOn, type Act } from '../rules/act';
import { inOrder } from '../rules/in-order.rule';
import { LodgeObjection } from './lodge-objection.command';

type Lodging = Act & { readonly objectionId: string };

/** So many that nobody can have meant them all; a claim in such trouble is rejected or held. */
const MAX_OBJECTIONS = 50;

const newObjection: Rule<Lodging> = {
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge: ({ state, objectionId }) => {
    if (objectionId in state.objections) {
      return fails(
        `异议编号 ${objectionId} 已使用；请换一个编号。`,
        `The objection id ${objectionId} is in use; take another.`,
        objectionId,
      );
    }
    const lodged = Object.keys(state.objections).length;
    if (lodged < MAX_OBJECTIONS) return holds(lodged);
    return fails(
      `本案已有 ${lodged} 项异议，不再接收；请先处理现有异议。`,
      `The claim has ${lodged} objections already; resolve those first.`,
      lodged,
    );
  },
};
const rules: readonly Rule<Lodging>[] = [
  inOrder({ zh: '提出异议', en: 'lodge an objection' }, ['publicity', 'publicity-ended'], {
    zh: '异议在公示之后、确认之前提出；已确认的请向确认人员举报，由其收回确认或提出更正',
    en: 'objections are lodged from publication until confirmation; afterwards report it to a confirmer, who takes the confirmation back or proposes a correction',
  }),
  newObjection,
];

export const lodgeObjection = defineCommand<LodgeObjection, LodgeObjection, CaseState>({
  name: 'LodgeObjection',
  zh: '提出异议',
  en: 'Lodge an objection',
  shape: LodgeObjection,
  stream: caseStream,
  target: ({ caseId }) => caseId,
  subject: subjectOfCase,
  decide({ objectionId = '', summary }, state, context) {
    const id = objectionId || context.commandId;
    const { refusal, evidence } = judge(rules, { ...actOn(state, context), objectionId: id });
    if (refusal) return refuse(refusal, evidence);
    return accept(caseEvent('ObjectionLodged', { objectionId: id, summary }), { evidence });
  },
});

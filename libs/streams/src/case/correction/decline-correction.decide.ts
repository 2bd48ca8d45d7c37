import { accept, defineCommand, judge, refuse } from '@ledger/kernel';
import { caseEvent } from '../case.events';
import type { CaseState } from '../case.state';
import { caseStream } from '../case.stream';
import { subjectOfCase } from '../case-subject';
import { actOn } from '../rules/act';
import { correcting } from '../rules/correcting';
import { decidable, type Deciding } from './deciding';
import { DeclineCorrection } from './decline-correction.command';

export const declineCorrection = defineCommand<DeclineCorrection, DeclineCorrection, CaseState>({
  name: 'DeclineCorrection',
  zh: '不予批准更正',
  en: 'Decline a correction',
  shape: DeclineCorrection,
  stream: caseStream,
  target: ({ caseId }) => caseId,
  subject: subjectOfCase,
  decide({ proposalId }, state, context) {
    const input: Deciding = { ...actOn(state, context), proposalId, context };
    const { refusal, evidence } = judge(decidable, input);
    if (refusal) return refuse(refusal, evidence);
    const corrects = correcting(context, state.proposals[proposalId]!.version);
    return accept(caseEvent('CorrectionDeclined', { proposalId }, corrects), { evidence });
  },
});

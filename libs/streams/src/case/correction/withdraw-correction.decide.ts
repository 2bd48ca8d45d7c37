import { accept, defineCommand, fails, holds, judge, refuse, type Rule } from '@ledger/kernel';
import { notBefore, openProposal } from '../../rules';
import { caseEvent } from '../case.events';
import type { CaseState } from '../case.state';
import { caseStream } from '../case.stream';
import { subjectOfCase } from '../case-subject';
import { actOn } from '../rules/act';
import { correcting } from '../rules/correcting';
import type { Deciding } from './deciding';
import { WithdrawCorrection } from './withdraw-correction.command';

/** A-083-role: only who proposed it takes it back; anybody else declines it. */
const byTheProposer: Rule<Deciding> = {
  ruleId: 'A-083-role',
  clause: '二(三)3',
  judge({ state, proposalId, actor }) {
    const proposedBy = state.proposals[proposalId]?.proposedBy ?? '';
    if (proposedBy === actor.id) return holds(proposedBy);
    return fails(
      `该更正由 ${proposedBy} 提出，只能由其本人撤回；其他人员请否决。`,
      `The correction was proposed by ${proposedBy}, who alone may withdraw it; others decline it.`,
      proposedBy,
    );
  },
};

const rules: readonly Rule<Deciding>[] = [
  openProposal(({ state, proposalId }) => ({
    open: state.proposals[proposalId],
    decided: state.decidedProposals[proposalId],
  })),
  notBefore(({ state, proposalId }) => state.proposals[proposalId]?.at),
  byTheProposer,
];

export const withdrawCorrection = defineCommand<WithdrawCorrection, WithdrawCorrection, CaseState>({
  name: 'WithdrawCorrection',
  zh: '撤回更正建议',
  en: 'Withdraw a proposed correction',
  shape: WithdrawCorrection,
  stream: caseStream,
  target: ({ caseId }) => caseId,
  subject: subjectOfCase,
  decide({ proposalId }, state, context) {
    const { refusal, evidence } = judge(rules, { ...actOn(state, context), proposalId, context });
    if (refusal) return refuse(refusal, evidence);
    const corrects = correcting(context, state.proposals[proposalId]!.version);
    return accept(caseEvent('CorrectionWithdrawn', { proposalId }, corrects), { evidence });
  },
});

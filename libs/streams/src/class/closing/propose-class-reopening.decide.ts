import { defineCommand, fails, holds, type Rule } from '@ledger/kernel';
import { decideBy, type Matter, newProposal } from '../../rules';
import { classEvent } from '../class.events';
import type { ClassState } from '../class.state';
import { inProcedure } from '../rules/in-procedure.rule';
import { onClassReopening, type ReopeningFacts } from './on-class-reopening';
import { ProposeClassReopening } from './propose-class-reopening.command';

type Asked = Matter<ProposeClassReopening, ClassState, ReopeningFacts>;

const idOf = ({ command, context }: Pick<Asked, 'command' | 'context'>): string =>
  command.proposalId ?? context.commandId;

/** B.5-order: one question at a time; of two proposals the second would be decided on a class that is open already. */
const onlyOne: Rule<Asked> = {
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge: ({ state }) => {
    const [other] = Object.entries(state.reopenings);
    if (!other) return holds();
    const [proposalId, { proposedBy }] = other;
    return fails(
      `${proposedBy} 已提出撤回结清 ${proposalId}，尚未决定；请待其批准或不予批准。`,
      `${proposedBy} has proposed to reopen the class already (${proposalId}), and it is undecided; wait until it is approved or declined.`,
      proposalId,
    );
  },
};

export const proposeClassReopening = defineCommand<
  ProposeClassReopening,
  ProposeClassReopening,
  ClassState,
  ReopeningFacts
>({
  ...onClassReopening,
  name: 'ProposeClassReopening',
  zh: '提出撤回结清',
  en: 'Propose to reopen a closed class',
  shape: ProposeClassReopening,
  decide: (command, state, context) =>
    decideBy<Asked>(
      [
        ...inProcedure('closed'),
        newProposal((asked) => idOf(asked) in asked.state.reopenings || idOf(asked) in asked.state.decided),
        onlyOne,
      ],
      { command, state, context },
      () => {
        const corrects = { stream: context.target.stream, version: state.closeVersion ?? 1 };
        const proposalId = idOf({ command, context });
        return { events: classEvent('ClassReopeningProposed', { proposalId }, { corrects }) };
      },
    ),
});

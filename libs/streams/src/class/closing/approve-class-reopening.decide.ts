import { defineCommand, fails, holds, type Rule } from '@ledger/kernel';
import { decideBy } from '../../rules';
import { classEvent } from '../class.events';
import type { ClassState } from '../class.state';
import { encumber } from '../money/fund-effects';
import { inProcedure } from '../rules/in-procedure.rule';
import { ApproveClassReopening } from './approve-class-reopening.command';
import {
  type DecidesReopening,
  decidesReopening,
  onClassReopening,
  type ReopeningFacts,
  reopeningOf,
} from './on-class-reopening';

/** B.5-order: the closing that was to be taken back is the last one. */
const sameClosing: Rule<DecidesReopening> = {
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge: (asked) => {
    const [proposedOn, now] = [reopeningOf(asked)?.closeVersion ?? null, asked.state.closeVersion ?? null];
    if (proposedOn === now) return holds(now);
    return fails(
      '提出之后该班期又办理了结清，本次撤回不能直接批准；请不予批准后重新提出。',
      'The class was closed once more after this was proposed, so it cannot be approved as it is; decline it and propose it anew.',
      { proposedOn, now },
    );
  },
};

export const approveClassReopening = defineCommand<
  ApproveClassReopening,
  ApproveClassReopening,
  ClassState,
  ReopeningFacts
>({
  ...onClassReopening,
  name: 'ApproveClassReopening',
  zh: '批准撤回结清',
  en: 'Approve the reopening of a closed class',
  shape: ApproveClassReopening,
  decide: (command, state, context) =>
    decideBy<DecidesReopening<ApproveClassReopening>>(
      [...decidesReopening, ...inProcedure('closed'), sameClosing],
      { command, state, context },
      () => {
        const encumberedFen = state.releasedAtCloseFen;
        const { commandId } = context;
        const corrects = { stream: context.target.stream, version: state.closeVersion ?? 1 };
        const data = { proposalId: command.proposalId, encumberedFen, commandId };
        return {
          events: classEvent('ClassReopened', data, { corrects }),
          before: encumber(state.plan?.unit ?? '', command.classId, encumberedFen),
        };
      },
    ),
});

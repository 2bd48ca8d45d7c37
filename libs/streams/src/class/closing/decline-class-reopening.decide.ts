import { defineCommand } from '@ledger/kernel';
import { decideBy } from '../../rules';
import { classEvent } from '../class.events';
import type { ClassState } from '../class.state';
import { DeclineClassReopening } from './decline-class-reopening.command';
import { type DecidesReopening, decidesReopening, onClassReopening, type ReopeningFacts } from './on-class-reopening';

export const declineClassReopening = defineCommand<
  DeclineClassReopening,
  DeclineClassReopening,
  ClassState,
  ReopeningFacts
>({
  ...onClassReopening,
  name: 'DeclineClassReopening',
  zh: '不予批准撤回结清',
  en: 'Decline the reopening of a closed class',
  shape: DeclineClassReopening,
  decide: (command, state, context) =>
    decideBy<DecidesReopening<DeclineClassReopening>>(decidesReopening, { command, state, context }, () => ({
      events: classEvent('ClassReopeningDeclined', { proposalId: command.proposalId }),
    })),
});

import { defineCommand, factOf, type Protected, type Rule } from '@ledger/kernel';
import { actsOnPublishedDocument } from '../../policy';
import { decideBy, type Matter } from '../../rules';
import { catalogueEvent } from '../catalogue.events';
import type { CatalogueState } from '../catalogue.state';
import { correctsEntry, isDelisted, isListed, type PolicyFacts } from '../rules/listing-rules';
import { noMoreSupplements } from './no-more-supplements.rule';
import { onOccupations } from './on-occupations';
import { occupationEntry } from './occupation-entry';
import { WithdrawOccupationDelisting } from './withdraw-occupation-delisting.command';

type M = Matter<Protected<WithdrawOccupationDelisting>, CatalogueState, PolicyFacts>;

const rules: readonly Rule<M>[] = [
  actsOnPublishedDocument,
  isListed(occupationEntry),
  isDelisted(occupationEntry),
  // Where de-listed ones do not count, coming back needs room.
  noMoreSupplements(({ command: { occupationId }, state, context }) =>
    state.occupations[occupationId]?.entry.source === 'SUPPLEMENTARY'
      ? { occupationId, from: context.today }
      : undefined,
  ),
];

export const withdrawOccupationDelisting = defineCommand<
  WithdrawOccupationDelisting,
  Protected<WithdrawOccupationDelisting>,
  CatalogueState,
  PolicyFacts
>({
  ...onOccupations,
  name: 'WithdrawOccupationDelisting',
  zh: '撤回移出职业目录',
  en: 'Withdraw the de-listing of an occupation',
  shape: WithdrawOccupationDelisting,
  decide: (command, state, context) =>
    decideBy(
      rules,
      { command, state, context },
      () => {
        const { occupationId } = command;
        const corrects = correctsEntry('OCCUPATION', state.occupations[occupationId]?.delistedBy);
        return { events: catalogueEvent('OccupationDelistingWithdrawn', { occupationId }, corrects) };
      },
      [factOf(context.facts.policy, 'document', command.document.number)],
    ),
});

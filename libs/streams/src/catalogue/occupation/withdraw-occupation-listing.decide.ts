import { defineCommand, factOf, type Protected, type Rule } from '@ledger/kernel';
import { actsOnPublishedDocument } from '../../policy';
import { decideBy, type Matter } from '../../rules';
import { catalogueEvent } from '../catalogue.events';
import type { CatalogueState } from '../catalogue.state';
import { correctsEntry, isListed, type PolicyFacts } from '../rules/listing-rules';
import { onOccupations } from './on-occupations';
import { occupationEntry } from './occupation-entry';
import { WithdrawOccupationListing } from './withdraw-occupation-listing.command';

type M = Matter<Protected<WithdrawOccupationListing>, CatalogueState, PolicyFacts>;

const rules: readonly Rule<M>[] = [actsOnPublishedDocument, isListed(occupationEntry)];

export const withdrawOccupationListing = defineCommand<
  WithdrawOccupationListing,
  Protected<WithdrawOccupationListing>,
  CatalogueState,
  PolicyFacts
>({
  ...onOccupations,
  name: 'WithdrawOccupationListing',
  zh: '撤回列入职业目录',
  en: 'Withdraw the listing of an occupation',
  shape: WithdrawOccupationListing,
  decide: (command, state, context) =>
    decideBy(
      rules,
      { command, state, context },
      () => {
        const { occupationId } = command;
        const corrects = correctsEntry('OCCUPATION', state.occupations[occupationId]?.listedBy);
        return { events: catalogueEvent('OccupationListingWithdrawn', { occupationId }, corrects) };
      },
      [factOf(context.facts.policy, 'document', command.document.number)],
    ),
});

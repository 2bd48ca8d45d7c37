import { defineCommand, factOf, type Protected, type Rule } from '@ledger/kernel';
import { actsOnPublishedDocument } from '../../policy';
import { decideBy, type Matter } from '../../rules';
import { catalogueEvent } from '../catalogue.events';
import type { CatalogueState } from '../catalogue.state';
import {
  endsAfterItBegan,
  isListed,
  isNotDelisted,
  notBeforeItsDocument,
  type PolicyFacts,
} from '../rules/listing-rules';
import { DelistOccupation } from './delist-occupation.command';
import { onOccupations } from './on-occupations';
import { occupationEntry } from './occupation-entry';

type M = Matter<Protected<DelistOccupation>, CatalogueState, PolicyFacts>;

const rules: readonly Rule<M>[] = [
  actsOnPublishedDocument,
  isListed(occupationEntry),
  isNotDelisted(occupationEntry),
  endsAfterItBegan(occupationEntry, ({ command }: M) => command.delistedFrom),
  notBeforeItsDocument(({ command }: M) => command.delistedFrom),
];

export const delistOccupation = defineCommand<
  DelistOccupation,
  Protected<DelistOccupation>,
  CatalogueState,
  PolicyFacts
>({
  ...onOccupations,
  name: 'DelistOccupation',
  zh: '移出职业目录',
  en: 'De-list an occupation',
  shape: DelistOccupation,
  decide: (command, state, context) =>
    decideBy(
      rules,
      { command, state, context },
      () => {
        const { occupationId, delistedFrom, document } = command;
        return {
          events: catalogueEvent('OccupationDelisted', { occupationId, delistedFrom, document: { ...document } }),
        };
      },
      [factOf(context.facts.policy, 'document', command.document.number)],
    ),
});

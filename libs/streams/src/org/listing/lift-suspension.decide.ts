import { defineCommand, factOf, type Protected, type Rule } from '@ledger/kernel';
import { actsOnPublishedDocument } from '../../policy';
import { decideBy, type Matter, over } from '../../rules';
import { onOrg } from '../on-org';
import { orgEvent } from '../org.events';
import type { OrgState } from '../org.state';
import { isRegistered } from '../rules/registered.rule';
import { LiftSuspension } from './lift-suspension.command';
import { followsTheLast, type ListingFacts, notBeforeDocument, standing, type Step } from './listing-rules';

type M = Matter<Protected<LiftSuspension>, OrgState, ListingFacts>;

const step = ({ command: { role, from, document }, state }: M): Step => ({ role, from, document, state });

const rules: readonly Rule<M>[] = [
  actsOnPublishedDocument,
  isRegistered,
  ...over(step, [notBeforeDocument, followsTheLast, standing('suspended')]),
];

export const liftSuspension = defineCommand<LiftSuspension, Protected<LiftSuspension>, OrgState, ListingFacts>({
  ...onOrg,
  name: 'LiftSuspension',
  zh: '恢复机构',
  en: 'Lift a suspension',
  shape: LiftSuspension,
  decide: (command, state, context) =>
    decideBy(
      rules,
      { command, state, context },
      () => {
        const { role, from, document } = command;
        return { events: orgEvent('SuspensionLifted', { role, from, document: { ...document } }) };
      },
      [factOf(context.facts.policy, 'document', command.document.number)],
    ),
});

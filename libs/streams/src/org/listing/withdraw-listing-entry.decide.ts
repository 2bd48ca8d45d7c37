import { defineCommand, factOf, fails, holds, type Protected, type Rule } from '@ledger/kernel';
import { actsOnPublishedDocument } from '../../policy';
import { decideBy, type Matter } from '../../rules';
import { correctsOrg, onOrg } from '../on-org';
import { orgEvent } from '../org.events';
import type { OrgState } from '../org.state';
import { isRegistered } from '../rules/registered.rule';
import { lastLive, type ListingFacts } from './listing-rules';
import { WithdrawListingEntry } from './withdraw-listing-entry.command';

type M = Matter<Protected<WithdrawListingEntry>, OrgState, ListingFacts>;

const entryIsLive: Rule<M> = {
  ruleId: 'A-084',
  clause: '三(二)',
  judge({ command: { role, version }, state }) {
    if (state.listings[role]?.some((entry) => entry.version === version && !entry.withdrawn)) return holds(version);
    return fails(
      `名单中没有第 ${version} 号有效条目；请核对事件版本号。`,
      `The listing has no live entry made by event ${version}; check the version.`,
      version,
    );
  },
};

/** What was built on an entry is withdrawn before it. */
const entryIsLast: Rule<M> = {
  ruleId: 'A-084',
  clause: '三(二)',
  judge({ command: { role, version }, state }) {
    const last = lastLive(state, role);
    if (!last || last.version === version) return holds(version);
    return fails(
      `第 ${version} 号条目之后还有自 ${last.from} 起的第 ${last.version} 号条目；请从最后一条起依次撤回。`,
      `Entry ${version} is followed by entry ${last.version} from ${last.from}; withdraw the later ones first.`,
      last.version,
    );
  },
};

const rules: readonly Rule<M>[] = [actsOnPublishedDocument, isRegistered, entryIsLive, entryIsLast];

export const withdrawListingEntry = defineCommand<
  WithdrawListingEntry,
  Protected<WithdrawListingEntry>,
  OrgState,
  ListingFacts
>({
  ...onOrg,
  name: 'WithdrawListingEntry',
  zh: '撤回名单条目',
  en: 'Withdraw an entry of a listing',
  shape: WithdrawListingEntry,
  decide: (command, state, context) =>
    decideBy(
      rules,
      { command, state, context },
      () => {
        const { uscc, role, version } = command;
        return { events: orgEvent('ListingEntryWithdrawn', { role }, correctsOrg(uscc, version)) };
      },
      [factOf(context.facts.policy, 'document', command.document.number)],
    ),
});

import { canonicalJson, type Context, type Decision, event, fails, type Facts, holds, type Rule } from '@ledger/kernel';
import { decideBy, newProposal } from '../../rules';
import type { FundChange, FundEventMap } from '../fund.events';
import type { FundState } from '../fund.state';
import { rulesOf } from './fund-change.rules';

interface Proposing {
  readonly state: FundState;
  readonly proposalId: string;
  readonly change: FundChange;
}

/** B.5-order: one question at a time. */
const notAskedYet: Rule<Proposing> = {
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge: ({ state, change }) => {
    const asked = canonicalJson(change);
    const other = Object.entries(state.corrections).find(([, each]) => canonicalJson(each.change) === asked);
    if (!other) return holds();
    const [proposalId, { proposedBy }] = other;
    return fails(
      `${proposedBy} 已提出同一更正 ${proposalId}，尚未决定；请待其批准或不予批准。`,
      `${proposedBy} has proposed the same already (${proposalId}), and it is undecided; wait until it is approved or declined.`,
      proposalId,
    );
  },
};

/** Judges the change on how the line stands, and records the proposal: no money moves, so it keeps its own time. */
export function propose(
  change: FundChange,
  { proposalId: given }: { readonly proposalId?: string },
  state: FundState,
  context: Context<Facts, unknown>,
): Decision {
  const proposalId = given ?? context.commandId;
  const data: FundEventMap['FundCorrectionProposed'] = { proposalId, change };
  return decideBy<Proposing>(
    [
      newProposal((asked) => asked.proposalId in asked.state.corrections || asked.proposalId in asked.state.decided),
      notAskedYet,
      ...rulesOf(change),
    ],
    { state, proposalId, change },
    () => ({ events: event('FundCorrectionProposed', data) }),
  );
}

import { defineCommand, factOf, type Loaded } from '@ledger/kernel';
import { ledgerRef, type LedgerState } from '../../ledger';
import { anotherPerson, decideBy, type Matter, notBefore, openProposal, over } from '../../rules';
import { classEvent } from '../class.events';
import type { ClassState } from '../class.state';
import { classStream } from '../class.stream';
import { beforeStart } from '../approval/before-start.rule';
import { planRules } from '../filing/plan.rules';
import { type PlanCheck, type PlanFacts, planNeeds } from '../filing/plan-check';
import { classMoney } from '../money/class-rate';
import { encumber, releaseOf } from '../money/fund-effects';
import { classSubject } from '../rules/class-subject';
import { inProcedure } from '../rules/in-procedure.rule';
import { ageFacts, agesAtNewStart, idNumbersToReveal, type PersonFacts, personNeeds } from './ages-at-new-start';
import { type AmendmentCheck, amendmentRules, coversDraws, planUnchangedSince } from './amendment.rules';
import { ApproveClassAmendment } from './approve-class-amendment.command';

type F = PlanFacts & PersonFacts & { ledger: Loaded<LedgerState> };
type Ages = Record<string, number> | undefined;
type Asked = Matter<ApproveClassAmendment, ClassState, F, Ages>;

const amendmentOf = ({ command, state }: Pick<Asked, 'command' | 'state'>) => state.amendments[command.proposalId];

/** Asked only once there is an open proposal. */
const check = (asked: Asked): PlanCheck => {
  const { plan, filedOn } = amendmentOf(asked)!;
  return { plan, filedOn, facts: asked.context.facts };
};

const money = ({ plan, facts: { policy, projects, occupations } }: PlanCheck, ledger: Loaded<LedgerState>) =>
  classMoney(plan, { policy: policy.state, projects: projects.state, occupations: occupations.state }, ledger.state);

const change = (asked: Asked): AmendmentCheck & { amountFen: number } => ({
  plan: check(asked).plan,
  state: asked.state,
  at: asked.context.at,
  amountFen: money(check(asked), asked.context.facts.ledger).amountFen,
});

const rules = [
  openProposal((asked: Asked) => ({
    open: amendmentOf(asked),
    decided: asked.state.decided[asked.command.proposalId],
  })),
  ...inProcedure('approved'),
  notBefore((asked: Asked) => amendmentOf(asked)?.at),
  anotherPerson((asked: Asked) => amendmentOf(asked)?.proposedBy),
  beforeStart,
  ...over(
    (asked: Asked) => ({ state: asked.state, planVersion: amendmentOf(asked)?.planVersion }),
    [planUnchangedSince],
  ),
  ...over(change, [...amendmentRules, coversDraws]),
  ...over(check, planRules),
];

function amended(asked: Asked) {
  const { command, state, context } = asked;
  const { plan } = check(asked);
  const { rate, amountFen } = money(check(asked), context.facts.ledger);
  const encumberedFen = Math.max(0, amountFen - state.heldFen);
  const releasedFen = Math.max(0, state.heldFen - amountFen);
  const { proposalId } = command;
  const data = {
    ...rate,
    proposalId,
    plan,
    encumberedFen,
    releasedFen,
    commandId: context.commandId,
    ages: context.derived,
  };
  return {
    events: classEvent('ClassAmended', data),
    before: encumber(plan.unit, command.classId, encumberedFen),
    flags: rate.unpayable ? [rate.unpayable] : [],
  };
}

export const approveClassAmendment = defineCommand<ApproveClassAmendment, ApproveClassAmendment, ClassState, F, Ages>({
  name: 'ApproveClassAmendment',
  zh: '批准班期变更',
  en: 'Approve an amendment of a class',
  shape: ApproveClassAmendment,
  stream: classStream,
  target: ({ classId }) => classId,
  needs: ({ proposalId }, state) => ({
    ...planNeeds(state.amendments[proposalId]?.plan),
    ...personNeeds(state, proposalId),
    ledger: ledgerRef,
  }),
  reveal: ({ proposalId }, state, facts) => idNumbersToReveal(state, proposalId, facts),
  derive: ({ proposalId }, state, facts, _keyed, revealed, today) =>
    agesAtNewStart(state, proposalId, facts, revealed, today),
  subject: classSubject,
  decide: (command, state, context) =>
    decideBy<Asked>(rules, { command, state, context }, () => amended({ command, state, context }), [
      factOf(context.facts.ledger, 'clock', context.facts.ledger.state.clock ?? null),
      ...ageFacts(state, context.facts, context.derived),
    ]),
  after: (events, state) => releaseOf(events, state, 'class-amended'),
});

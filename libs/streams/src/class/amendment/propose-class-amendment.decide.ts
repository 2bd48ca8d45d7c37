import { defineCommand } from '@ledger/kernel';
import { decideBy, type Matter, newProposal, over } from '../../rules';
import { classEvent } from '../class.events';
import type { ClassState } from '../class.state';
import { classStream } from '../class.stream';
import { beforeStart } from '../approval/before-start.rule';
import { planRules } from '../filing/plan.rules';
import { type PlanCheck, type PlanFacts, planNeeds } from '../filing/plan-check';
import { classSubject } from '../rules/class-subject';
import { inProcedure } from '../rules/in-procedure.rule';
import { amendedPlan } from './amended-plan';
import { type AmendmentCheck, amendmentRules, changesSomething } from './amendment.rules';
import { ProposeClassAmendment } from './propose-class-amendment.command';

type Asked = Matter<ProposeClassAmendment, ClassState, PlanFacts>;

const idOf = ({ command, context }: Asked): string => command.proposalId ?? context.commandId;

/** An approved class has a plan. */
const planOf = ({ command, state }: Asked) => amendedPlan(state.plan!, command);
const check = (asked: Asked): PlanCheck => ({
  plan: planOf(asked),
  filedOn: asked.context.today,
  facts: asked.context.facts,
});
const change = (asked: Asked): AmendmentCheck => ({ plan: planOf(asked), state: asked.state, at: asked.context.at });

export const proposeClassAmendment = defineCommand<ProposeClassAmendment, ProposeClassAmendment, ClassState, PlanFacts>(
  {
    name: 'ProposeClassAmendment',
    zh: '提出班期变更',
    en: 'Propose an amendment of a class',
    shape: ProposeClassAmendment,
    stream: classStream,
    target: ({ classId }) => classId,
    needs: (command, { plan }) => planNeeds(plan && amendedPlan(plan, command)),
    subject: classSubject,
    decide: (command, state, context) =>
      decideBy<Asked>(
        [
          ...inProcedure('approved'),
          beforeStart,
          newProposal((asked) => idOf(asked) in asked.state.amendments || idOf(asked) in asked.state.decided),
          ...over(change, [changesSomething, ...amendmentRules]),
          ...over(check, planRules),
        ],
        { command, state, context },
        () => {
          const asked = { command, state, context };
          return {
            events: classEvent('AmendmentProposed', {
              proposalId: idOf(asked),
              plan: planOf(asked),
              filedOn: context.today,
            }),
          };
        },
      ),
  },
);

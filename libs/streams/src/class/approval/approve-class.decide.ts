import { defineCommand, factOf, type Loaded } from '@ledger/kernel';
import { ledgerRef, type LedgerState } from '../../ledger';
import { anotherPerson, decideBy, type Matter, over } from '../../rules';
import { classEvent } from '../class.events';
import type { ClassState } from '../class.state';
import { classStream } from '../class.stream';
import { planRules } from '../filing/plan.rules';
import { type PlanCheck, type PlanFacts, planNeeds } from '../filing/plan-check';
import { classMoney } from '../money/class-rate';
import { encumber } from '../money/fund-effects';
import { classSubject } from '../rules/class-subject';
import { inProcedure } from '../rules/in-procedure.rule';
import { ApproveClass } from './approve-class.command';
import { beforeStart } from './before-start.rule';

type F = PlanFacts & { ledger: Loaded<LedgerState> };
type Asked = Matter<ApproveClass, ClassState, F>;

/** A filed class has a plan and the day of its filing. */
const check = ({ state, context }: Asked): PlanCheck => ({
  plan: state.plan!,
  filedOn: state.filedOn!,
  facts: context.facts,
});

export const approveClass = defineCommand<ApproveClass, ApproveClass, ClassState, F>({
  name: 'ApproveClass',
  zh: '核准开班',
  en: 'Approve a class',
  shape: ApproveClass,
  stream: classStream,
  target: ({ classId }) => classId,
  needs: (_command, state) => ({ ...planNeeds(state.plan), ledger: ledgerRef }),
  subject: classSubject,
  decide: (command, state, context) =>
    decideBy<Asked>(
      [...inProcedure('filed'), anotherPerson((asked) => asked.state.filedBy), beforeStart, ...over(check, planRules)],
      { command, state, context },
      () => {
        const plan = state.plan!;
        const { policy, projects, occupations, ledger } = context.facts;
        const sources = { policy: policy.state, projects: projects.state, occupations: occupations.state };
        const { rate, amountFen } = classMoney(plan, sources, ledger.state);
        return {
          events: classEvent('ClassApproved', { ...rate, encumberedFen: amountFen, commandId: context.commandId }),
          before: encumber(plan.unit, command.classId, amountFen),
          flags: rate.unpayable ? [rate.unpayable] : [],
        };
      },
      [factOf(context.facts.ledger, 'clock', context.facts.ledger.state.clock ?? null)],
    ),
});

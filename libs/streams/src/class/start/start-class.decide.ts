import { defineCommand, fails, holds, type Rule } from '@ledger/kernel';
import { decideBy, type Matter, over } from '../../rules';
import { classEvent } from '../class.events';
import type { ClassState } from '../class.state';
import { classStream } from '../class.stream';
import { institutionListed, projectListed } from '../filing/listed-at-start.rule';
import { type PlanCheck, type PlanFacts, planNeeds, startOf } from '../filing/plan-check';
import { classSubject } from '../rules/class-subject';
import { inProcedure } from '../rules/in-procedure.rule';
import { StartClass } from './start-class.command';

type Asked = Matter<StartClass, ClassState, PlanFacts>;

/** An approved class has a plan. */
const check = ({ state, context }: Asked): PlanCheck => ({
  plan: state.plan!,
  filedOn: state.filedOn!,
  facts: context.facts,
});

/** B.5-order: a class begins on its approved day; another day is an amendment, decided before. */
const onTheApprovedDay: Rule<Asked> = {
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge: ({ state, context: { today } }) => {
    const approvedOn = startOf(state.plan!);
    const value = { today, approvedOn };
    if (today === approvedOn) return holds(value);
    return fails(
      `核准的开班日为 ${approvedOn}，今天是 ${today}；只能在核准日开班，改期须在开班前办理班期变更。`,
      `The class is approved to start on ${approvedOn} and today is ${today}; it starts on that day only, and moving it is an amendment before the start.`,
      value,
    );
  },
};

export const startClass = defineCommand<StartClass, StartClass, ClassState, PlanFacts>({
  name: 'StartClass',
  zh: '开班',
  en: 'Start a class',
  shape: StartClass,
  stream: classStream,
  target: ({ classId }) => classId,
  needs: (_command, { plan }) => planNeeds(plan),
  subject: classSubject,
  decide: (command, state, context) =>
    decideBy<Asked>(
      [...inProcedure('approved'), onTheApprovedDay, ...over(check, [projectListed, institutionListed])],
      { command, state, context },
      // The one instant that is the class's start is the approved one, whenever on its day the act is recorded.
      () => ({ events: classEvent('ClassStarted', { startedAt: state.plan!.startsAt }) }),
    ),
});

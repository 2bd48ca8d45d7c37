import { defineCommand } from '@ledger/kernel';
import { decideBy, type Matter, over } from '../../rules';
import { classEvent, type ClassPlan } from '../class.events';
import type { ClassState } from '../class.state';
import { classStream } from '../class.stream';
import { inProcedure } from '../rules/in-procedure.rule';
import { FileClass } from './file-class.command';
import { planRules } from './plan.rules';
import { type PlanCheck, type PlanFacts, planNeeds } from './plan-check';
import { plainSessions } from './plain-sessions';

type Asked = Matter<FileClass, ClassState, PlanFacts>;

const planOf = (command: FileClass): ClassPlan => ({
  projectId: command.projectId,
  institution: command.institution,
  evaluator: command.evaluator,
  unit: command.unit,
  headCount: command.headCount,
  startsAt: command.startsAt,
  endsOn: command.endsOn,
  level: command.level,
  payeeKind: command.payeeKind,
  feeFen: command.feeFen,
  sessions: plainSessions(command.sessions),
  venue: command.venue,
});

const check = ({ command, context }: Asked): PlanCheck => ({
  plan: planOf(command),
  filedOn: context.today,
  facts: context.facts,
});

export const fileClass = defineCommand<FileClass, FileClass, ClassState, PlanFacts>({
  name: 'FileClass',
  zh: '开班备案',
  en: 'File a class',
  shape: FileClass,
  stream: classStream,
  target: ({ classId }, commandId) => classId ?? commandId,
  needs: (command) => planNeeds(planOf(command)),
  subject: ({ unit, institution }) => ({ unit, orgs: [institution] }),
  decide: (command, state, context) =>
    decideBy<Asked>(
      [...inProcedure('none', 'returned'), ...over(check, planRules)],
      { command, state, context },
      () => ({
        events: classEvent('ClassFiled', { plan: planOf(command), filedOn: context.today }),
      }),
    ),
});

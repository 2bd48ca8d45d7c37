import type { ClassPlan } from '../class.events';
import { plainSessions } from '../filing/plain-sessions';
import type { ProposeClassAmendment } from './propose-class-amendment.command';

/** 变更后的班期计划: the plan in force with what the proposal changes. */
export const amendedPlan = (plan: ClassPlan, change: ProposeClassAmendment): ClassPlan => ({
  ...plan,
  evaluator: change.evaluator ?? plan.evaluator,
  headCount: change.headCount ?? plan.headCount,
  startsAt: change.startsAt ?? plan.startsAt,
  endsOn: change.endsOn ?? plan.endsOn,
  level: change.level ?? plan.level,
  payeeKind: change.payeeKind ?? plan.payeeKind,
  feeFen: change.feeFen ?? plan.feeFen,
  sessions: change.sessions ? plainSessions(change.sessions) : plan.sessions,
  venue: change.venue ?? plan.venue,
});

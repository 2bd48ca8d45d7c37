import { defineCommand, factOf, fails, holds, type Loaded, type Rule } from '@ledger/kernel';
import { type CatalogueState, occupationsRef, projectsRef } from '../../catalogue';
import type { PolicyState } from '../../policy';
import { decideBy, type Matter } from '../../rules';
import { classEvent } from '../class.events';
import type { ClassState } from '../class.state';
import { classStream } from '../class.stream';
import { classSubject } from '../rules/class-subject';
import { inProcedure } from '../rules/in-procedure.rule';
import { leastTeaching, taughtIn } from '../rules/least-teaching';
import { FinishClass } from './finish-class.command';

type F = { policy: Loaded<PolicyState>; projects: Loaded<CatalogueState>; occupations: Loaded<CatalogueState> };
type Asked = Matter<FinishClass, ClassState, F>;

const finishedOn = ({ command, context }: Asked): string => command.finishedOn ?? context.today;

/** B.5-order: it ends on or after its last session, and not in the future. */
const endsAfterTheLastSession: Rule<Asked> = {
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge: (asked) => {
    const on = finishedOn(asked);
    const { today } = asked.context;
    const lastOn = Object.values(asked.state.sessions).reduce(
      (last, session) => (session.on > last ? session.on : last),
      '',
    );
    const value = { on, lastOn, today };
    if (on >= lastOn && on <= today) return holds(value);
    return fails(
      `结业日期 ${on} 须不早于最后一次课 ${lastOn}，且不晚于今天 ${today}；请核对日期。`,
      `The finish ${on} must not lie before the last session (${lastOn}) nor after today (${today}); check the date.`,
      value,
    );
  },
};

/** B.4-hours: the hours of the project, and the hours and days that the rate asks for, were held, not only planned. */
const hoursHeld: Rule<Asked> = {
  ruleId: 'B.4-hours',
  clause: '二(三)1',
  judge: ({ state, context: { facts } }) => {
    const { hours, days } = taughtIn(Object.values(state.sessions));
    const [policy, projects, occupations] = [facts.policy.state, facts.projects.state, facts.occupations.state];
    const { minHours, minDays } = leastTeaching(state.plan!, { policy, projects, occupations });
    const value = { hours, minHours, days, minDays };
    if (hours >= minHours && days >= minDays) return holds(value);
    return fails(
      `已上 ${hours} 学时、${days} 天，少于项目和补贴标准要求的 ${minHours} 学时、${minDays} 天；请补足课时并记录后再结业。`,
      `${hours} hours were held on ${days} days, less than the ${minHours} hours and ${minDays} days of project and rate; hold and record the rest first.`,
      value,
    );
  },
};

/** B.5-order: every session that was held has its attendance. */
const attendanceComplete: Rule<Asked> = {
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge: ({ state }) => {
    const missing = Object.keys(state.sessions).filter((no) => !state.sessions[no]?.present);
    if (missing.length === 0) return holds(missing);
    return fails(
      `第 ${missing.join('、')} 次课没有考勤记录；请补记考勤后再结业。`,
      `Sessions ${missing.join(', ')} have no attendance on record; record it first.`,
      missing,
    );
  },
};

export const finishClass = defineCommand<FinishClass, FinishClass, ClassState, F>({
  name: 'FinishClass',
  zh: '结业',
  en: 'Finish a class',
  shape: FinishClass,
  stream: classStream,
  target: ({ classId }) => classId,
  needs: () => ({ projects: projectsRef, occupations: occupationsRef }),
  subject: classSubject,
  decide: (command, state, context) =>
    decideBy<Asked>(
      [...inProcedure('started'), hoursHeld, attendanceComplete, endsAfterTheLastSession],
      { command, state, context },
      () => ({ events: classEvent('ClassFinished', { finishedOn: finishedOn({ command, state, context }) }) }),
      [factOf(context.facts.projects, 'project', state.plan?.projectId ?? null)],
    ),
});

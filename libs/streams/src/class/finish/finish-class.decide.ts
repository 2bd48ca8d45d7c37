import { defineCommand, factOf, fails, holds, type Loaded, type Rule } from '@ledger/kernel';
import { type CatalogueState, projectEver, projectsRef } from '../../catalogue';
import type { PolicyState } from '../../policy';
import { decideBy, type Matter } from '../../rules';
import { classEvent } from '../class.events';
import type { ClassState } from '../class.state';
import { classStream } from '../class.stream';
import { classSubject } from '../rules/class-subject';
import { inProcedure } from '../rules/in-procedure.rule';
import { FinishClass } from './finish-class.command';

type F = { policy: Loaded<PolicyState>; projects: Loaded<CatalogueState> };
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

/** B.4-hours: the hours of the project were held. */
const hoursHeld: Rule<Asked> = {
  ruleId: 'B.4-hours',
  clause: '二(三)1',
  judge: ({ state, context: { facts } }) => {
    const held = Object.values(state.sessions).reduce((sum, { hours }) => sum + hours, 0);
    const due = projectEver(facts.projects.state, state.plan!.projectId)?.hours ?? 0;
    const value = { held, due };
    if (held >= due) return holds(value);
    return fails(
      `已上 ${held} 学时，少于项目规定的 ${due} 学时；请补足课时并记录后再结业。`,
      `${held} hours were held, less than the ${due} hours of the project; hold and record the rest first.`,
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
  needs: () => ({ projects: projectsRef }),
  subject: classSubject,
  decide: (command, state, context) =>
    decideBy<Asked>(
      [...inProcedure('started'), hoursHeld, attendanceComplete, endsAfterTheLastSession],
      { command, state, context },
      () => ({ events: classEvent('ClassFinished', { finishedOn: finishedOn({ command, state, context }) }) }),
      [factOf(context.facts.projects, 'project', state.plan?.projectId ?? null)],
    ),
});

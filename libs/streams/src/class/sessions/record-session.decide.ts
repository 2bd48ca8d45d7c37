import { defineCommand, fails, holds, type Loaded, type Rule } from '@ledger/kernel';
import type { PolicyState } from '../../policy';
import { decideBy, type Matter } from '../../rules';
import { classEvent } from '../class.events';
import type { ClassState } from '../class.state';
import { classStream } from '../class.stream';
import { startOf } from '../filing/plan-check';
import { classSubject } from '../rules/class-subject';
import { inProcedure } from '../rules/in-procedure.rule';
import { RecordSession } from './record-session.command';

type F = { policy: Loaded<PolicyState> };
type Asked = Matter<RecordSession, ClassState, F>;

const planned: Rule<Asked> = {
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge: ({ command: { no }, state }) => {
    if (state.sessions[no]) {
      return fails(
        `第 ${no} 次课已记录；有误的请先撤回该课次记录。`,
        `Session ${no} is recorded already; if it is wrong, withdraw that record first.`,
        no,
      );
    }
    const count = state.plan?.sessions.length ?? 0;
    if (no <= count) return holds(no);
    return fails(
      `核准的课程表只有 ${count} 次课，没有第 ${no} 次；请核对课次编号。`,
      `The approved timetable has ${count} sessions and no session ${no}; check the number.`,
      no,
    );
  },
};

/** B.5-order: a session is held between start and end, and recorded once it was. */
const heldWithinTheClass: Rule<Asked> = {
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge: ({ command: { on }, state, context: { today } }) => {
    const [startsOn, endsOn] = [startOf(state.plan!), state.plan!.endsOn];
    const value = { on, startsOn, endsOn, today };
    if (on >= startsOn && on <= endsOn && on <= today) return holds(value);
    return fails(
      `上课日期 ${on} 须在开班日 ${startsOn} 至结业日 ${endsOn} 之间，且不晚于今天 ${today}；请核对日期。`,
      `The session's day ${on} must lie from the start ${startsOn} to the end ${endsOn} and not after today (${today}); check the date.`,
      value,
    );
  },
};

export const recordSession = defineCommand<RecordSession, RecordSession, ClassState, F>({
  name: 'RecordSession',
  zh: '记录课次',
  en: 'Record a session',
  shape: RecordSession,
  stream: classStream,
  target: ({ classId }) => classId,
  subject: classSubject,
  decide: (command, state, context) =>
    decideBy<Asked>([...inProcedure('started'), planned, heldWithinTheClass], { command, state, context }, () => {
      const { no, on, hours, trainer } = command;
      return { events: classEvent('SessionHeld', { no, on, hours, trainer }) };
    }),
});

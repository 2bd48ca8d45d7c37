import { defineCommand, fails, holds, type Loaded, type Rule } from '@ledger/kernel';
import type { PolicyState } from '../../policy';
import { decideBy, type Matter } from '../../rules';
import { classEvent } from '../class.events';
import type { ClassState } from '../class.state';
import { classStream } from '../class.stream';
import { classSubject } from '../rules/class-subject';
import { inProcedure } from '../rules/in-procedure.rule';
import { onTheRoster } from './on-the-roster.rule';
import { RecordAttendance } from './record-attendance.command';
import { sessionIsRecorded } from './session-is-recorded.rule';

type F = { policy: Loaded<PolicyState> };
type Asked = Matter<RecordAttendance, ClassState, F>;

const notRecordedYet: Rule<Asked> = {
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge: ({ command: { no }, state }) =>
    state.sessions[no]?.present
      ? fails(
          `第 ${no} 次课的考勤已记录；有误的请由受理人员办理考勤更正。`,
          `The attendance of session ${no} is recorded already; if it is wrong, a clerk corrects it.`,
          no,
        )
      : holds(no),
};

export const recordAttendance = defineCommand<RecordAttendance, RecordAttendance, ClassState, F>({
  name: 'RecordAttendance',
  zh: '记录考勤',
  en: 'Record attendance',
  shape: RecordAttendance,
  stream: classStream,
  target: ({ classId }) => classId,
  subject: classSubject,
  decide: (command, state, context) =>
    decideBy<Asked>(
      [...inProcedure('started'), sessionIsRecorded, notRecordedYet, onTheRoster((asked) => asked.command.present)],
      { command, state, context },
      () => ({ events: classEvent('AttendanceRecorded', { no: command.no, present: [...command.present] }) }),
    ),
});

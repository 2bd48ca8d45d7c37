import { defineCommand, fails, holds, type Loaded, type Rule } from '@ledger/kernel';
import type { PolicyState } from '../../policy';
import { decideBy, type Matter } from '../../rules';
import { classEvent } from '../class.events';
import type { ClassState } from '../class.state';
import { classStream } from '../class.stream';
import { classSubject } from '../rules/class-subject';
import { inProcedure } from '../rules/in-procedure.rule';
import { CorrectAttendance } from './correct-attendance.command';
import { onTheRoster } from './on-the-roster.rule';

type F = { policy: Loaded<PolicyState> };
type Asked = Matter<CorrectAttendance, ClassState, F>;

const isRecorded: Rule<Asked> = {
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge: ({ command: { no }, state }) =>
    state.sessions[no]?.present
      ? holds(no)
      : fails(
          `第 ${no} 次课没有考勤记录，无从更正；请先记录考勤。`,
          `Session ${no} has no attendance that could be corrected; record it first.`,
          no,
        ),
};

/** Also after the finish and after closing: who came late in place of a voided case has been at the sessions too. */
export const correctAttendance = defineCommand<CorrectAttendance, CorrectAttendance, ClassState, F>({
  name: 'CorrectAttendance',
  zh: '更正考勤',
  en: 'Correct attendance',
  shape: CorrectAttendance,
  stream: classStream,
  target: ({ classId }) => classId,
  subject: classSubject,
  decide: (command, state, context) =>
    decideBy<Asked>(
      [...inProcedure('started', 'finished', 'closed'), isRecorded, onTheRoster((asked) => asked.command.present)],
      { command, state, context },
      () => {
        const { no, present } = command;
        const corrects = { stream: context.target.stream, version: state.sessions[no]?.attendanceVersion ?? 1 };
        return { events: classEvent('AttendanceCorrected', { no, present: [...present] }, { corrects }) };
      },
    ),
});

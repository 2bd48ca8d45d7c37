import { given, uuid } from '@ledger/testing';
import {
  approved,
  attended,
  CLASS_ID,
  CLERK,
  DOCUMENT,
  filed,
  finished,
  held,
  place,
  SCHOOL,
  started,
  taught,
} from '@ledger/testing/class-samples';
import { classStream } from '../class.stream';
import { attendanceShare } from './attendance-share';
import { correctAttendance } from './correct-attendance.decide';
import { recordAttendance } from './record-attendance.decide';
import { recordSession } from './record-session.decide';
import { withdrawSession } from './withdraw-session.decide';

const session = { classId: CLASS_ID, no: 1, on: '2020-10-15', hours: 8, trainer: 'TR-0001' };
const asked = { actor: SCHOOL, at: '2020-10-20T10:00:00.000Z' };
const isStarted = given(classStream, filed(), approved(), place(1), place(2), started());
const [LI, WANG] = [uuid(101), uuid(102)];

describe('recording a session', () => {
  it('keeps day, hours and the trainer’s code', () => {
    const { classId: _classId, ...data } = session;
    isStarted.when(recordSession, session, asked).then({ type: 'SessionHeld', data });
  });

  it('may be held on another day than planned, but within the class and not in the future (B.5-order)', () => {
    isStarted.when(recordSession, { ...session, no: 2, on: '2020-10-20' }, asked).accepted();
    isStarted.when(recordSession, { ...session, on: '2020-10-14' }, asked).thenRefused('B.5-order', /2020-10-14/);
    isStarted.when(recordSession, { ...session, on: '2020-10-21' }, asked).thenRefused('B.5-order', /today/);
    isStarted
      .when(recordSession, { ...session, on: '2020-10-31' }, { ...asked, at: '2020-11-05T00:00:00.000Z' })
      .thenRefused('B.5-order', /2020-10-30/);
  });

  it('is refused for a session that is not planned, or is recorded already (B.5-order)', () => {
    isStarted.when(recordSession, { ...session, no: 11 }, asked).thenRefused('B.5-order', /10 sessions/);
    isStarted
      .and(held(1))
      .when(recordSession, session, asked)
      .thenRefused('B.5-order', /recorded already/);
  });

  it('is refused before the start and after the finish (B.5-order)', () => {
    given(classStream, filed(), approved()).when(recordSession, session, asked).thenRefused('B.5-order');
    isStarted
      .and(...taught(), finished())
      .when(recordSession, session, { ...asked, at: '2020-11-01T00:00:00.000Z' })
      .thenRefused('B.5-order', /finished/);
  });

  it('takes no name for a trainer', () => {
    isStarted.when(recordSession, { ...session, trainer: '王老师' }, asked).thenInvalid('trainer');
  });
});

describe('withdrawing a session', () => {
  const withdrawal = { classId: CLASS_ID, no: 1, reason: '当日未上课', document: DOCUMENT };
  const recorded = isStarted.and(held(1), attended(1, 1));

  it('takes its attendance with it, and the session may be recorded anew', () => {
    const { next } = recorded.when(withdrawSession, withdrawal, { actor: CLERK }).then({
      type: 'SessionRecordWithdrawn',
      data: { no: 1 },
      corrects: { stream: recorded.events[0]?.stream, version: 6 },
    });
    expect(next.state.sessions).toEqual({});
    next.when(recordSession, session, asked).accepted();
  });

  it('is refused for a session that is not on record, and after the finish (B.5-order)', () => {
    recorded
      .when(withdrawSession, { ...withdrawal, no: 2 }, { actor: CLERK })
      .thenRefused('B.5-order', /not on record/);
    isStarted
      .and(...taught(), finished())
      .when(withdrawSession, withdrawal, { actor: CLERK })
      .thenRefused('B.5-order', /finished/);
  });
});

describe('recording attendance', () => {
  const roll = { classId: CLASS_ID, no: 1, present: [LI] };
  const recorded = isStarted.and(held(1));

  it('lists who was there by case; nobody is a list too', () => {
    recorded.when(recordAttendance, roll, asked).then({ type: 'AttendanceRecorded', data: { no: 1, present: [LI] } });
    recorded.when(recordAttendance, { ...roll, present: [] }, asked).accepted();
  });

  it('is refused for who has no place in the class (B.5-order)', () => {
    recorded
      .when(recordAttendance, { ...roll, present: [LI, uuid(199)] }, asked)
      .thenRefused('B.5-order', new RegExp(uuid(199)));
  });

  it('is refused without a session and a second time (B.5-order)', () => {
    isStarted.when(recordAttendance, roll, asked).thenRefused('B.5-order', /not on record/);
    recorded
      .and(attended(1, 1))
      .when(recordAttendance, roll, asked)
      .thenRefused('B.5-order', /a clerk corrects it/);
    given(classStream, filed(), approved()).when(recordAttendance, roll, asked).thenRefused('B.5-order');
  });

  it('is invalid with one case twice', () => {
    recorded.when(recordAttendance, { ...roll, present: [LI, LI] }, asked).thenInvalid('present');
  });
});

describe('correcting attendance', () => {
  const correction = { classId: CLASS_ID, no: 1, present: [LI, WANG], reason: '签到表漏登', document: DOCUMENT };
  const recorded = isStarted.and(held(1), attended(1, 1));

  it('gives the whole list anew and names the list that it corrects; a second correction names the first', () => {
    const { stream } = recorded.events[0]!;
    const once = recorded.when(correctAttendance, correction, { actor: CLERK }).then({
      type: 'AttendanceCorrected',
      data: { no: 1, present: [LI, WANG] },
      corrects: { stream, version: 7 },
    });
    expect(attendanceShare(once.next.state, WANG)).toBe(100);
    once.next
      .when(correctAttendance, { ...correction, present: [] }, { actor: CLERK })
      .then({ type: 'AttendanceCorrected', data: { no: 1, present: [] }, corrects: { stream, version: 8 } });
  });

  it('is open after the finish too, for who came in place of a voided case', () => {
    isStarted
      .and(...taught(), finished(), place(3))
      .when(correctAttendance, { ...correction, present: [LI, uuid(103)] }, { actor: CLERK })
      .accepted();
  });

  it('is refused where there is nothing to correct, and for strangers (B.5-order)', () => {
    isStarted
      .and(held(1))
      .when(correctAttendance, correction, { actor: CLERK })
      .thenRefused('B.5-order', /record it first/);
    recorded
      .when(correctAttendance, { ...correction, present: [uuid(199)] }, { actor: CLERK })
      .thenRefused('B.5-order');
  });

  it('wants a document', () => {
    recorded.when(correctAttendance, { ...correction, document: undefined }, { actor: CLERK }).thenInvalid('document');
  });
});

describe('the attendance share (A-005)', () => {
  it('is the hours attended of the hours held, in whole percent rounded down', () => {
    const { state } = isStarted.and(held(1), attended(1, 1, 2), held(2), attended(2, 1), held(3), attended(3, 1));
    expect(attendanceShare(state, LI)).toBe(100);
    expect(attendanceShare(state, WANG)).toBe(33);
    expect(attendanceShare(state, uuid(199))).toBe(0);
    expect(attendanceShare(isStarted.state, LI)).toBe(0);
  });

  it('is exactly 80 with eight of ten sessions and less with fewer hours', () => {
    const eight = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].flatMap((no) => [held(no), no <= 8 ? attended(no, 1) : attended(no)]);
    expect(attendanceShare(isStarted.and(...eight).state, LI)).toBe(80);
  });
});

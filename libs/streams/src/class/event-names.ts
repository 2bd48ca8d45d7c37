import type { Label } from '@ledger/kernel';
import type { ClassEventMap } from './class.events';

const name = (zh: string, en: string): Label => ({ zh, en });

/** What each event of a class is called. */
export const CLASS_EVENT_NAMES: Readonly<Record<keyof ClassEventMap, Label>> = {
  ClassFiled: name('开班备案', 'Class filed'),
  ClassReturned: name('备案退回', 'Filing handed back'),
  ClassReturnTakenBack: name('撤回退回备案', 'Return of the filing taken back'),
  ClassApproved: name('开班核准', 'Class approved'),
  AmendmentProposed: name('提出变更', 'Amendment proposed'),
  AmendmentDeclined: name('不同意变更', 'Amendment declined'),
  ClassAmended: name('班期变更', 'Class amended'),
  ClassCancelled: name('取消班期', 'Class cancelled'),
  ClassCancellationTakenBack: name('撤回取消班期', 'Cancellation taken back'),
  ProvincialRegistrationRecorded: name('登记省系统编号', 'Provincial registration recorded'),
  ProvincialRegistrationWithdrawn: name('撤回省系统编号', 'Provincial registration withdrawn'),
  ClassStarted: name('开班', 'Class started'),
  ClassStartTakenBack: name('收回开班', 'Start taken back'),
  PlaceTaken: name('占用名额', 'Place taken'),
  PlaceGivenBack: name('退出名额', 'Place given back'),
  SessionHeld: name('课次', 'Session held'),
  SessionRecordWithdrawn: name('撤回课次', 'Session record withdrawn'),
  AttendanceRecorded: name('考勤', 'Attendance recorded'),
  AttendanceCorrected: name('更正考勤', 'Attendance corrected'),
  ClassFinished: name('结业', 'Class finished'),
  ClassFinishTakenBack: name('收回结业', 'Finish taken back'),
  ResultsRecorded: name('登记成绩', 'Results recorded'),
  ResultsCorrected: name('更正成绩', 'Results corrected'),
  ClassDrawn: name('支用班期资金', 'Drawn on the class'),
  DrawGivenBack: name('退回班期资金', 'Draw given back'),
  DrawChanged: name('更正支用', 'Draw changed'),
  ClassClosed: name('班期结清', 'Class closed'),
  ClassReopeningProposed: name('提出重开班期', 'Reopening of the class proposed'),
  ClassReopeningDeclined: name('不同意重开班期', 'Reopening of the class declined'),
  ClassReopened: name('班期重开', 'Class opened again'),
};

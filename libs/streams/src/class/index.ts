/* The slice's face for other slices. The commands are registered from class.commands, which looks at other slices' faces. */
export type {
  ClassEventMap,
  ClassPlan,
  ClassRate,
  ClassRecorded,
  ClassResult,
  PlannedSession,
  ProvincialSystem,
} from './class.events';
export {
  type ClassState,
  type ClassStatus,
  type Draw,
  drawKey,
  type HeldSession,
  type Place,
  type Registration,
} from './class.state';
export { classRef, classStream } from './class.stream';
export { CLASS_EVENT_NAMES } from './event-names';
export { freeFen } from './money/free-fen';
export { registrationOf } from './registration/registration-of';
export { CLASS_STATUS_NAMES } from './rules/in-procedure.rule';
export { attendanceShare } from './sessions/attendance-share';

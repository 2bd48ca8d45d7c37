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
export { freeFen } from './money/free-fen';
export { registrationOf } from './registration/registration-of';
export { attendanceShare } from './sessions/attendance-share';

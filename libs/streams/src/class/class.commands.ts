import type { AnyCommandSpec } from '@ledger/kernel';
import { approveClassAmendment } from './amendment/approve-class-amendment.decide';
import { declineClassAmendment } from './amendment/decline-class-amendment.decide';
import { proposeClassAmendment } from './amendment/propose-class-amendment.decide';
import { approveClass } from './approval/approve-class.decide';
import { approveClassReopening } from './closing/approve-class-reopening.decide';
import { cancelClass } from './closing/cancel-class.decide';
import { closeClass } from './closing/close-class.decide';
import { declineClassReopening } from './closing/decline-class-reopening.decide';
import { proposeClassReopening } from './closing/propose-class-reopening.decide';
import { takeBackClassCancellation } from './closing/take-back-class-cancellation.decide';
import { fileClass } from './filing/file-class.decide';
import { returnClass } from './filing/return-class.decide';
import { takeBackClassReturn } from './filing/take-back-class-return.decide';
import { finishClass } from './finish/finish-class.decide';
import { takeBackClassFinish } from './finish/take-back-class-finish.decide';
import { recordProvincialRegistration } from './registration/record-provincial-registration.decide';
import { withdrawProvincialRegistration } from './registration/withdraw-provincial-registration.decide';
import { correctResults } from './results/correct-results.decide';
import { recordResults } from './results/record-results.decide';
import { correctAttendance } from './sessions/correct-attendance.decide';
import { recordAttendance } from './sessions/record-attendance.decide';
import { recordSession } from './sessions/record-session.decide';
import { withdrawSession } from './sessions/withdraw-session.decide';
import { startClass } from './start/start-class.decide';
import { takeBackClassStart } from './start/take-back-class-start.decide';

/** All that may be asked of a class, in the order of the procedure. */
export const classCommands: readonly AnyCommandSpec[] = [
  fileClass,
  returnClass,
  takeBackClassReturn,
  approveClass,
  proposeClassAmendment,
  approveClassAmendment,
  declineClassAmendment,
  cancelClass,
  takeBackClassCancellation,
  recordProvincialRegistration,
  withdrawProvincialRegistration,
  startClass,
  takeBackClassStart,
  recordSession,
  withdrawSession,
  recordAttendance,
  correctAttendance,
  finishClass,
  takeBackClassFinish,
  recordResults,
  correctResults,
  closeClass,
  proposeClassReopening,
  approveClassReopening,
  declineClassReopening,
];

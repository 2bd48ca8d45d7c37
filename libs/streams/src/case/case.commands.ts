import type { AnyCommandSpec } from '@ledger/kernel';
import { recordCertificate } from './certificate/record-certificate.decide';
import { acceptClaim } from './claim/accept-claim.decide';
import { requestSupplements } from './claim/request-supplements.decide';
import { submitClaim } from './claim/submit-claim.decide';
import { supplyDocuments } from './claim/supply-documents.decide';
import { takeBackAcceptance } from './claim/take-back-acceptance.decide';
import { takeBackSupplementRequest } from './claim/take-back-supplement-request.decide';
import { withdrawClaim } from './claim/withdraw-claim.decide';
import { confirmClaim } from './confirmation/confirm-claim.decide';
import { takeBackConfirmation } from './confirmation/take-back-confirmation.decide';
import { correctionCommands } from './correction/correction.commands';
import { enrolLearner } from './enrolment/enrol-learner.decide';
import { placeHold } from './hold/place-hold.decide';
import { releaseHold } from './hold/release-hold.decide';
import { lodgeObjection } from './objection/lodge-objection.decide';
import { resolveObjection } from './objection/resolve-objection.decide';
import { takeBackObjectionResolution } from './objection/take-back-objection-resolution.decide';
import { withdrawObjection } from './objection/withdraw-objection.decide';
import { payoutCommands } from './payout/payout.commands';
import { recoveryCommands } from './recovery/recovery.commands';
import { closeFlag } from './review/close-flag.decide';
import { raiseFlag } from './review/raise-flag.decide';
import { recordFirstReview } from './review/record-first-review.decide';
import { recordSecondReview } from './review/record-second-review.decide';
import { rejectClaim } from './review/reject-claim.decide';
import { reopenFlag } from './review/reopen-flag.decide';
import { takeBackFirstReview } from './review/take-back-first-review.decide';
import { takeBackSecondReview } from './review/take-back-second-review.decide';

/** All that may be asked of a case, in the order of the procedure. */
export const caseCommands: readonly AnyCommandSpec[] = [
  enrolLearner,
  recordCertificate,
  submitClaim,
  withdrawClaim,
  requestSupplements,
  takeBackSupplementRequest,
  supplyDocuments,
  acceptClaim,
  takeBackAcceptance,
  recordFirstReview,
  takeBackFirstReview,
  recordSecondReview,
  takeBackSecondReview,
  raiseFlag,
  closeFlag,
  reopenFlag,
  rejectClaim,
  lodgeObjection,
  withdrawObjection,
  resolveObjection,
  takeBackObjectionResolution,
  confirmClaim,
  takeBackConfirmation,
  placeHold,
  releaseHold,
  ...correctionCommands,
  ...payoutCommands,
  ...recoveryCommands,
];

/* The case slice's public face; its commands are listed in case.commands.ts. */
export { caseRef, caseStream } from './case.stream';
export type {
  CaseChange,
  CaseEventMap,
  CaseRecorded,
  CertificateFacts,
  LineGiveBack,
  MoneyEffect,
  Notice,
  Outcome,
  PayeeAccount,
  ReviewFlag,
} from './case.events';
export type {
  Attempt,
  CaseState,
  CaseStep,
  FlagFinding,
  LinePlace,
  Objection,
  PayoutLine,
  Proposal,
  Recovery,
} from './case.state';
export { CHANGE_NAMES } from './change-names';
export { CASE_EVENT_NAMES } from './event-names';
export { attemptOf, lineOf, waitingLines, wasDispatched } from './payout-lines';
export { endToEndId } from './payout/end-to-end-id';
export { liveAttempt, linesToPay, nextAttempt, paidFrom } from './payout/payable-lines';
export { whyNotInstructed } from './payout/payout.effects';
export { owesRefund, whyCaseNotPayable, whyLineNotPayable, type Paying } from './payout/rules/why-not-payable';
export { openFen } from './recovery/open-fen';
export type { RecoveryCause } from './recovery/recovery-cause';
export { OUTCOME_NAMES } from './review/outcomes';
export { FLAG_NAMES } from './review/review-flags';
export { LIVE_STEPS, STEP_NAMES, STEPS_IN_HAND } from './step-names';

export { loadProjections, projections } from './projections';
export {
  ACCOUNT_LABELS,
  BATCH_EVENT_LABELS,
  BATCH_STATUS_LABELS,
  CASE_EVENT_LABELS,
  CASE_STATUS_LABELS,
  CHANGE_LABELS,
  CLASS_STATUS_LABELS,
  EVENT_LABELS,
  eventLabel,
  FLAG_LABELS,
  NOTICE_LABELS,
  OUTCOME_LABELS,
  PUBLICITY_STATUS_LABELS,
  QUEUE_LABELS,
  ROLE_LABELS,
  roleLabel,
} from './labels';
export { BATCH_LINES, BATCHES, type AnsweredLine, type BatchRow } from './batches/batch-row';
export { BATCH_SORTS, batchById, batchLines, searchBatches, type BatchSort } from './batches/batches.query';
export { CASES, type CaseCertificate, type CaseRow, type CaseStatus, type Wait, type WaitKey } from './cases/case-row';
export { caseCounts, type CaseCount } from './cases/case-counts.query';
export { claimsInHand } from './cases/claims-in-hand.query';
export {
  CASE_SORTS,
  caseById,
  countCases,
  searchCases,
  type CaseSearch,
  type CaseSort,
} from './cases/case-search.query';
export type { SlotChange } from './case-timeline/case-sentences.table';
export { caseTimeline, timelineOf, type ReadStream, type TimelineEntry } from './case-timeline/case-timeline.query';
export type { MoneyNote } from './case-timeline/money-notes';
export { PROJECTS, type ProjectRow } from './catalogue/projects.projection';
export { CLASS_ROLL, CLASSES, type ClassRollRow, type ClassRow } from './classes/class-row';
export {
  CLASS_SORTS,
  classById,
  classRoll,
  searchClasses,
  type ClassSearch,
  type ClassSort,
} from './classes/class-search.query';
export { attendanceOf } from './classes/completion';
export { allRows, everyRow } from './every-row';
export {
  claimSums,
  compareMoney,
  openClaimSum,
  type ClaimSums,
  type MoneyDifference,
  type OpenedSum,
} from './fund/claim-sums.query';
export {
  fundPosition,
  isBalanced,
  openBalance,
  postingsAbout,
  type FundPosition,
  type LinePosition,
  type OpenedBalance,
} from './fund/fund-position.query';
export {
  ACCOUNTS,
  FUND_LINES,
  FUND_POSTINGS,
  type Account,
  type Balances,
  type LineRow,
  type PostingRow,
} from './fund/posting-row';
export { ORGANISATIONS, type OrganisationRow } from './organisations/organisations.projection';
export {
  ORGANISATION_SORTS,
  listingsOn,
  organisationById,
  searchOrganisations,
  type OrganisationSort,
} from './organisations/organisations.query';
export type { Slice, Source } from './payment-trace/first-in-first-out';
export {
  traceAllotment,
  traceOf,
  type AllotmentTrace,
  type PaymentTrace,
  type Trace,
} from './payment-trace/payment-trace.query';
export { unitPayments, type PaidFrom, type StandingPayment } from './payment-trace/unit-payments';
export { personTimes, type PersonTimes } from './person-times/person-times.query';
export { personArchive, type ArchivedTraining, type PersonArchive } from './persons/person-archive.query';
export { PERSONS, type PersonRow } from './persons/person-row';
export { PUBLICITY_LISTS, type PublicityListRow } from './publicity/publicity-lists.projection';
export {
  PUBLICITY_SORTS,
  publicityListById,
  searchPublicityLists,
  type PublicitySort,
} from './publicity/publicity-lists.query';
export { REFUSALS, type RefusalRow } from './refusals/refusals.projection';
export {
  REFUSAL_SORTS,
  refusalsByRule,
  searchRefusals,
  type RefusalSearch,
  type RefusalSort,
} from './refusals/refusals.query';
export { dueRulesOf, type DueRules } from './work-queues/due-rules';
export { QUEUES, type QueueId, type Waiting } from './work-queues/queues.table';
export { queueItems, queueLengths, type QueueLength, type QueueOwner } from './work-queues/work-queues.query';

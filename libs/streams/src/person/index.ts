/* The slice's face for other slices. The commands are registered from person.commands, which looks at other slices' faces. */
export type { PersonEventMap, PersonRecorded, SlotYears } from './person.events';
export type { CategoryEntry, PersonState, QuotaException, Slot } from './person.state';
export {
  CATEGORY_EVIDENCE,
  EVIDENCE_KINDS,
  VERIFYING_BODIES,
  type EvidenceKind,
  type VerifyingBody,
} from './category/category-evidence';
export { categoriesOn } from './category/categories-on';
export { personRef, personStream } from './person.stream';
export { atMostPerYear } from './quota/at-most-per-year.rule';
export { dedupeHolder } from './quota/dedupe-holder';
export { neverTwice } from './quota/never-twice.rule';
export type { SlotAsked } from './quota/slot-asked';
export { slotsInYear } from './quota/slots-in-year';

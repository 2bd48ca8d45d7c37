export type { PolicyEventMap, PolicyRecorded, SubsidyRate } from './policy.events';
export { initialPolicy, type ParameterEntry, type PolicyState, type RateEntry } from './policy.state';
export { POLICY_ID, policyRef, policyStream } from './policy.stream';
export { parameterOn } from './parameter/parameter-on.rule';
export { isPayable, paidBySpecialAccount, rateOn, type RateKey } from './rate/rate-on.rule';
export { workingCalendar } from './calendar/working-calendar.rule';
export { actsOnPublishedDocument } from './document/document-is-published.rule';

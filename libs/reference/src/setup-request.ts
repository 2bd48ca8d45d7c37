import type { DocumentRef } from '@ledger/kernel';

/** 初始化事项: one command that sets a ledger up, the role that gives it, and the Shanghai date from which it can be given. */
export interface SetupRequest {
  readonly command: string;
  readonly data: object;
  /** An administrator of the city (XC). */
  readonly role: 'POLICY_ADMIN' | 'CATALOGUE_ADMIN' | 'FUND_ADMIN';
  /** YYYY-MM-DD: no document that it stands on is issued later. */
  readonly on: string;
}

/** The day of the plan, 许政办〔2019〕20号: what was known by then is entered that day. */
export const PLAN_DAY = '2019-10-12';

/** The later of the plan's day and the others. */
export const onOrAfter = (...days: readonly string[]): string =>
  [PLAN_DAY, ...days].reduce((last, day) => (day > last ? day : last));

/** A request that stands on one document. */
export const standingOn = (
  role: SetupRequest['role'],
  command: string,
  document: DocumentRef,
  data: object,
  effectiveOn = PLAN_DAY,
): SetupRequest => ({ role, command, data: { ...data, document }, on: onOrAfter(document.issuedOn, effectiveOn) });

/** Without what the data files leave open: an absent field is left out, never null. */
export const stated = <T extends object>(entry: T): { [K in keyof T]?: NonNullable<T[K]> } =>
  Object.fromEntries(
    Object.entries(entry).filter(
      ([, value]) => value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  ) as { [K in keyof T]?: NonNullable<T[K]> };

import type { QuotaException, SlotYears } from '@ledger/streams/person';
import type { RowOf } from '../view';

export const PERSONS = 'persons';

interface PersonFields {
  readonly sex?: 'F' | 'M';
  readonly registeredAt?: string;
  readonly keyDestroyed: boolean;
  readonly notices: readonly string[];
  /** 人员类别 with kind of evidence, never its number; `version` is that of the event that recorded it. */
  readonly categories: readonly {
    readonly category: string;
    readonly evidence: string;
    readonly verifiedBy: string;
    readonly validFrom: string;
    readonly validTo?: string;
    readonly version: number;
    readonly withdrawn?: boolean;
  }[];
  /** 名额: live ones, by case id. */
  readonly slots: Readonly<
    Record<
      string,
      { readonly years: SlotYears; readonly dedupeKey: string; readonly exceptionId?: string; readonly paid?: boolean }
    >
  >;
  readonly exceptions: Readonly<
    Record<string, { readonly caseId: string; readonly year: number; readonly status: QuotaException['status'] }>
  >;
  /** What waits for another person, by proposal id; `unit` is that of the matter. */
  readonly waiting: Readonly<
    Record<
      string,
      {
        readonly what: 'details' | 'exception' | 'key';
        readonly by: string;
        readonly unit: string;
        readonly at: string;
        readonly caseId?: string;
      }
    >
  >;
  readonly attention?: 1;
}

/** 个人: one row per person, by pseudonym; nothing sealed, nothing in clear. */
export type PersonRow = RowOf<PersonFields>;

export const NOBODY_YET: PersonRow = {
  keyDestroyed: false,
  notices: [],
  categories: [],
  slots: {},
  exceptions: {},
  waiting: {},
};

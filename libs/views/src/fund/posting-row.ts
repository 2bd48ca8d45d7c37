import type { Actor, DocumentRef } from '@ledger/kernel';
import type { RowOf } from '../view';

export const FUND_POSTINGS = 'fund_postings';
export const FUND_LINES = 'fund_lines';

/** 资金科目 of a line. `total` and `interest` stand on the city line only, those behind `encumbered` on the units' lines only. */
export const ACCOUNTS = [
  'total',
  'allotted',
  'available',
  'encumbered',
  'inTransit',
  'owed',
  'paid',
  'recovered',
  'askedBack',
  'interest',
] as const;
export type Account = (typeof ACCOUNTS)[number];

/** A line's balances in fen, by account. */
export type Balances = { readonly [A in Account]: number };

export const NO_BALANCES: Balances = {
  total: 0,
  allotted: 0,
  available: 0,
  encumbered: 0,
  inTransit: 0,
  owed: 0,
  paid: 0,
  recovered: 0,
  askedBack: 0,
  interest: 0,
};

/** What a posting is for. */
export interface PostingSubject {
  readonly classId?: string;
  readonly caseId?: string;
  readonly batchId?: string;
  readonly answerId?: string;
  readonly allotmentId?: string;
  readonly recoveryId?: string;
  readonly entryId?: string;
  /** The unit on the other end of an allotment, on the city line. */
  readonly counterUnit?: string;
  readonly why?: string;
}

interface PostingFields extends PostingSubject {
  /** Id of the fund stream. */
  readonly line: string;
  readonly unit: string;
  /** Of the event on its line. */
  readonly version: number;
  readonly position: number;
  readonly type: string;
  readonly account: Account;
  /** What the account gained, fen; below 0 where it lost. */
  readonly deltaFen: number;
  /** Of the whole line after the event. */
  readonly balances: Balances;
  readonly occurredAt: string;
  readonly recordedAt: string;
  /** The day that was asked for, where the line had moved on meanwhile. */
  readonly valueOn?: string;
  readonly actor: Actor;
  readonly command: { readonly name: string; readonly id: string };
  readonly reason?: string;
  readonly document?: DocumentRef;
  /** Version on this line of the posting that it corrects. */
  readonly corrects?: number;
}

/** 资金分录: one row per fund event and account moved (per class, where a batch moves several), keyed by line, version and place. */
export type PostingRow = RowOf<PostingFields>;

interface LineFields {
  readonly unit: string;
  readonly version: number;
  readonly position: number;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly balances: Balances;
}

/** 资金账户 as it stands now: one row per line. */
export type LineRow = RowOf<LineFields>;

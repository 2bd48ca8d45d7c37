import type { SubsidyRate } from '../policy.events';
import type { PolicyState, RateEntry } from '../policy.state';

/** 补贴标准的适用条件: what a training is, and the day on which its class starts. */
export interface RateKey {
  readonly certKind: string;
  /** L5…L1; nothing for ungraded kinds. */
  readonly level?: string | null;
  readonly trainingNature: string;
  readonly issue?: 'FIRST' | 'RENEWAL' | null;
  /** The occupation's `ratePending`: then no rate applies, not even a general one. */
  readonly ratePending?: boolean;
  readonly on: string;
}

type Fields = Pick<SubsidyRate, 'certKind' | 'level' | 'trainingNature' | 'issue'>;

/** 适用标准: the row in force that day; a row that names the training nature beats one that does not, then the one that names more. */
export function rateOn(policy: PolicyState, key: RateKey): RateEntry | undefined {
  if (key.ratePending) return undefined;
  let best: RateEntry | undefined;
  for (const rate of Object.values(policy.rates)) {
    if (isInForce(rate, key.on) && applies(rate, key) && (!best || precision(rate) > precision(best))) best = rate;
  }
  return best;
}

/** B.3: what another fund pays never comes out of the special account. */
export const paidBySpecialAccount = ({ fund }: Pick<SubsidyRate, 'fund'>): boolean => fund === 'SPECIAL_ACCOUNT';

/**
 * Whether money of the special account may follow: a real ledger pays only what two people confirmed with a document, a simulated
 * one says what it pays; a row of another fund is never paid here.
 */
export const isPayable = (rate: RateEntry, clock: 'real' | 'simulated' | undefined): boolean =>
  paidBySpecialAccount(rate) &&
  (rate.status === 'confirmed' || (rate.status === 'unconfirmed' && clock === 'simulated'));

const isInForce = (rate: RateEntry, on: string): boolean =>
  rate.status !== 'withdrawn' && rate.validFrom <= on && (rate.validTo === null || on <= rate.validTo);

const applies = (rate: Fields, key: RateKey): boolean =>
  rate.certKind === key.certKind &&
  (rate.level === null || rate.level === key.level) &&
  (rate.trainingNature === null || rate.trainingNature === key.trainingNature) &&
  (rate.issue === null || rate.issue === key.issue);

const precision = (rate: Fields): number =>
  (rate.trainingNature === null ? 0 : 4) + (rate.level === null ? 0 : 1) + (rate.issue === null ? 0 : 1);

import { fails, holds, yuan, type Loaded, type Rule } from '@ledger/kernel';
import type { LedgerState } from '../../ledger';
import type { SubsidyRate } from '../policy.events';
import type { PolicyState, RateEntry } from '../policy.state';

const CLAUSE = '三(二)';

/** What the rules on one rate look at. */
export interface RateMatter {
  readonly command: { readonly rateId: string };
  readonly state: PolicyState;
}

export const rateOf = ({ command, state }: RateMatter): RateEntry | undefined => state.rates[command.rateId];

export const rateIsLive: Rule<RateMatter> = {
  ruleId: 'A-087',
  clause: CLAUSE,
  judge(matter) {
    const { rateId } = matter.command;
    const rate = rateOf(matter);
    if (rate && rate.status !== 'withdrawn') return holds(rateId);
    return fails(
      rate ? `补贴标准 ${rateId} 已撤回，不能再办理；请核对编号。` : `没有补贴标准 ${rateId}；请核对编号。`,
      rate ? `Rate ${rateId} was withdrawn; check its id.` : `There is no rate ${rateId}; check its id.`,
      rateId,
    );
  },
};

/** Whether money may have followed the row, so that it stays as it is: in force, and payable on this ledger. */
export const mayHaveBeenPaid = (rate: RateEntry, clock: LedgerState['clock'], today: string): boolean =>
  rate.validFrom <= today && (rate.everConfirmed === true || clock === 'simulated');

/** rows of one key never hold on the same day; `range` says how the row would hold. */
export const noOverlap = <M extends { readonly state: PolicyState }>(
  range: (matter: M) => SubsidyRate | undefined,
): Rule<M> => ({
  ruleId: 'A-087',
  clause: CLAUSE,
  judge(matter) {
    const wanted = range(matter);
    const other = wanted && Object.values(matter.state.rates).find((rate) => overlaps(rate, wanted));
    if (!wanted || !other) return holds(wanted?.rateId ?? null);
    return fails(
      `同一条件的补贴标准 ${other.rateId}（${yuan(other.amountFen)} 元，${span(other, '起', '长期')}）与之期间重叠；请先为它设定截止日。`,
      `Rate ${other.rateId} for the same case (${yuan(other.amountFen)} yuan, ${span(other, ' on', 'open')}) overlaps; end that one first.`,
      other.rateId,
    );
  },
});

const overlaps = (rate: RateEntry, wanted: SubsidyRate): boolean =>
  rate.status !== 'withdrawn' &&
  rate.rateId !== wanted.rateId &&
  rate.certKind === wanted.certKind &&
  rate.level === wanted.level &&
  rate.trainingNature === wanted.trainingNature &&
  rate.issue === wanted.issue &&
  (wanted.validTo === null || rate.validFrom <= wanted.validTo) &&
  (rate.validTo === null || wanted.validFrom <= rate.validTo);

const span = (rate: RateEntry, from: string, open: string): string =>
  `${rate.validFrom}${from} – ${rate.validTo ?? open}`;

/** Facts that the rate commands take from other streams. */
export type RateFacts = { ledger: Loaded<LedgerState> };

import { fails, holds, type Rule } from '@ledger/kernel';
import { YEAR_BASES, type YearBasis } from '../../vocabulary';
import type { PersonState } from '../person.state';
import type { SlotAsked } from './slot-asked';
import { slotsInYear } from './slots-in-year';

const BASIS_NAMES: Readonly<Record<YearBasis, { zh: string; en: string }>> = {
  certificateIssue: { zh: '发证日期', en: 'certificate issue' },
  trainingEnd: { zh: '结业日期', en: 'end of training' },
  application: { zh: '申请日期', en: 'application' },
  payment: { zh: '拨付日期', en: 'payment' },
};

/** The exception that leaves room for this slot above the quota, if any: approved for this case and this year, not used. */
export function exceptionFor(state: PersonState, data: SlotAsked): string | undefined {
  const fits = (id: string): boolean => {
    const exception = state.exceptions[id];
    return (
      exception?.status === 'approved' && exception.caseId === data.caseId && exception.year === data.years[data.basis]
    );
  };
  if (data.exceptionId !== undefined) return fits(data.exceptionId) ? data.exceptionId : undefined;
  return Object.keys(state.exceptions).find(fits);
}

/**
 * 「原则上每人每年可享受不超过3次」. The configured basis decides, whatever the other three say; the refusal lists all four.
 * Every live slot counts, whatever its date: first recorded, first served.
 */
export const atMostPerYear: Rule<{ readonly data: SlotAsked; readonly state: PersonState }> = {
  ruleId: 'A-063',
  clause: '二(三)1',
  judge({ data, state }) {
    const counts = Object.fromEntries(
      YEAR_BASES.map((basis) => [basis, slotsInYear(state, basis, data.years[basis])]),
    ) as Record<YearBasis, number>;
    const taken = counts[data.basis];
    const exceptionId = taken < data.max ? undefined : exceptionFor(state, data);
    const value = { basis: data.basis, years: data.years, counts, max: data.max, exceptionId: exceptionId ?? null };
    if (taken < data.max || exceptionId !== undefined) return holds(value);
    const year = data.years[data.basis];
    const list = (language: 'zh' | 'en', between: string): string =>
      YEAR_BASES.map((basis) => `${BASIS_NAMES[basis][language]} ${data.years[basis]}: ${counts[basis]}`).join(between);
    return fails(
      `按${BASIS_NAMES[data.basis].zh}计，该人员 ${year} 年度已占用 ${taken} 次，达到每年 ${data.max} 次的上限（四种口径：${list('zh', '；')}）；如确需突破，请先由两人审批并附文件办理名额例外。`,
      `Counted by ${BASIS_NAMES[data.basis].en} the person already has ${taken} in ${year}, and the limit is ${data.max} a year (all four bases: ${list('en', ', ')}); if there is good reason, first have an exception approved by two people with a document.`,
      value,
    );
  },
};

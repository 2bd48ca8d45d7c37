import { fails, holds, yuan, type Rule } from '@ledger/kernel';
import type { FundChange } from '../fund.events';
import { RETURN_LATER, uncovered } from '../fund.effects';
import type { FundState } from '../fund.state';
import { allottedStaysCovered, totalChanges } from './city-total';

interface OnLine {
  readonly state: FundState;
}
type Returning = OnLine & { readonly allotmentId: string };
type Reversing = OnLine & { readonly version: number; readonly amountFen: number };

const isLive: Rule<Returning> = {
  ruleId: 'A-071',
  clause: '二(三)2',
  judge: ({ state, allotmentId }) =>
    state.allotments[allotmentId]
      ? holds()
      : fails(
          '该单位没有这笔在账分配；请核对分配编号。',
          'The unit has no such allotment, or it went back already; check its id.',
        ),
};

const isUnused: Rule<Returning> = {
  ruleId: 'A-071-line',
  clause: '二(三)2',
  judge: ({ state, allotmentId }) => {
    const amountFen = state.allotments[allotmentId]?.amountFen ?? 0;
    if (state.availableFen >= amountFen) return holds(state.availableFen);
    const refusal = uncovered(state, amountFen, { zh: '退回分配', en: 'Returning the allotment' }, RETURN_LATER);
    return fails(refusal.zh, refusal.en, state.availableFen);
  },
};

const wasRecorded: Rule<Reversing> = {
  ruleId: 'A-071',
  clause: '二(三)2',
  judge: ({ state, version, amountFen }) =>
    state.interestEntries[version] === amountFen
      ? holds(amountFen)
      : fails(
          `第 ${version} 号分录不是金额 ${yuan(amountFen)} 元的在账利息；请核对。`,
          `Entry ${version} is no live interest of ${yuan(amountFen)} yuan; check the entry.`,
        ),
};

/** What is asked of a change of a line as the line stands: when it is proposed, and again when it is approved. */
export function rulesOf(change: FundChange): readonly Rule<OnLine>[] {
  switch (change.kind) {
    case 'ALLOTMENT_RETURN':
      return [isLive, isUnused].map((rule) => ({ ...rule, judge: ({ state }) => rule.judge({ ...change, state }) }));
    case 'CITY_TOTAL':
      return [totalChanges, allottedStaysCovered].map((rule) => ({
        ...rule,
        judge: ({ state }) => rule.judge({ ...change, state }),
      }));
    case 'INTEREST_REVERSAL':
      return [{ ...wasRecorded, judge: ({ state }) => wasRecorded.judge({ ...change, state }) }];
  }
}

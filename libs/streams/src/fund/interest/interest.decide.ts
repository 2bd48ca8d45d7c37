import {
  accept,
  defineCommand,
  judge,
  holds,
  fails,
  nameOf,
  refuse,
  yuan,
  type Protected,
  type Rule,
} from '@ledger/kernel';
import { posted } from '../fund.effects';
import type { FundState } from '../fund.state';
import { CITY_LINE, fundStream } from '../fund.stream';
import { RecordInterest } from './record-interest.command';
import { ReverseInterestEntry } from './reverse-interest-entry.command';

export const recordInterest = defineCommand<RecordInterest, Protected<RecordInterest>, FundState>({
  name: 'RecordInterest',
  zh: '利息入账',
  en: 'Record interest',
  shape: RecordInterest,
  stream: fundStream,
  target: () => CITY_LINE,
  subject: () => ({ unit: 'XC' }),
  decide: ({ amountFen }, state, context) => accept(posted(state, context, 'InterestRecorded', { amountFen })),
});

const wasRecorded: Rule<{ state: FundState; version: number; amountFen: number }> = {
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

export const reverseInterestEntry = defineCommand<ReverseInterestEntry, Protected<ReverseInterestEntry>, FundState>({
  name: 'ReverseInterestEntry',
  zh: '冲回利息',
  en: 'Reverse an interest entry',
  shape: ReverseInterestEntry,
  stream: fundStream,
  target: () => CITY_LINE,
  subject: () => ({ unit: 'XC' }),
  decide({ version, amountFen }, state, context) {
    const { refusal, evidence } = judge([wasRecorded], { state, version, amountFen });
    if (refusal) return refuse(refusal, evidence);
    const body = posted(state, context, 'InterestEntryReversed', { amountFen });
    return accept({ ...body, corrects: { stream: nameOf(fundStream, CITY_LINE), version } }, { evidence });
  },
});

import { accept, defineCommand, type Protected } from '@ledger/kernel';
import { posted } from '../fund.effects';
import type { FundState } from '../fund.state';
import { CITY_LINE, fundStream } from '../fund.stream';
import { RecordInterest } from './record-interest.command';

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

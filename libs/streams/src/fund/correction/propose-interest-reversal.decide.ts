import { defineCommand, type Protected } from '@ledger/kernel';
import type { FundState } from '../fund.state';
import { CITY_LINE, fundStream } from '../fund.stream';
import { ProposeInterestReversal } from './propose-interest-reversal.command';
import { propose } from './proposing';

export const proposeInterestReversal = defineCommand<
  ProposeInterestReversal,
  Protected<ProposeInterestReversal>,
  FundState
>({
  name: 'ProposeInterestReversal',
  zh: '提出冲回利息',
  en: 'Propose to reverse an interest entry',
  shape: ProposeInterestReversal,
  stream: fundStream,
  target: () => CITY_LINE,
  subject: () => ({ unit: 'XC' }),
  decide(command, state, context) {
    const { version, amountFen } = command;
    return propose({ kind: 'INTEREST_REVERSAL', version, amountFen }, command, state, context);
  },
});

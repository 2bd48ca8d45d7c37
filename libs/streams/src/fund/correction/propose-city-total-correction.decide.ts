import { defineCommand, type Loaded, type Protected } from '@ledger/kernel';
import type { PolicyState } from '../../policy';
import type { FundState } from '../fund.state';
import { CITY_LINE, fundStream } from '../fund.stream';
import { totalAsSet } from './city-total';
import { ProposeCityTotalCorrection } from './propose-city-total-correction.command';
import { propose } from './proposing';

type F = { policy: Loaded<PolicyState> };

export const proposeCityTotalCorrection = defineCommand<
  ProposeCityTotalCorrection,
  Protected<ProposeCityTotalCorrection>,
  FundState,
  F
>({
  name: 'ProposeCityTotalCorrection',
  zh: '提出更正专账总额',
  en: 'Propose to correct the total of the city line',
  shape: ProposeCityTotalCorrection,
  stream: fundStream,
  target: () => CITY_LINE,
  subject: () => ({ unit: 'XC' }),
  decide: (command, state, context) =>
    propose({ kind: 'CITY_TOTAL', totalFen: totalAsSet(context) }, command, state, context),
});

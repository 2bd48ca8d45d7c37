import { defineCommand, event, type Protected } from '@ledger/kernel';
import { decideBy } from '../../rules';
import type { FundState } from '../fund.state';
import { DeclineFundCorrection } from './decline-fund-correction.command';
import { type DecidesCorrection, decidesCorrection, onFundCorrection } from './on-fund-correction';

export const declineFundCorrection = defineCommand<DeclineFundCorrection, Protected<DeclineFundCorrection>, FundState>({
  ...onFundCorrection,
  name: 'DeclineFundCorrection',
  zh: '不予批准资金更正',
  en: 'Decline a correction of a fund line',
  shape: DeclineFundCorrection,
  decide: (command, state, context) =>
    decideBy<DecidesCorrection>(decidesCorrection, { command, state, context }, () => ({
      events: event('FundCorrectionDeclined', { proposalId: command.proposalId }),
    })),
});

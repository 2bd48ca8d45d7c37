import { defineCommand, type EventBody, nameOf, type Protected } from '@ledger/kernel';
import { decideBy } from '../../rules';
import type { FundChange, FundRecorded } from '../fund.events';
import { posted } from '../fund.effects';
import type { FundState } from '../fund.state';
import { CITY_LINE, fundId, fundStream } from '../fund.stream';
import { ApproveFundCorrection } from './approve-fund-correction.command';
import { rulesOf } from './fund-change.rules';
import { correctionOf, type DecidesCorrection, decidesCorrection, onFundCorrection } from './on-fund-correction';

/** What the line posts. */
function carriedOut(change: FundChange, { command, state, context }: DecidesCorrection): EventBody {
  const { proposalId } = command;
  switch (change.kind) {
    case 'ALLOTMENT_RETURN': {
      const { allotmentId } = change;
      const amountFen = state.allotments[allotmentId]?.amountFen ?? 0;
      return posted(state, context, 'AllotmentReturnTaken', { proposalId, allotmentId, amountFen });
    }
    case 'INTEREST_REVERSAL': {
      const { amountFen, version } = change;
      const body = posted(state, context, 'InterestEntryReversed', { proposalId, amountFen });
      return { ...body, corrects: { stream: nameOf(fundStream, CITY_LINE), version } };
    }
  }
}

export const approveFundCorrection = defineCommand<ApproveFundCorrection, Protected<ApproveFundCorrection>, FundState>({
  ...onFundCorrection,
  name: 'ApproveFundCorrection',
  zh: '批准资金更正',
  en: 'Approve a correction of a fund line',
  shape: ApproveFundCorrection,
  decide(command, state, context) {
    const asked = { command, state, context };
    const change = correctionOf(asked)?.change;
    // Where there is no open proposal the first rule refuses.
    return decideBy<DecidesCorrection>([...decidesCorrection, ...(change ? rulesOf(change) : [])], asked, () => ({
      events: change ? carriedOut(change, asked) : [],
    }));
  },
  after: (events) =>
    (events as readonly FundRecorded[]).flatMap((each) => {
      if (each.type !== 'AllotmentReturnTaken') return [];
      const { allotmentId, amountFen } = each.data;
      const fromUnit = each.stream.slice(`${fundStream.prefix}-${fundId('')}`.length);
      return [
        {
          stream: nameOf(fundStream, CITY_LINE),
          effect: 'credit-allotment-return',
          data: { allotmentId, fromUnit, amountFen },
        },
      ];
    }),
});

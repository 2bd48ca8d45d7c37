import { defineCommand, type EventBody, fails, holds, nameOf, type Protected, type Rule, yuan } from '@ledger/kernel';
import { decideBy } from '../../rules';
import type { FundChange, FundRecorded } from '../fund.events';
import { posted } from '../fund.effects';
import type { FundState } from '../fund.state';
import { CITY_LINE, fundId, fundStream } from '../fund.stream';
import { ApproveFundCorrection } from './approve-fund-correction.command';
import { totalAsSet } from './city-total';
import { rulesOf } from './fund-change.rules';
import { correctionOf, type DecidesCorrection, decidesCorrection, onFundCorrection } from './on-fund-correction';

/** the total is still what its document says. */
const stillAsSet: Rule<DecidesCorrection> = {
  ruleId: 'A-071',
  clause: '二(三)2',
  judge(asked) {
    const change = correctionOf(asked)?.change;
    if (change?.kind !== 'CITY_TOTAL') return holds();
    const setFen = totalAsSet(asked.context);
    if (setFen === change.totalFen) return holds(setFen);
    return fails(
      `提出之后，参数 fund.total 已改为 ${yuan(setFen)} 元，与所提的 ${yuan(change.totalFen)} 元不同；请不予批准并重新提出。`,
      `The parameter fund.total says ${yuan(setFen)} yuan by now, not the ${yuan(change.totalFen)} proposed; decline it and propose anew.`,
      setFen,
    );
  },
};

/** What the line posts. */
function carriedOut(change: FundChange, { command, state, context }: DecidesCorrection): EventBody {
  const { proposalId } = command;
  switch (change.kind) {
    case 'ALLOTMENT_RETURN': {
      const { allotmentId } = change;
      const amountFen = state.allotments[allotmentId]?.amountFen ?? 0;
      return posted(state, context, 'AllotmentReturnTaken', { proposalId, allotmentId, amountFen });
    }
    case 'CITY_TOTAL': {
      const totals = { proposalId, fromFen: state.totalFen, toFen: change.totalFen };
      const body = posted(state, context, 'CityTotalCorrected', totals);
      return { ...body, corrects: { stream: nameOf(fundStream, CITY_LINE), version: state.totalVersion ?? 1 } };
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
    const onChange = change ? [...rulesOf(change), stillAsSet] : [];
    return decideBy<DecidesCorrection>([...decidesCorrection, ...onChange], asked, () => ({
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

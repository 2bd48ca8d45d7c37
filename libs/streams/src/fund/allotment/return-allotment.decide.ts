import { accept, defineCommand, fails, holds, judge, nameOf, refuse, type Protected, type Rule } from '@ledger/kernel';
import { posted, RETURN_LATER, uncovered } from '../fund.effects';
import type { FundState } from '../fund.state';
import { CITY_LINE, fundId, fundStream } from '../fund.stream';
import { ReturnAllotment } from './return-allotment.command';

interface Input {
  readonly state: FundState;
  readonly allotmentId: string;
}

const isLive: Rule<Input> = {
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

const isUnused: Rule<Input> = {
  ruleId: 'A-071-line',
  clause: '二(三)2',
  judge: ({ state, allotmentId }) => {
    const amountFen = state.allotments[allotmentId]?.amountFen ?? 0;
    if (state.availableFen >= amountFen) return holds(state.availableFen);
    const refusal = uncovered(state, amountFen, { zh: '退回分配', en: 'Returning the allotment' }, RETURN_LATER);
    return fails(refusal.zh, refusal.en, state.availableFen);
  },
};

export const returnAllotment = defineCommand<ReturnAllotment, Protected<ReturnAllotment>, FundState>({
  name: 'ReturnAllotment',
  zh: '退回分配',
  en: 'Return an allotment to the city',
  shape: ReturnAllotment,
  stream: fundStream,
  target: ({ unit }) => fundId(unit),
  subject: () => ({ unit: 'XC' }),
  decide({ allotmentId }, state, context) {
    const { refusal, evidence } = judge([isLive, isUnused], { state, allotmentId });
    if (refusal) return refuse(refusal, evidence);
    const amountFen = state.allotments[allotmentId]?.amountFen ?? 0;
    return accept(posted(state, context, 'AllotmentReturnTaken', { allotmentId, amountFen }), { evidence });
  },
  after: (events) =>
    events.map((each) => {
      // The only event that this command makes.
      const { allotmentId, amountFen } = each.data as { allotmentId: string; amountFen: number };
      const fromUnit = each.stream.slice(`${fundStream.prefix}-${fundId('')}`.length);
      return {
        stream: nameOf(fundStream, CITY_LINE),
        effect: 'credit-allotment-return',
        data: { allotmentId, fromUnit, amountFen },
      };
    }),
});

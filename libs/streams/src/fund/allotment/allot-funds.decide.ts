import {
  accept,
  defineCommand,
  factOf,
  holds,
  fails,
  judge,
  nameOf,
  refuse,
  yuan,
  type Loaded,
  type Protected,
  type Rule,
} from '@ledger/kernel';
import { ALLOT_LESS, posted, uncovered } from '../fund.effects';
import type { FundState } from '../fund.state';
import { CITY_LINE, fundId, fundStream } from '../fund.stream';
import { AllotFunds } from './allot-funds.command';

type F = { city: Loaded<FundState> };
interface Input {
  readonly city: FundState;
  readonly amountFen: number;
  /** The command's own reservation stands already. */
  readonly reserved: boolean;
}

const cityLineCovers: Rule<Input> = {
  ruleId: 'A-071-line',
  clause: '二(三)2',
  judge: ({ city, amountFen, reserved }) => {
    if (reserved || city.availableFen >= amountFen) return holds(city.availableFen);
    const refusal = uncovered(city, amountFen, { zh: '本次分配', en: 'The allotment' }, ALLOT_LESS);
    return fails(refusal.zh, refusal.en, city.availableFen);
  },
};

const cityLineIsOpen: Rule<Input> = {
  ruleId: 'A-071',
  clause: '二(三)2',
  judge: ({ city }) =>
    city.open ? holds() : fails('市级专账尚未设立；请先设立。', 'The city line is not open yet; open it first.'),
};

export const allotFunds = defineCommand<AllotFunds, Protected<AllotFunds>, FundState, F>({
  name: 'AllotFunds',
  zh: '资金分配',
  en: 'Allot funds to a unit',
  shape: AllotFunds,
  stream: fundStream,
  target: ({ unit }) => fundId(unit),
  needs: () => ({ city: { type: fundStream, id: CITY_LINE } }),
  subject: () => ({ unit: 'XC' }),
  decide({ unit, amountFen, allotmentId = '' }, state, context) {
    const id = allotmentId || context.commandId;
    const city = context.facts.city;
    const reserved = city.state.allotments[id]?.commandId === context.commandId;
    const facts = [factOf(city, 'available', yuan(city.state.availableFen))];
    const { refusal, evidence } = judge(
      [cityLineIsOpen, cityLineCovers],
      { city: city.state, amountFen, reserved },
      facts,
    );
    if (refusal) return refuse(refusal, evidence);
    return accept(posted(state, context, 'FundsAllotted', { allotmentId: id, amountFen }), {
      evidence,
      before: [
        {
          stream: nameOf(fundStream, CITY_LINE),
          effect: 'take-allotment',
          data: { allotmentId: id, toUnit: unit, amountFen },
          giveBack: { effect: 'give-allotment-back', data: { allotmentId: id } },
        },
      ],
    });
  },
});

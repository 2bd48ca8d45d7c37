import {
  accept,
  defineCommand,
  event,
  fails,
  holds,
  judge,
  refuse,
  yuan,
  type Loaded,
  type Protected,
  type Rule,
} from '@ledger/kernel';
import { parameterOn, type PolicyState } from '../policy';
import type { FundState } from './fund.state';
import { CITY_LINE, fundStream } from './fund.stream';
import { OpenCityLine } from './open-city-line.command';

type F = { policy: Loaded<PolicyState> };
interface Input {
  readonly state: FundState;
  readonly totalFen: number | undefined;
}

const totalIsSet: Rule<Input> = {
  ruleId: 'A-071',
  clause: '二(三)2',
  judge: ({ totalFen }) =>
    totalFen !== undefined
      ? holds(totalFen)
      : fails(
          '参数 fund.total（专账总额）尚未设定；请先用政策文件设定。',
          'The parameter fund.total is not set; set it first, with its document.',
        ),
};

const openedOnce: Rule<Input> = {
  ruleId: 'A-071',
  clause: '二(三)2',
  judge: ({ state }) =>
    !state.open
      ? holds()
      : fails(
          `市级专账已经设立（总额 ${yuan(state.totalFen)} 元），不能重复设立；请直接分配资金。`,
          `The city line is open already, with ${yuan(state.totalFen)} yuan; it is opened once, so go on to allot.`,
        ),
};

export const openCityLine = defineCommand<OpenCityLine, Protected<OpenCityLine>, FundState, F>({
  name: 'OpenCityLine',
  zh: '设立市级专账',
  en: 'Open the city line',
  shape: OpenCityLine,
  stream: fundStream,
  target: () => CITY_LINE,
  subject: () => ({ unit: 'XC' }),
  decide(_command, state, { facts, today }) {
    const totalFen = parameterOn<number>(facts.policy.state, 'fund.total', today);
    const { refusal, evidence } = judge([totalIsSet, openedOnce], { state, totalFen });
    if (refusal) return refuse(refusal, evidence);
    return accept(event('CityLineOpened', { totalFen }), { evidence });
  },
});

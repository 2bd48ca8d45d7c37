export type { ClassAmount, FundChange, FundEventMap, FundPostingMap, FundRecorded } from './fund.events';
export { initialFund, type FundState } from './fund.state';
export { CITY_LINE, fundId, fundRef, fundStream } from './fund.stream';
export { uncovered } from './fund.effects';
export { posting } from './posting';

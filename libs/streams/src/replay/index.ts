export { historyAt, stateAt, type Discounted, type HistoryEntry } from './history-at';
export { momentOf, type Moment } from './moment';

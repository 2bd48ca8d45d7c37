import type { CliCommand } from '../frame/cli-command';

export const parkedCommand: CliCommand = {
  name: 'parked',
  about: {
    zh: '停放事件：视图未能处理的事件及其后的等待者',
    en: 'events that a view could not digest, and those held behind them',
  },
  subcommands: [
    {
      name: 'retry',
      about: { zh: '重试一个(按位置)或全部停放事件', en: 'try one (by position) or all of them again' },
      arguments: [{ name: '<position|all>', about: { zh: '位置，或 all', en: 'position, or all' } }],
      run: (call) => (require('./run-parked') as typeof import('./run-parked')).runRetry(call),
    },
  ],
  run: (call) => (require('./run-parked') as typeof import('./run-parked')).runParked(call),
};

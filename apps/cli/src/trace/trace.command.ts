import type { CliCommand } from '../frame/cli-command';

export const traceCommand: CliCommand = {
  name: 'trace',
  about: {
    zh: '资金去向：由一笔支付追到其分配，或由一笔分配追到其全部支付',
    en: 'where money went: from a payment down to its allotment, or from an allotment up to every payment',
  },
  arguments: [
    {
      name: '<payment|allotment>',
      about: { zh: '端到端编号、个案编号或分配编号', en: 'end-to-end id, case id, or allotment id' },
    },
  ],
  run: (call) => (require('./run-trace') as typeof import('./run-trace')).runTrace(call),
};

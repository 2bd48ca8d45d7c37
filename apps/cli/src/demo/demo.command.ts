import type { CliCommand } from '../frame/cli-command';
import { PROGRAMME_OPTIONS } from '../simulate/simulate.command';

export const demoCommand: CliCommand = {
  name: 'demo',
  about: { zh: '在临时台账上演示整个项目', en: 'run a whole programme on a throwaway ledger and show it' },
  options: [
    ...PROGRAMME_OPTIONS,
    {
      flags: '--once',
      about: {
        zh: '核对：重建视图与现有视图一致，全部校验通过',
        en: 'check that rebuilt views equal live ones and that all invariants hold',
      },
    },
  ],
  more: {
    zh: '打印资金状况、按规则统计的拒绝、一件个案在三个时点的样子、用时，以及数据所在目录；不加 --once 则随后提供服务，并打印各角色的令牌。',
    en: 'Prints the fund position, refusals by rule, one case at three moments, timings, and where the data lies; without --once it then serves the ledger and prints a token for each role.',
  },
  run: (call) => (require('./run-demo') as typeof import('./run-demo')).runDemo(call),
};

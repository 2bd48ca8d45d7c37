import type { CliCommand, CliOption } from '../frame/cli-command';

export const PROGRAMME_OPTIONS: readonly CliOption[] = [
  { flags: '--learners <number>', about: { zh: '学员人数(默认 2000)', en: 'number of learners (default 2,000)' } },
  {
    flags: '--seed <number>',
    about: {
      zh: '随机种子(默认 2019)：相同种子得到相同命令',
      en: 'seed (default 2019): the same one gives the same commands',
    },
  },
];

export const simulateCommand: CliCommand = {
  name: 'simulate',
  about: {
    zh: '把整个模拟项目写成命令文件(NDJSON)，可导入空的模拟台账',
    en: 'write a whole simulated programme as a file of commands, to be imported into an empty simulated ledger',
  },
  options: [
    ...PROGRAMME_OPTIONS,
    { flags: '--out <file>', about: { zh: '输出文件(默认标准输出)', en: 'output file (default standard output)' } },
  ],
  more: {
    zh: '命令由一个临时台账逐条验证后写出；人物均为虚构，校验位有效。',
    en: 'Each command is tried on a throwaway ledger before it is written; the people are made up, with valid check digits.',
  },
  run: (call) => (require('./run-simulate') as typeof import('./run-simulate')).runSimulate(call),
};

import type { CliCommand } from '../frame/cli-command';

export const initCommand: CliCommand = {
  name: 'init',
  about: { zh: '新建台账', en: 'make a new ledger' },
  options: [
    {
      flags: '--clock <clock>',
      about: {
        zh: '真实或模拟时钟，建账时一次选定(默认 real)',
        en: 'real or simulated clock, chosen once (default real)',
      },
      choices: ['real', 'simulated'],
    },
    {
      flags: '--go-live <instant>',
      about: {
        zh: '启用时刻：此前的他人历史操作可导入(默认建账时)',
        en: 'go-live: acts of others before it may be imported (default now)',
      },
    },
  ],
  run: (call) => (require('./run-init') as typeof import('./run-init')).runInit(call),
};

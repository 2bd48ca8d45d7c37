import type { CliCommand } from '../frame/cli-command';

export const rebuildCommand: CliCommand = {
  name: 'rebuild',
  about: {
    zh: '由日志重建全部视图，在旧视图旁进行，完成后一次切换',
    en: 'make all views anew from the log, beside the live ones, then switch at once',
  },
  options: [
    {
      flags: '--workers <n>',
      about: { zh: '工作线程数，0 为不用(默认 2)', en: 'worker threads, 0 for none (default 2)' },
    },
  ],
  run: (call) => (require('./run-rebuild') as typeof import('./run-rebuild')).runRebuild(call),
};

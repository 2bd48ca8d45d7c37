import type { CliCommand } from '../frame/cli-command';

export const statusCommand: CliCommand = {
  name: 'status',
  about: { zh: '台账状态：时钟、日志、视图、密钥库', en: 'how the ledger is: clock, log, views, vault' },
  run: (call) => (require('./run-status') as typeof import('./run-status')).runStatus(call),
};

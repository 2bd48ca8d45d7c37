import type { CliCommand } from '../frame/cli-command';
import { REVEAL_OPTIONS } from '../frame/opening';

export const publicityCommand: CliCommand = {
  name: 'publicity',
  about: {
    zh: '查看一份公示名单：起止、个案、摘要、当时公示的内容',
    en: 'one published list: its days, cases and digest, and what was shown',
  },
  arguments: [{ name: '<list>', about: { zh: '公示编号', en: 'id of the list' } }],
  options: REVEAL_OPTIONS({
    zh: '取出当时公示的脱敏名单(记入解密日志)',
    en: 'take the masked list out of the vault (journalled)',
  }),
  run: (call) => (require('./run-publicity') as typeof import('./run-publicity')).runPublicity(call),
};

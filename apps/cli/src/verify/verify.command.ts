import type { CliCommand } from '../frame/cli-command';

export const verifyCommand: CliCommand = {
  name: 'verify',
  about: {
    zh: '核验：日志散列与连续性、密钥库、形式规则、视图与重建一致、资金三方相符',
    en: 'check log hashes and gaps, the vault, rules of form, views against a rebuild, the money three ways',
  },
  more: {
    zh: '发现的损坏按流与位置列出，不作任何修复。退出码 0 表示全部通过。',
    en: 'Damage is listed with stream and position; nothing is repaired. Exit code 0: everything holds.',
  },
  run: (call) => (require('./run-verify') as typeof import('./run-verify')).runVerify(call),
};

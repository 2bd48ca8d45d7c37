import type { CliCommand } from '../frame/cli-command';

export const rulesCommand: CliCommand = {
  name: 'rules',
  about: { zh: '规则目录：编号、条款、内容', en: 'the rules: number, clause, text' },
  arguments: [{ name: '[rule]', about: { zh: '规则编号，如 A-063', en: 'number of a rule, such as A-063' } }],
  run: (call) => (require('./run-rules') as typeof import('./run-rules')).runRules(call),
};

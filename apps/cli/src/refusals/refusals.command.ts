import type { CliCommand } from '../frame/cli-command';

export const refusalsCommand: CliCommand = {
  name: 'refusals',
  about: { zh: '拒绝记录：谁办什么被哪条规则拒绝', en: 'refusals: who tried what against which rule' },
  options: [
    { flags: '--rule <rule>', about: { zh: '规则编号', en: 'number of the rule' } },
    { flags: '--since <moment>', about: { zh: '自某时起(业务时间)', en: 'from a moment on (business time)' } },
    { flags: '--command <name>', about: { zh: '命令', en: 'command' } },
    { flags: '--unit <unit>', about: { zh: '单位', en: 'unit' } },
    { flags: '--limit <n>', about: { zh: '每页行数(默认 20)', en: 'rows a page (default 20)' } },
    { flags: '--cursor <cursor>', about: { zh: '上一页给出的续查标记', en: 'where the last page ended' } },
  ],
  run: (call) => (require('./run-refusals') as typeof import('./run-refusals')).runRefusals(call),
};

import type { CliCommand } from '../frame/cli-command';

export const searchCommand: CliCommand = {
  name: 'search',
  about: {
    zh: '查找个案：按身份证号、班期、机构、单位、状态',
    en: 'find cases by ID number, class, institution, unit, status',
  },
  options: [
    {
      flags: '--person <id-number>',
      about: {
        zh: '身份证号(立即散列，不留存；- 表示标准输入)或人员假名',
        en: 'ID number (hashed at once, not kept; - for standard input), or a pseudonym',
      },
    },
    { flags: '--case <id>', about: { zh: '个案编号', en: 'case id' } },
    { flags: '--class <id>', about: { zh: '班期编号', en: 'class id' } },
    { flags: '--institution <uscc>', about: { zh: '机构统一社会信用代码', en: 'USCC of the institution' } },
    { flags: '--unit <unit>', about: { zh: '管理单位', en: 'managing unit' } },
    { flags: '--status <list>', about: { zh: '状态，逗号分隔', en: 'status, or several with commas' } },
    { flags: '--limit <n>', about: { zh: '每页行数(默认 20)', en: 'rows a page (default 20)' } },
    { flags: '--cursor <cursor>', about: { zh: '上一页给出的续查标记', en: 'where the last page ended' } },
  ],
  run: (call) => (require('./run-search') as typeof import('./run-search')).runSearch(call),
};

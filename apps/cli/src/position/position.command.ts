import type { CliCommand } from '../frame/cli-command';

export const positionCommand: CliCommand = {
  name: 'position',
  about: {
    zh: '资金状况：每个资金账户与恒等式，现在或任一时点',
    en: 'the fund position: every line and its identity, now or at any moment',
  },
  options: [
    { flags: '--as-of <moment>', about: { zh: '截至某时(业务时间)', en: 'as of a moment (business time)' } },
    { flags: '--as-known <moment>', about: { zh: '按某时已记录的所知', en: 'as recorded by a moment' } },
    { flags: '--unit <unit>', about: { zh: '只看一个单位(XC 为市级)', en: 'one unit only (XC: the city)' } },
    {
      flags: '--open <line:account>',
      about: {
        zh: '展开一个合计为各笔分录，如 XC-411002:paid、all:paid；drawn、approved 展开为个案',
        en: 'open a total into the lines that sum to it, such as XC-411002:paid, all:paid; drawn and approved open into cases',
      },
    },
    {
      flags: '--limit <n>',
      about: { zh: '展开时每页行数(默认 50)', en: 'rows a page of an opened total (default 50)' },
    },
    { flags: '--cursor <cursor>', about: { zh: '上一页给出的续查标记', en: 'where the last page ended' } },
  ],
  run: (call) => (require('./run-position') as typeof import('./run-position')).runPosition(call),
};

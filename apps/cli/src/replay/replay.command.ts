import type { CliCommand } from '../frame/cli-command';

export const replayCommand: CliCommand = {
  name: 'replay',
  about: {
    zh: '重放一个个案(或任一事件流)：状态、形成它的事件、何人何故',
    en: 'replay a case (or any stream): its state, the events that made it, who and why',
  },
  arguments: [
    {
      name: '<case>',
      about: { zh: '个案编号，或完整流名如 class-…', en: 'case id, or a full stream name such as class-…' },
    },
  ],
  options: [
    {
      flags: '--as-of <moment>',
      about: { zh: '截至某时(业务时间)，事实按更正后计', en: 'as of a moment (business time), facts as corrected' },
    },
    {
      flags: '--as-known <moment>',
      about: { zh: '按某时已记录的所知', en: 'as the ledger had recorded it by a moment' },
    },
  ],
  more: {
    zh: '只给日期即指该日结束(Asia/Shanghai)。两项可并用。',
    en: 'A bare date means its end in Asia/Shanghai. The two may be combined.',
  },
  run: (call) => (require('./run-replay') as typeof import('./run-replay')).runReplay(call),
};

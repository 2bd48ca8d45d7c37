import type { CliCommand } from '../frame/cli-command';

export const tokenCommand: CliCommand = {
  name: 'token',
  about: { zh: '签发开发用登录令牌', en: 'sign a token for development' },
  options: [
    {
      flags: '--actor <actor>',
      about: {
        zh: '角色:单位:编号；劳动者的编号为身份证号',
        en: 'ROLE:UNIT:ID; a learner’s id is the ID number',
      },
    },
    { flags: '--minutes <number>', about: { zh: '有效分钟数(默认 60)', en: 'minutes that it holds (default 60)' } },
  ],
  more: {
    zh: '令牌由台账目录旁的开发密钥签发；正式配置(LEDGER_PRODUCTION)既不签发，也不接受。',
    en: 'It is signed by the development key in the folder of the ledger; production (LEDGER_PRODUCTION) neither signs nor takes it.',
  },
  run: (call) => (require('./run-token') as typeof import('./run-token')).runToken(call),
};

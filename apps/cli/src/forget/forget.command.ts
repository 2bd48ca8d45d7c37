import type { CliCommand } from '../frame/cli-command';
import { SERVICE_OPTIONS } from '../service/service-address';

export const forgetCommand: CliCommand = {
  name: 'forget',
  about: {
    zh: '销毁一人的密钥：一人提出，另一人同意；其个人信息从此不可读，日志与资金不变',
    en: "destroy a person's key: one person proposes, another approves; their values become unreadable, log and money stay",
  },
  arguments: [{ name: '<person>', about: { zh: '身份证号(- 表示标准输入)', en: 'ID number (- for standard input)' } }],
  options: [
    { flags: '--propose', about: { zh: '提出', en: 'propose it' } },
    { flags: '--approve', about: { zh: '同意(另一人)', en: 'approve it (another person)' } },
    { flags: '--decline', about: { zh: '不同意(另一人)', en: 'decline it (another person)' } },
    {
      flags: '--proposal <id>',
      about: { zh: '提议编号(默认该人唯一待定的提议)', en: 'which proposal (default the one that is open)' },
    },
    { flags: '--reason <text>', about: { zh: '理由', en: 'reason' } },
    {
      flags: '--document <json>',
      about: {
        zh: '依据文件(提出时): {"kind","number","issuer","issuedOn","title"}',
        en: 'document (to propose): {"kind","number","issuer","issuedOn","title"}',
      },
    },
    {
      flags: '--actor <role:unit:id>',
      about: { zh: '操作人(默认 LEDGER_ACTOR)', en: 'who acts (default LEDGER_ACTOR)' },
    },
    { flags: '--id <uuid>', about: { zh: '命令编号(默认新编号)', en: 'command id (default a new one)' } },
    { flags: '--at <instant>', about: { zh: '业务时间(默认现在)', en: 'business time (default now)' } },
    ...SERVICE_OPTIONS,
  ],
  run: (call) => (require('./run-forget') as typeof import('./run-forget')).runForget(call),
};

import type { CliCommand } from '../frame/cli-command';
import { SERVICE_OPTIONS } from '../service/service-address';

export const doCommand: CliCommand = {
  name: 'do',
  about: { zh: '办理一条命令', en: 'give the ledger one command' },
  arguments: [
    { name: '<command>', about: { zh: '命令名称，如 SubmitClaim', en: 'name of the command, such as SubmitClaim' } },
    { name: '<json>', about: { zh: '命令数据(JSON；- 表示标准输入)', en: 'its data (JSON; - for standard input)' } },
  ],
  options: [
    {
      flags: '--actor <role:unit:id>',
      about: { zh: '操作人(默认 LEDGER_ACTOR)', en: 'who acts (default LEDGER_ACTOR)' },
    },
    { flags: '--id <uuid>', about: { zh: '命令编号(默认新编号)', en: 'command id (default a new one)' } },
    { flags: '--at <instant>', about: { zh: '业务时间(默认现在)', en: 'business time (default now)' } },
    {
      flags: '--file <file>',
      about: {
        zh: '依据文件的原件：加密存入密钥库，其摘要写入 document.sha256',
        en: 'the file of the document: kept encrypted in the vault, its digest goes into document.sha256',
      },
    },
    {
      flags: '--if-match <version>',
      about: { zh: '所见业务对象的版本，不符则不办', en: 'version of the subject as seen; otherwise nothing is done' },
    },
    ...SERVICE_OPTIONS,
  ],
  more: {
    zh: '命令行参数可能被本机其他用户看到；含个人信息的数据请经标准输入传入(-)。',
    en: 'Other users of this machine may see command lines; give data with personal values on standard input (-).',
  },
  run: (call) => (require('./run-do') as typeof import('./run-do')).runDo(call),
};

import type { CliCommand } from '../frame/cli-command';
import { SERVICE_OPTIONS } from '../service/service-address';

export const importCommand: CliCommand = {
  name: 'import',
  about: {
    zh: '导入命令文件(NDJSON，一行一条)，可重复执行，中断后续做',
    en: 'import a file of commands (NDJSON, one a line); safe to run twice, goes on after a crash',
  },
  arguments: [{ name: '<file>', about: { zh: '命令文件', en: 'file of commands' } }],
  options: [
    {
      flags: '--report <file>',
      about: { zh: '报告文件，与输入逐行对应', en: 'report, one line for each line of the input' },
    },
    {
      flags: '--clock <clock>',
      about: { zh: '新建台账时的时钟(默认 real)', en: 'clock of a ledger that is made now (default real)' },
      choices: ['real', 'simulated'],
    },
    {
      flags: '--operator <role:unit:id>',
      about: {
        zh: '真实台账：由谁执行导入(默认 LEDGER_OPERATOR，再默认本机用户)',
        en: 'real ledger: who runs the import (default LEDGER_OPERATOR, then the user of this machine)',
      },
    },
    ...SERVICE_OPTIONS,
  ],
  more: {
    zh: '每行: {"id": UUID, "at": 时刻, "actor": {"id","role","unit"}, "command": 命令, "data": {…}}。各命令的格式见 ledger schema。\n退出码 0 表示已处理到最后一行(拒绝是结果之一)；有无效行时为 1。',
    en: 'A line: {"id": uuid, "at": instant, "actor": {"id","role","unit"}, "command": name, "data": {…}}. See ledger schema for every command.\nExit code 0: worked through to the last line (a refusal is an outcome); 1: some line was invalid.',
  },
  run: (call) => (require('./run-import') as typeof import('./run-import')).runImport(call),
};

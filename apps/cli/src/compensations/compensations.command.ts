import type { CliCommand } from '../frame/cli-command';

export const compensationsCommand: CliCommand = {
  name: 'compensations',
  about: { zh: '补偿矩阵：每个事项在其后每一状态下如何更正', en: 'what undoes every command, in every later state' },
  arguments: [{ name: '[command]', about: { zh: '只要这条命令', en: 'this command only' } }],
  options: [
    { flags: '--state <state>', about: { zh: '只要这一状态，如 paid', en: 'this state only, such as paid' } },
    { flags: '--markdown', about: { zh: '成文（中英文）', en: 'as a document, in both languages' } },
    { flags: '--out <file>', about: { zh: '写入文件', en: 'write to a file' } },
  ],
  run: (call) => (require('./run-compensations') as typeof import('./run-compensations')).runCompensations(call),
};

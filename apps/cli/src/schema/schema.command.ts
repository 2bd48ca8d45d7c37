import type { CliCommand } from '../frame/cli-command';

export const schemaCommand: CliCommand = {
  name: 'schema',
  about: { zh: '所有命令的 JSON Schema', en: 'the JSON Schema of every command' },
  arguments: [{ name: '[command]', about: { zh: '只要这条命令', en: 'this command only' } }],
  options: [{ flags: '--out <file>', about: { zh: '写入文件', en: 'write to a file' } }],
  run: (call) => (require('./run-schema') as typeof import('./run-schema')).runSchema(call),
};

import type { CliCommand } from '../frame/cli-command';

export const decryptionsCommand: CliCommand = {
  name: 'decryptions',
  about: {
    zh: '解密日志：何人、看了谁的哪些信息、为何、经由哪条命令',
    en: 'the decryption journal: who, whose, which fields, why, through which command',
  },
  options: [
    {
      flags: '--person <id-number>',
      about: { zh: '某人(身份证号、- 或假名)', en: 'of one person (ID number, -, or pseudonym)' },
    },
    { flags: '--after <sequence>', about: { zh: '自某序号之后', en: 'after a sequence number' } },
    { flags: '--limit <n>', about: { zh: '行数(默认 50)', en: 'rows (default 50)' } },
  ],
  run: (call) => (require('./run-decryptions') as typeof import('./run-decryptions')).runDecryptions(call),
};

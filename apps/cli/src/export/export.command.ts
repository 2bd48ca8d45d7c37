import type { CliCommand } from '../frame/cli-command';

export const exportCommand: CliCommand = {
  name: 'export',
  about: {
    zh: '把日志导出为 NDJSON 与清单；个人信息只有密文，密钥不在其中',
    en: 'write the log as NDJSON with a manifest; personal values are ciphertext only, the keys are not in it',
  },
  arguments: [{ name: '<folder>', about: { zh: '新目录', en: 'a new folder' } }],
  more: {
    zh: '每行一个事件的规范字节(RFC 8785)；manifest.json 记有台账编号、各文件的 SHA-256、计数与摘要。目录要么完整，要么不出现。\n密钥库(密钥、附件、解密日志)不随日志导出，由 ledger backup 与 restore 搬。命令答复中的提示标记不在事件里，导入后的首次答复不再带有。\n可在服务运行时导出；有命令尚未结束时稍候重试，仍未结束则拒绝。',
    en: "A line is the canonical bytes (RFC 8785) of one event; manifest.json names the ledger, the SHA-256 of every file, counts and digest. The folder is whole or not there.\nThe vault (keys, documents, decryption journal) is not in it: it moves with ledger backup and restore. Flags of a command's answer stand in no event, so the first answer of an imported log is without them.\nWorks beside a running service; where commands stay open it is refused.",
  },
  run: (call) => (require('./run-export') as typeof import('./run-export')).runExport(call),
};

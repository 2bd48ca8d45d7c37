import type { CliCommand } from '../frame/cli-command';

export const migrateCommand: CliCommand = {
  name: 'migrate',
  about: {
    zh: '把日志搬到另一存储：次序与字节不变，命令编号仍然有效，中断后续做，两侧计数与摘要相符才算完成',
    en: 'move the log to another store: order and bytes stay, command ids stay taken, goes on after a crash, ends when counts and digest agree',
  },
  arguments: [
    {
      name: '<from>',
      about: { zh: '来源：台账目录，或 esdb:// 连接串', en: 'source: the folder of a ledger, or esdb://…' },
    },
    { name: '<to>', about: { zh: '目标：目录，或 esdb:// 连接串', en: 'target: a folder, or esdb://…' } },
  ],
  options: [
    {
      flags: '--mongo <url>',
      about: {
        zh: '服务器一侧的 MongoDB(默认 MONGODB_URL)',
        en: 'the MongoDB of the side on a server (default MONGODB_URL)',
      },
    },
    {
      flags: '--vault <url>',
      about: {
        zh: '服务器一侧的密钥库，另有数据库时(默认 VAULT_URL，再默认 --mongo)',
        en: 'the vault of the side on a server, where it has a database of its own (default VAULT_URL, then --mongo)',
      },
    },
  ],
  more: {
    zh: '先停止写来源的服务。来源只读不改；目标须为空，或为上次中断的同一次搬迁。密钥库(密钥、附件、解密日志)随后一并搬：目录中的 vault.db，或 --vault、--mongo 所指的数据库；主密钥不搬。视图在首次打开时由日志重建。\n退出码 1: 来源有未结束的命令、目标是另一台账或内容不同等，未作改动。',
    en: 'Stop the service that writes the source first. The source is read only; the target is empty, or what a move from this source left when it was cut off. The vault (keys, documents, decryption journal) is brought along afterwards: vault.db of a folder, or the database that --vault or --mongo names; the master key is not. Views are made anew from the log at the first opening.\nExit code 1: commands are open in the source, the target is another ledger or differs, …; nothing was changed.',
  },
  run: (call) => (require('./run-migrate') as typeof import('./run-migrate')).runMigrate(call),
};

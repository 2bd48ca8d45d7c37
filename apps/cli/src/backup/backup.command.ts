import type { CliCommand } from '../frame/cli-command';

export const backupCommand: CliCommand = {
  name: 'backup',
  about: {
    zh: '备份台账：先日志后密钥库，可在服务运行时进行，写成后核验',
    en: 'back a ledger up: the log, then the vault, beside a running service; looked at once it is written',
  },
  arguments: [{ name: '<folder>', about: { zh: '新目录', en: 'a new folder' } }],
  options: [
    {
      flags: '--with-master-key',
      about: {
        zh: '连同数据旁的主密钥；仅供演示：得到备份的人即可读出个人信息',
        en: 'with the master key that lies beside the data; for demonstrations: who gets the backup can read the personal data',
      },
    },
  ],
  more: {
    zh: '含日志、密钥库(附件与解密日志在内)、保存的筛选、已销毁密钥清单与 manifest.json。不含主密钥：请另行保管，恢复时须给出。不含视图(由日志重建)与进行中的批量作业(须重新上传)。\n目录要么完整，要么不出现。',
    en: 'Holds the log, the vault (documents and decryption journal included), saved filters, the list of destroyed keys and manifest.json. Not the master key: keep it elsewhere, restore asks for it. Not views, which are made from the log, nor bulk jobs under way, whose files are handed in again.\nThe folder is whole or not there.',
  },
  run: (call) => (require('./run-backup') as typeof import('./run-backup')).runBackup(call),
};

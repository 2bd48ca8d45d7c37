import type { CliCommand } from '../frame/cli-command';

export const restoreCommand: CliCommand = {
  name: 'restore',
  about: {
    zh: '把备份恢复到新目录：逐项核验，并重做已知的一切密钥销毁',
    en: 'restore a backup into a new folder: everything is checked, and every destruction of a key that is known is done again',
  },
  arguments: [
    { name: '<backup>', about: { zh: '备份目录', en: 'the backup' } },
    { name: '<folder>', about: { zh: '新目录', en: 'a new folder' } },
  ],
  options: [
    {
      flags: '--master-key-file <file>',
      about: {
        zh: '主密钥文件(默认 LEDGER_MASTER_KEY_FILE、LEDGER_MASTER_KEY)',
        en: 'file of the master key (default LEDGER_MASTER_KEY_FILE, LEDGER_MASTER_KEY)',
      },
    },
    {
      flags: '--destroyed <file>',
      about: {
        zh: '较新的已销毁密钥清单，见 ledger destroyed-keys；较新备份中的 destroyed-keys.json 亦可',
        en: 'a newer list of destroyed keys, see ledger destroyed-keys; destroyed-keys.json of a newer backup is one',
      },
    },
    {
      flags: '--newer-log <place>',
      about: {
        zh: '同一台账较新的日志所在(目录)，其中的密钥销毁一并重做',
        en: 'where a newer log of the same ledger is (a folder): what it says was destroyed is destroyed again',
      },
    },
    {
      flags: '--actor <role:unit:id>',
      about: {
        zh: '何人恢复，记入解密日志(默认 LEDGER_OPERATOR，再默认本机用户)',
        en: 'who restores, for the journal (default LEDGER_OPERATOR, then the user of this machine)',
      },
    },
  ],
  more: {
    zh: '备份之后被遗忘的人，只有在清单或较新的日志里才为本程序所知：请给出两者之一。视图在首次打开时由日志重建。恢复的台账旧于清单或较新的日志时会说明。\n退出码 1: 备份不完整、被改动或不是此台账，目录非空等，未作改动；3: 主密钥不对。',
    en: 'Who was forgotten after the backup is known only from a list or a newer log: give one of them. Views are made from the log at the first opening. Where the restored ledger is older than what a list or a newer log has seen, that is said.\nExit code 1: the backup is not whole, was changed or is not of this ledger, the folder is not empty, …; nothing was changed. 3: wrong master key.',
  },
  run: (call) => (require('./run-restore') as typeof import('./run-restore')).runRestore(call),
};

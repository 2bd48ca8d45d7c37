import type { CliCommand } from '../frame/cli-command';

export const importLogCommand: CliCommand = {
  name: 'import-log',
  about: {
    zh: '接收 ledger export 的目录：先核对清单与每一行，再写入第一个事件；中断后续做',
    en: 'take in what ledger export wrote: manifest and every line are checked before the first event is written; goes on after a crash',
  },
  arguments: [{ name: '<folder>', about: { zh: '导出的目录', en: 'the exported folder' } }],
  options: [{ flags: '--to <place>', about: { zh: '目标(默认台账目录)', en: 'target (default the data folder)' } }],
  more: {
    zh: '目标须为空，或为上次中断的同一次导入。随后放入同一台账的密钥库(vault.db)才能打开；见 ledger backup 与 restore。\n退出码 1: 清单、文件或某行有误，目标是另一台账等，未作改动。',
    en: 'The target is empty, or what an import of this folder left when it was cut off. The ledger opens once its own vault (vault.db) is put beside the log; see ledger backup and restore.\nExit code 1: manifest, file or line is wrong, the target is another ledger, …; nothing was changed.',
  },
  run: (call) => (require('./run-import-log') as typeof import('./run-import-log')).runImportLog(call),
};

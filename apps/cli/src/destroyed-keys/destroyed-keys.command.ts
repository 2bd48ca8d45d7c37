import type { CliCommand } from '../frame/cli-command';

export const destroyedKeysCommand: CliCommand = {
  name: 'destroyed-keys',
  about: {
    zh: '列出已销毁的密钥(JSON)，供恢复较旧的备份时使用；只有代称，没有个人信息',
    en: 'list the destroyed keys (JSON), for restoring an older backup; pseudonyms only, no personal value',
  },
  more: {
    zh: '请在每次 ledger forget 之后另存一份：ledger destroyed-keys > destroyed-keys.json；恢复时 ledger restore --destroyed destroyed-keys.json。',
    en: 'Keep one elsewhere after each ledger forget: ledger destroyed-keys > destroyed-keys.json; then ledger restore --destroyed destroyed-keys.json.',
  },
  run: (call) => (require('./run-destroyed-keys') as typeof import('./run-destroyed-keys')).runDestroyedKeys(call),
};

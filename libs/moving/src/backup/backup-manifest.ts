import {
  checkedFiles,
  checkedHead,
  manifestWrong,
  readManifest,
  type ListedFile,
  type ManifestHead,
} from '../manifest-parts';

/** 备份清单: what `ledger backup` says of the files beside it. */
export interface BackupManifest extends ManifestHead {
  readonly kind: typeof BACKUP_KIND;
  /** Of the journal in the vault, and of the keys that were destroyed by then. */
  readonly vault: { readonly destroyedKeys: number };
  readonly files: readonly ListedFile[];
}

export const BACKUP_KIND = 'skill-ledger backup';

/** The list of destroyed keys in a backup; it can be given to `ledger restore --destroyed`. */
export const DESTROYED_FILE = 'destroyed-keys.json';
export const MASTER_KEY_FILE = 'master.key';

const NEEDED: readonly string[] = ['log.db', 'head', 'vault.db', DESTROYED_FILE];
const POSSIBLE = new Set([...NEEDED, 'saved-filters.db', MASTER_KEY_FILE]);

/** @throws MovingRefused */
export function readBackupManifest(folder: string): BackupManifest {
  const manifest = readManifest(folder);
  const head = checkedHead(manifest, BACKUP_KIND);
  const files = checkedFiles<ListedFile>(manifest, ({ name }) => POSSIBLE.has(name));
  const names = new Set(files.map(({ name }) => name));
  for (const name of NEEDED) if (!names.has(name)) throw manifestWrong(`没有列出 ${name}`, `it does not list ${name}`);
  const { destroyedKeys } = (manifest['vault'] ?? {}) as { readonly destroyedKeys?: unknown };
  if (!Number.isSafeInteger(destroyedKeys)) throw manifestWrong('缺少密钥库一项', 'it says nothing of the vault');
  return { ...head, kind: BACKUP_KIND, vault: { destroyedKeys: destroyedKeys as number }, files };
}

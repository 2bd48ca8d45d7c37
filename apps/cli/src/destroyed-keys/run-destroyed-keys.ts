import { resolve } from 'node:path';
import { destroyedKeys, openLogAt } from '@ledger/moving';
import { SqliteVaultFile } from '@ledger/vault';
import type { Call } from '../frame/cli-command';
import { EXIT, type ExitCode } from '../frame/exit-codes';
import { LOG_PLACES } from '../frame/log-places';

/** A file for programs, whatever the form that was asked for. */
export async function runDestroyedKeys({ folder, terminal }: Call): Promise<ExitCode> {
  const log = await openLogAt(folder, 'read', LOG_PLACES);
  try {
    const vault = new SqliteVaultFile(resolve(folder));
    try {
      terminal.document(await destroyedKeys(log, vault));
    } finally {
      vault.close();
    }
  } finally {
    await log.close();
  }
  return EXIT.ok;
}

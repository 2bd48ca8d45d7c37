import { resolve } from 'node:path';
import { destroyedAt, destroyedKeys, openLogAt } from '@ledger/moving';
import { SqliteVaultFile, type DestroyedKey } from '@ledger/vault';
import type { Call } from '../frame/cli-command';
import { EXIT, type ExitCode } from '../frame/exit-codes';
import { LOG_PLACES } from '../frame/log-places';
import { ledgerOptions } from '../frame/open-ledger';
import { serversOf } from '../frame/server-stores';

/** A file for programs, whatever the form that was asked for. */
export async function runDestroyedKeys(call: Call): Promise<ExitCode> {
  const servers = serversOf(ledgerOptions(call));
  const log = await openLogAt(servers?.log ?? call.folder, 'read', LOG_PLACES);
  try {
    const known = servers ? await destroyedAt(servers.vault) : destroyedInFolder(resolve(call.folder));
    call.terminal.document(await destroyedKeys(log, { destroyed: () => known }));
  } finally {
    await log.close();
  }
  return EXIT.ok;
}

function destroyedInFolder(folder: string): readonly DestroyedKey[] {
  const vault = new SqliteVaultFile(folder);
  try {
    return vault.destroyed();
  } finally {
    vault.close();
  }
}

import { uuidV8FromBytes, type Actor } from '@ledger/kernel';
import { VaultInUse, type KeyVault } from '@ledger/vault';
import type { RowData } from '../kinds/kinds.table';

/** Whose key the rows of a job are sealed under: the file's own. */
export const fileOwner = (jobId: string): string => `file-${jobId}`;

/** Ends all that was sealed for a job, for good. */
export async function forgetFile(vault: KeyVault, jobId: string): Promise<void> {
  try {
    await vault.destroy(fileOwner(jobId));
  } catch (error) {
    // The key is gone all the same; what a reader still holds of it is cut off later.
    if (!(error instanceof VaultInUse)) throw error;
  }
}

/**
 * 作业编号: the same bytes by the same client for the same purpose are one job. Keyed, for from a plain hash somebody who has
 * all but one number of a file could guess it.
 */
export const jobId = (
  vault: KeyVault,
  { id, role, unit }: Actor,
  kind: string,
  common: RowData,
  sha256: string,
): string => derived(vault, ['bulk-job', id, role, unit, kind, common, sha256]);

/** Each row's command has one id for ever, so that a row is given any number of times and done once. */
export const rowCommandId = (vault: KeyVault, job: string, row: number): string =>
  derived(vault, ['bulk-row', job, row]);

const derived = (vault: KeyVault, of: readonly unknown[]): string =>
  uuidV8FromBytes(Buffer.from(vault.digest(JSON.stringify(of)), 'hex'));

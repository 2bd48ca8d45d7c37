import type { AnyCommandSpec } from '@ledger/kernel';
import { closeRecovery } from './close-recovery.decide';
import { recordRecovery } from './record-recovery.decide';
import { reverseRecoveryEntry } from './reverse-recovery-entry.decide';

/** 追回. */
export const recoveryCommands: readonly AnyCommandSpec[] = [recordRecovery, reverseRecoveryEntry, closeRecovery];

import type { AnyCommandSpec } from '@ledger/kernel';
import { closeRecovery } from './close-recovery.decide';
import { recordRecovery } from './record-recovery.decide';

/** 追回. */
export const recoveryCommands: readonly AnyCommandSpec[] = [recordRecovery, closeRecovery];

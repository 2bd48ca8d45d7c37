import type { AnyCommandSpec } from '@ledger/kernel';
import { fundSupplement } from './fund-supplement.decide';
import { settleDue } from './settle-due.decide';

/** 拨付: what is asked of one case; batches do the rest. */
export const payoutCommands: readonly AnyCommandSpec[] = [fundSupplement, settleDue];

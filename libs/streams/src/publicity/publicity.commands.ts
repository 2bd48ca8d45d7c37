import type { AnyCommandSpec } from '@ledger/kernel';
import { closePublicity } from './closing/close-publicity.decide';
import { openPublicity } from './opening/open-publicity.decide';
import { withdrawPublicity } from './withdrawal/withdraw-publicity.decide';

export const publicityCommands: readonly AnyCommandSpec[] = [openPublicity, closePublicity, withdrawPublicity];

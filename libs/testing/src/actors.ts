import type { Actor } from '@ledger/kernel';

/** A made-up member of staff, organisation (unit: its USCC) or learner (id: the pseudonym). */
export const actor = (role: string, unit: string, id = `${role.toLowerCase()}-${unit}`): Actor => ({ id, role, unit });

import type { Opening } from '../key-vault.port';

/** Somebody who opens values in these tests. */
export const clerk: Opening = {
  actor: { id: 'clerk-7', role: 'CLERK', unit: 'XC-WD' },
  purpose: 'print the notice',
  commandId: '3f0c9d5e-0000-8000-8000-000000000001',
  fields: ['name'],
};

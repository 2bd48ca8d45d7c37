import type { Subject } from '@ledger/kernel';
import type { ClassState } from '../class.state';

/** Whose a class is: its managing unit's, and the institution's that runs it. */
export const classSubject = (_command: unknown, { plan }: ClassState): Subject =>
  plan ? { unit: plan.unit, orgs: [plan.institution] } : { unit: 'XC', orgs: [] };

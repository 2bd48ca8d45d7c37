import type { Actor, Refusal, Subject } from '@ledger/kernel';

/** Who may do what: the domain's table, asked in one place for every door. */
export interface Authority {
  /** Before anything is loaded: has the role any row for the command? */
  mayTry(actor: Actor, command: string): Refusal | undefined;
  /** Once the subject is known: does the row's condition hold? */
  may(actor: Actor, command: string, subject: Subject): Refusal | undefined;
}

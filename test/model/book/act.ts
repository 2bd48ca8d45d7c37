import type { Ask, Told } from './ask';
import type { Books, CaseBook } from './books';
import type { Ruling } from './ruling';
import { acted, inTime } from './timing';

/** One kind of command in the model: what it is judged by, and what it does once accepted. */
export interface Act {
  /** `told`: of an accepted command, what the ledger says that it did. */
  judge(books: Books, ask: Ask, ruling: Ruling, told?: Told): void;
  apply(books: Books, ask: Ask, told: Told): void;
  /** Cases on which it goes on after the act itself, one by one (4): others may come in between. */
  goesOn?(books: Books, ask: Ask): readonly string[];
  applyTo?(books: Books, ask: Ask, caseId: string): void;
}

export interface OnCase {
  readonly books: Books;
  readonly ask: Ask;
  readonly id: string;
  readonly told: Told;
}

/** Acts that are no step in the procedure: that they are dated after the one before is not settled. */
const NO_STEP = ['DeclineCorrection', 'WithdrawCorrection', 'LodgeObjection', 'SettleDue', 'RaiseFlag'];

/** What is known of a command that is judged; `told` only of an accepted one. */
export type Asked = Omit<OnCase, 'told'> & { readonly told?: Told };

/** An act on a case that stands in one of the steps; elsewhere it is refused by the order of the procedure. */
export function onCase(
  steps: readonly CaseBook['step'][],
  judge: (of: CaseBook, ruling: Ruling, on: Asked) => void,
  apply: (of: CaseBook, on: OnCase) => void,
): Act {
  return {
    judge(books, ask, ruling, told) {
      const id = ask.data.caseId ?? '';
      const of = books.cases[id];
      if (!of || !steps.includes(of.step)) {
        ruling.must(true, 'B.5-order', 'B.5-publicity', 'D.4-batch');
        return;
      }
      if (NO_STEP.includes(ask.command)) ruling.may(ask.at < of.actAt, 'B.5-order');
      else inTime(ask.at, of, ruling);
      judge(of, ruling, { books, ask, id, ...(told ? { told } : {}) });
    },
    apply(books, ask, told) {
      const id = ask.data.caseId ?? '';
      const of = books.cases[id];
      if (!of) throw new Error(`${ask.command} was accepted for a case that is not there`);
      apply(of, { books, ask, id, told });
      acted(of, ask.at);
    },
  };
}

/** Another person than those named. */
export const fourEyes = (ruling: Ruling, { actor }: Ask, ...taken: readonly (string | undefined)[]): boolean =>
  ruling.must(taken.includes(actor.id), 'B.5-four-eyes');

export const mayFourEyes = (ruling: Ruling, { actor }: Ask, ...taken: readonly (string | undefined)[]): void =>
  ruling.may(taken.includes(actor.id), 'B.5-four-eyes');

export const LIVE: readonly CaseBook['step'][] = [
  'submitted',
  'supplements',
  'accepted',
  'first-reviewed',
  'second-reviewed',
  'publicity',
  'publicity-ended',
  'confirmed',
];

export const ANY: readonly CaseBook['step'][] = ['enrolled', ...LIVE, 'rejected', 'withdrawn', 'revoked', 'voided'];

import type { Answer } from '@ledger/commanding';
import type { Actor } from '@ledger/kernel';

/** One command of a simulated programme. `at` is business time; a step is given to the ledger in order of it. */
export interface Step {
  readonly id: string;
  readonly at: string;
  readonly actor: Actor;
  readonly command: string;
  readonly data: object;
  /** The rule that is meant to refuse it; the run fails when the ledger answers otherwise. */
  readonly refusedBy?: string;
}

/** A moment at which a story looks again, without a command. */
export interface Moment {
  readonly at: string;
  readonly until: true;
}

/** A story: yields steps in order of time and is told each answer; a moment lets time pass and is told nothing. */
export type Story<R = void> = Generator<Step | Moment, R, Answer | undefined>;

export const until = (at: string): Moment => ({ at, until: true });

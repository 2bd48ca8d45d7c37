import type { Answer, Declared } from './answer';
import { claimCompensations } from './claim.table';
import { classCompensations } from './class.table';
import { correctionCompensations } from './correction.table';
import { payoutCompensations } from './payout.table';
import { standingCompensations } from './standing.table';
import { SUBJECTS } from './subjects.table';

/** 补偿矩阵 (every command × every later state): what undoes it there, and what that does to slot and money. */
export const COMPENSATIONS: readonly Declared[] = [
  ...standingCompensations,
  ...classCompensations,
  ...claimCompensations,
  ...correctionCompensations,
  ...payoutCompensations,
];

/** One command in one later state. */
export interface Cell extends Pick<Declared, 'command' | 'variant' | 'subject'> {
  readonly stage: string;
  readonly answer: Exclude<Answer, { is: 'unreached' }>;
}

/** The cells that can be reached, in the order of the table and of the states. */
export const compensationCells = (): Cell[] =>
  COMPENSATIONS.flatMap(({ command, variant, subject, answers }) =>
    Object.keys(SUBJECTS[subject].stages).flatMap((stage): Cell[] => {
      const answer = (answers as Readonly<Record<string, Answer>>)[stage];
      return answer === undefined || answer.is === 'unreached' ? [] : [{ command, variant, subject, stage, answer }];
    }),
  );

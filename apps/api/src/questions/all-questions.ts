import { caseQuestions } from './cases.questions';
import { classQuestions } from './classes.questions';
import { moneyQuestions } from './money.questions';
import type { Question } from './question';
import { workQuestions } from './work.questions';

/** Everything that may be asked. */
export const allQuestions: readonly Question[] = [
  ...caseQuestions,
  ...classQuestions,
  ...moneyQuestions,
  ...workQuestions,
];

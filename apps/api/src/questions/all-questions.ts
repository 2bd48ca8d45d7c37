import { exportsOf } from '../exports/export.questions';
import { caseQuestions } from './cases.questions';
import { classQuestions } from './classes.questions';
import { moneyQuestions } from './money.questions';
import type { Question } from './question';
import { savedFilterQuestions } from './saved-filter.questions';
import { workQuestions } from './work.questions';

const asked: readonly Question[] = [...caseQuestions, ...classQuestions, ...moneyQuestions, ...workQuestions];

/** Everything that may be asked. */
export const allQuestions: readonly Question[] = [...asked, ...exportsOf(asked), ...savedFilterQuestions(asked)];

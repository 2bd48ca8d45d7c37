import type { Question } from '../questions/question';
import { EXPORT_COLUMNS } from './columns.table';
import { exportOf } from './export-of';

/** Every list whose columns are known, as a file. */
export const exportsOf = (questions: readonly Question[]): readonly Question[] =>
  questions.filter(({ name }) => Object.hasOwn(EXPORT_COLUMNS, name)).map(exportOf);

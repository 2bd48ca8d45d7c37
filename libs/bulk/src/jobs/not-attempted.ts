import type { RowOutcome } from './job';

/** What comes of a row with bad cells. */
export const rowNotAttempted = (row: number): RowOutcome => ({
  row,
  outcome: 'not-attempted',
  type: '/problems/bad-cells',
  zh: '该行有误，未办理（见预览所列单元格）。',
  en: 'The row has bad cells, which the preview lists, and was not attempted.',
});

/* The compensation matrix: a table over all slices, which none of them knows. */
export type { Answer, MoneyOutcome, SlotOutcome, Undone } from './answer';
export { type Cell, compensationCells, COMPENSATIONS } from './compensations';
export { MONEY_OUTCOMES, SLOT_OUTCOMES } from './outcomes.table';
export { type SubjectId, SUBJECTS } from './subjects.table';

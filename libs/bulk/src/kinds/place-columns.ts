import { LIMITS } from '../table/limits';
import { TableRefused, type TableFault } from '../table/table-refused';
import { columnLetters, type Cell, type TableRow } from '../table/table-row';
import type { Column } from './column';
import type { BulkKind } from './kinds.table';
import { nameKey } from './sorts';

/** A cell and where it stands. */
export interface PlacedCell {
  readonly cell: Cell;
  /** As Excel names the column; absent where rows name their columns themselves. */
  readonly letters?: string;
}

/** 一行各列: the cells of a row by field, and those that belong to no column. */
export interface PlacedRow {
  readonly row: number;
  readonly byField: ReadonlyMap<string, PlacedCell>;
  readonly strays: readonly PlacedCell[];
}

export type Place = (row: TableRow) => PlacedRow;

const namesOf = (kind: BulkKind): ReadonlyMap<string, Column> =>
  new Map(kind.columns.flatMap((each) => [each.zh, each.en].map((name) => [nameKey(name), each] as const)));

/**
 * Which column of the first row is which, in whatever order.
 * @throws TableRefused with every column that is unknown, double or missing. What stands there is not repeated: without a row of names it is somebody's data.
 */
export function placeByHeader(kind: BulkKind, header: TableRow, common: ReadonlySet<string>): Place {
  const known = namesOf(kind);
  const faults: TableFault[] = [];
  const found = new Map<number, string>();
  if (header.cells.length > LIMITS.columns)
    throw new TableRefused([
      { zh: `列数超过 ${LIMITS.columns}。`, en: `There are more than ${LIMITS.columns} columns.` },
    ]);
  for (const [index, { text, trouble }] of header.cells.entries()) {
    const column = columnLetters(index);
    const meant = known.get(nameKey(text));
    if (text === '' && trouble === undefined) continue;
    if (!meant) faults.push({ row: header.row, column, ...unknownColumn(kind, column) });
    else if ([...found.values()].includes(meant.field))
      faults.push({
        row: header.row,
        column,
        zh: `列“${meant.zh}”重复。`,
        en: `The column “${meant.en}” stands twice.`,
      });
    else found.set(index, meant.field);
  }
  const fields = new Set(found.values());
  for (const { field, zh, en, isRequired } of kind.columns)
    if (isRequired && !fields.has(field) && !common.has(field))
      faults.push({ row: header.row, zh: `缺少列“${zh}”。`, en: `The column “${en}” is missing.` });
  if (faults.length > 0) throw new TableRefused(faults);
  return (row) => placed(row, (index) => found.get(index), columnLetters);
}

/** Rows that name their columns themselves. */
export function placeByName(kind: BulkKind): Place {
  const known = namesOf(kind);
  return (row) => placed(row, (index) => known.get(nameKey(row.names?.[index] ?? ''))?.field);
}

function placed(
  { row, cells }: TableRow,
  fieldAt: (index: number) => string | undefined,
  lettersAt?: (index: number) => string,
): PlacedRow {
  const byField = new Map<string, PlacedCell>();
  const strays: PlacedCell[] = [];
  for (const [index, cell] of cells.entries()) {
    const field = fieldAt(index);
    const one: PlacedCell = { cell, ...(lettersAt ? { letters: lettersAt(index) } : {}) };
    if (field !== undefined && !byField.has(field)) byField.set(field, one);
    else if (cell.text !== '' || cell.trouble !== undefined || !lettersAt) strays.push(one);
  }
  return { row, byField, strays };
}

const unknownColumn = (kind: BulkKind, column: string): { zh: string; en: string } => ({
  zh: `${column} 列的列名不认识；可用的列名：${kind.columns.map(({ zh }) => zh).join('、')}。`,
  en: `The name of column ${column} is not known; known ones: ${kind.columns.map(({ en }) => en).join(', ')}.`,
});

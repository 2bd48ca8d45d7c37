import { shaped } from '@ledger/commanding';
import type { Label } from '@ledger/kernel';
import { TROUBLES } from '../table/table-row';
import type { Column } from './column';
import type { BulkKind, RowData } from './kinds.table';
import type { PlacedRow } from './place-columns';

/** 有误的单元格: where it is and what is wrong with it; never what it holds. */
export interface BadCell extends Label {
  readonly row: number;
  /** As Excel names it; absent where the row has none. */
  readonly column?: string;
  readonly field: string;
  readonly code: string;
}

export type ReadRow = { readonly data: RowData } | { readonly bad: readonly BadCell[] };

const MISSING: Label = { zh: '必填', en: 'must be filled in' };
const STRAY: Label = { zh: '不属于任何列', en: 'belongs to no column' };
const ODD: Label = { zh: '该行数据不合格式', en: 'the data of the row are malformed' };

/** 读一行: the data of a row, or every cell of it that is wrong. `today`: the day on which ID numbers are judged. */
export function readRow(kind: BulkKind, placed: PlacedRow, common: RowData, today: string): ReadRow {
  const { row, byField, strays } = placed;
  const bad: BadCell[] = strays.map(({ cell, letters }) =>
    badCell(row, letters, '', cell.trouble ?? 'stray', cell.trouble ? TROUBLES[cell.trouble] : STRAY),
  );
  // What is no row at all lacks nothing else.
  if (bad.some(({ code }) => code === 'not-json')) return { bad };
  const values = new Map<string, unknown>(Object.entries(common));
  for (const column of kind.columns) {
    const read = readCell(column, placed, values.has(column.field), today);
    if (read && 'code' in read)
      bad.push(badCell(row, byField.get(column.field)?.letters, column.field, read.code, read));
    else if (read) values.set(column.field, read.value);
  }
  if (bad.length > 0) return { bad };
  const data = nested(values);
  const more = kind.whole ? [] : misshapen(kind, data, placed);
  if (more.length > 0) return { bad: more };
  const whole = kind.check?.(data);
  return whole ? { bad: [badCell(row, byField.get(whole.field)?.letters, whole.field, whole.code, whole)] } : { data };
}

function readCell(
  column: Column,
  { byField }: PlacedRow,
  isGiven: boolean,
  today: string,
): ReturnType<Column['read']> | undefined {
  const { cell = { text: '', trouble: undefined } } = byField.get(column.field) ?? {};
  if (cell.trouble !== undefined) return { code: cell.trouble, ...TROUBLES[cell.trouble] };
  if (cell.text !== '') return column.read(cell, today);
  return column.isRequired && !isGiven ? { code: 'missing', ...MISSING } : undefined;
}

/** What the command's own class says against the data, by cell. */
function misshapen({ command, columns }: BulkKind, data: RowData, { row, byField }: PlacedRow): BadCell[] {
  const checked = shaped(command.shape, data);
  if (checked.ok) return [];
  const fields = new Set(checked.errors.map(({ pointer }) => pointer.split('/').slice(1).join('.')));
  return [...fields].map((field) => {
    const column = columns.find((each) => each.field === field);
    if (!column) return badCell(row, undefined, '', 'malformed', ODD);
    const isBlank = (byField.get(field)?.cell.text ?? '') === '';
    return badCell(
      row,
      byField.get(field)?.letters,
      field,
      isBlank ? 'missing' : 'malformed',
      isBlank ? MISSING : column.must,
    );
  });
}

/** `document.kind` becomes a member of `document`. */
function nested(values: ReadonlyMap<string, unknown>): RowData {
  const data: Record<string, unknown> = {};
  for (const [field, value] of values) {
    const [outer = '', inner] = field.split('.');
    if (inner === undefined) data[outer] = value;
    else data[outer] = { ...(data[outer] as object | undefined), [inner]: value };
  }
  return data;
}

const badCell = (row: number, column: string | undefined, field: string, code: string, { zh, en }: Label): BadCell => ({
  row,
  ...(column === undefined ? {} : { column }),
  field,
  code,
  zh,
  en,
});

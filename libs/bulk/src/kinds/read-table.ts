import { LIMITS } from '../table/limits';
import { refusedTable } from '../table/table-refused';
import { isBlank, type TableRow } from '../table/table-row';
import type { BulkKind, RowData } from './kinds.table';
import { placeByHeader, placeByName, type Place, type PlacedRow } from './place-columns';
import { readRow, type BadCell } from './read-row';

/** A row as it was read. */
export type TableReading =
  { readonly row: number; readonly data: RowData } | { readonly row: number; readonly bad: readonly BadCell[] };

/**
 * 读取文件: every row of a file that is not blank, with its data or its bad cells.
 * @throws TableRefused
 */
export async function* readTable(
  kind: BulkKind,
  rows: AsyncIterable<TableRow>,
  common: RowData,
  today: string,
): AsyncGenerator<TableReading> {
  const most = kind.whole?.most ?? LIMITS.rows;
  const first = new Map<string, number>();
  let place: Place | undefined;
  let count = 0;
  for await (const row of rows) {
    if (isBlank(row)) continue;
    if (!place) {
      place = row.names ? placeByName(kind) : placeByHeader(kind, row, new Set(Object.keys(common)));
      if (!row.names) continue;
    }
    if (++count > most)
      throw refusedTable(`超过 ${most} 行；请分成几个文件。`, `There are more than ${most} rows; split the file.`);
    const placed = place(row);
    const read = readRow(kind, placed, common, today);
    yield { row: row.row, ...('bad' in read ? read : onlyOnce(kind, placed, read.data, first)) };
  }
  if (count === 0) throw refusedTable('文件没有数据行。', 'The file holds no rows.');
}

function onlyOnce(
  kind: BulkKind,
  { row, byField }: PlacedRow,
  data: RowData,
  first: Map<string, number>,
): { readonly data: RowData } | { readonly bad: readonly BadCell[] } {
  const key = kind.sameness(data);
  const before = first.get(key);
  if (before === undefined) {
    first.set(key, row);
    return { data };
  }
  const zh = `与第 ${before} 行重复`;
  const en = `repeats row ${before}`;
  const field =
    kind.columns.find(({ isRequired, field: each }) => isRequired && !kind.common.includes(each))?.field ?? '';
  const letters = byField.get(field)?.letters;
  return { bad: [{ row, ...(letters === undefined ? {} : { column: letters }), field, code: 'repeated', zh, en }] };
}

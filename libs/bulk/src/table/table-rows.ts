import { csvRows } from './csv-rows';
import { ndjsonRows } from './ndjson-rows';
import type { TableRow } from './table-row';
import { xlsxRows } from './xlsx-rows';

/** 文件格式: by its media type. */
export const TABLE_FORMATS = {
  'text/csv': csvRows,
  'application/x-ndjson': ndjsonRows,
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': xlsxRows,
} as const satisfies Readonly<Record<string, (bytes: Buffer) => AsyncGenerator<TableRow>>>;

export type TableFormat = keyof typeof TABLE_FORMATS;

export const isTableFormat = (type: string): type is TableFormat => Object.hasOwn(TABLE_FORMATS, type);

/**
 * The rows of a file.
 * @throws TableRefused when it cannot be read
 */
export const tableRows = (format: TableFormat, bytes: Buffer): AsyncGenerator<TableRow> => TABLE_FORMATS[format](bytes);

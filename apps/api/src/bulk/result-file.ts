import { Readable } from 'node:stream';
import type { JobStore, RowOutcome } from '@ledger/bulk';

const PAGE = 1_000;
const FIELDS = ['row', 'outcome', 'commandId', 'subject', 'position', 'type', 'ruleId', 'clause', 'zh', 'en'] as const;

/** 结果文件: the outcome of every row, written as it is read. */
export const resultFile = (store: JobStore, id: string, format: 'csv' | 'ndjson'): Readable =>
  Readable.from(format === 'csv' ? csvLines(store, id) : jsonLines(store, id));

async function* outcomesOf(store: JobStore, id: string): AsyncGenerator<readonly RowOutcome[]> {
  for (let last = 0; ;) {
    const page = await store.outcomes(id, last, PAGE);
    const end = page.at(-1);
    if (!end) return;
    yield page;
    last = end.row;
  }
}

async function* jsonLines(store: JobStore, id: string): AsyncGenerator<string> {
  for await (const page of outcomesOf(store, id)) yield page.map((one) => `${JSON.stringify(one)}\n`).join('');
}

/** With the mark by which Excel knows UTF-8. */
async function* csvLines(store: JobStore, id: string): AsyncGenerator<string> {
  yield `\ufeff${FIELDS.join(',')}\r\n`;
  for await (const page of outcomesOf(store, id))
    yield page.map((one) => `${FIELDS.map((field) => quoted(one[field])).join(',')}\r\n`).join('');
}

/** A spreadsheet runs no cell of ours, whatever a sentence begins with. */
function quoted(value: string | number | undefined): string {
  if (value === undefined) return '';
  const text = String(value);
  return `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}

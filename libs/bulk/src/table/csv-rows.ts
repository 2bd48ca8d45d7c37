import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { LIMITS } from './limits';
import { refusedTable } from './table-refused';
import { textCell, type TableRow } from './table-row';
import { textOf } from './text-of';

const PIECE = 65_536;
const LONG_LINE = new RegExp(`[^\\r\\n]{${LIMITS.recordCharacters + 1}}`);

/** csv 的各行: every record, the first one with the names of the columns. */
export async function* csvRows(bytes: Buffer): AsyncGenerator<TableRow> {
  const text = textOf(bytes);
  // The parser bounds what stands in cells; of empty ones a line could hold millions.
  if (LONG_LINE.test(text)) throw refusedTable('csv 的一行过长。', 'A line of the csv is too long.');
  const parser = parse({
    delimiter: delimiterOf(text),
    relax_column_count: true,
    skip_empty_lines: false,
    max_record_size: LIMITS.recordCharacters,
  });
  const source = Readable.from(pieces(text));
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  let row = 0;
  try {
    // The parser's records are lists of texts where no columns are named.
    for await (const record of parser as AsyncIterable<readonly string[]>) {
      row += 1;
      yield { row, cells: record.slice(0, LIMITS.columns + 1).map(textCell) };
    }
  } catch (error) {
    if (error instanceof CsvError)
      throw refusedTable(
        `csv 第 ${row + 1} 行起不能读取（引号不配对或一行过长）。`,
        `The csv cannot be read from row ${row + 1} on (a quotation mark without its other, or a row too long).`,
        { row: row + 1 },
      );
    throw error;
  } finally {
    source.destroy();
    parser.destroy();
  }
}

function* pieces(text: string): Generator<string> {
  for (let from = 0; from < text.length; from += PIECE) yield text.slice(from, from + PIECE);
}

/** Excel writes commas, semicolons or, as “Unicode text”, tabs: what the first line has most of. */
function delimiterOf(text: string): string {
  const end = text.search(/[\r\n]/);
  const first = text.slice(0, Math.min(end < 0 ? text.length : end, LIMITS.recordCharacters));
  const counts = [',', '\t', ';'].map((each) => ({ each, count: first.split(each).length }));
  return counts.toSorted((a, b) => b.count - a.count)[0]?.each ?? ',';
}

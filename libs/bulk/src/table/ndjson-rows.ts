import { LIMITS } from './limits';
import { refusedTable } from './table-refused';
import { textCell, type Cell, type TableRow } from './table-row';
import { textOf } from './text-of';

const BAD_LINE: readonly Cell[] = [{ text: '', trouble: 'not-json' }];

/** NDJSON 的各行: an object a line, its names those of the columns. A nested object's members are named `document.kind`. */
export async function* ndjsonRows(bytes: Buffer): AsyncGenerator<TableRow> {
  const text = textOf(bytes);
  let row = 0;
  for (let from = 0; from < text.length;) {
    const feed = text.indexOf('\n', from);
    const end = feed < 0 ? text.length : feed;
    row += 1;
    if (end - from > LIMITS.recordCharacters)
      throw refusedTable(`第 ${row} 行过长。`, `Line ${row} is too long.`, { row });
    const line = text.slice(from, end).trim();
    from = end + 1;
    if (line !== '') yield rowOf(line, row);
  }
}

function rowOf(line: string, row: number): TableRow {
  const value = parsed(line);
  if (value === undefined) return { row, cells: BAD_LINE, names: [''] };
  const members = flat(value);
  return { row, names: members.map(([name]) => name), cells: members.map(([, each]) => cellOf(each)) };
}

function parsed(line: string): object | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** One level deep: documents are the only objects within a row. */
function flat(value: object): [string, unknown][] {
  return Object.entries(value)
    .flatMap(([name, each]: [string, unknown]): [string, unknown][] =>
      typeof each === 'object' && each !== null && !Array.isArray(each)
        ? Object.entries(each).map(([inner, one]) => [`${name}.${inner}`, one])
        : [[name, each]],
    )
    .slice(0, LIMITS.columns + 1);
}

function cellOf(value: unknown): Cell {
  switch (typeof value) {
    case 'string':
      return textCell(value);
    case 'boolean':
      return { text: String(value) };
    case 'number':
      return Number.isSafeInteger(value) && Math.abs(value) < 1e15
        ? { text: String(value) }
        : { text: '', trouble: 'digits-lost' };
    default:
      if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return textCell(value.join('、'));
      return { text: '', ...(value === null ? {} : { trouble: 'not-text' as const }) };
  }
}

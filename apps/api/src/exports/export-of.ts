import { createHash, randomUUID } from 'node:crypto';
import { canonicalJson, localDateOf } from '@ledger/kernel';
import type { Opening } from '@ledger/vault';
import { problem } from '../problems/api-problem';
import { pagesOf, type ListRow } from '../questions/pages-of';
import { question, type Answered, type Asking, type Question } from '../questions/question';
import { cellOf, type Cell } from './cells';
import { EXPORT_COLUMNS, type Column } from './columns.table';
import { csvFile } from './csv-file';
import { exportShape, type ExportAsked, type Format } from './export-asked';
import type { Provenance } from './provenance';
import { xlsxFile } from './xlsx-file';
import { zipped, type ZipEntry } from './zip-stream';

/** More than a reader of tables likes to open; the rest is another export. */
const MOST_ROWS = 100_000;

type Maker = (
  name: string,
  heads: readonly string[],
  rows: AsyncIterable<readonly (readonly Cell[])[]>,
  provenance: () => Provenance,
) => readonly ZipEntry[];

const FORMATS: Readonly<Record<Format, { readonly make: Maker; readonly type: string; readonly ending: string }>> = {
  csv: { make: csvFile, type: 'application/zip', ending: 'csv.zip' },
  xlsx: {
    make: xlsxFile,
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ending: 'xlsx',
  },
};

/** 导出: the question that answers a list as a file with its provenance. Journalled when it begins and when it is whole. */
export function exportOf(list: Question): Question {
  const name = `export-${list.name}`;
  const shape = exportShape(list.shape, `${list.shape.name}Export`);
  const path = `exports/${list.name}`;
  return question(name, path, shape, (asking) => exported(list, asking), { isPosted: true, isFile: true });
}

async function exported(list: Question, asking: Asking<ExportAsked>): Promise<Answered | undefined> {
  const { asked, actor, reading } = asking;
  const { format, purpose, language = 'zh', limit = MOST_ROWS } = asked;
  const columns = columnsOf(list.name, asked.fields);
  const asOfPosition = Math.min(...(await reading.views.status()).map(({ checkpoint }) => checkpoint));
  const pages = await pagesOf(list, asking, Math.min(limit, MOST_ROWS));
  if (!pages) return undefined;
  const exportId = randomUUID();
  const { format: _, purpose: __, ...filters } = asked;
  const told = {
    query: list.name,
    filters,
    visible: asking.visible,
    columns: columns.map(({ field }) => field),
    asOfPosition,
  };
  const journalled = (more: object): Opening => ({
    actor,
    purpose,
    fields: Object.entries({ ...told, ...more }).map(([key, value]) => `${key}=${JSON.stringify(value)}`),
  });
  const subject = `export-${exportId}`;
  await reading.vault.note([subject], journalled({ format }), 'exporting');
  const tally = new Tally(columns);
  const origin = {
    exportId,
    ledgerId: reading.about.ledgerId,
    ...told,
    madeAt: new Date().toISOString(),
    by: actor,
    purpose,
  };
  const { make, type, ending } = FORMATS[format];
  const heads = columns.map((column) => column[language]);
  const entries = make(list.name, heads, tally.cells(pages), () => ({ ...origin, ...tally.result }));
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield* zipped(entries);
    await reading.vault.note([subject], journalled({ format, ...tally.result }), 'exported');
  }
  const fileName = `${list.name}-${localDateOf(origin.madeAt)}.${ending}`;
  return { body: {}, file: { type, name: fileName, bytes: bytes(), headers: { 'export-id': exportId } } };
}

function columnsOf(list: string, fields: string | undefined): readonly Column[] {
  const all = EXPORT_COLUMNS[list] ?? [];
  if (fields === undefined) return all;
  return fields.split(',').map((field) => {
    const found = all.find((column) => column.field === field);
    if (found) return found;
    const known = all.map((column) => column.field).join(', ');
    throw problem(
      400,
      'invalid-query',
      `没有这一列；可用：${known}。`,
      `There is no such column; there are ${known}.`,
      {
        errors: [{ pointer: '/fields', message: 'unknown column' }],
      },
    );
  });
}

/** Counts and hashes the rows on their way into the file. */
class Tally {
  private readonly hash = createHash('sha256');
  private rows = 0;
  private goOnFrom: string | undefined;
  private sha256 = '';

  constructor(private readonly columns: readonly Column[]) {}

  async *cells(pages: AsyncIterable<{ readonly rows: readonly ListRow[]; readonly cursor?: string }>) {
    for await (const { rows, cursor } of pages) {
      this.rows += rows.length;
      yield rows.map((row) => this.counted(row));
      this.goOnFrom = cursor;
    }
    this.sha256 = this.hash.digest('hex');
  }

  get result(): Pick<Provenance, 'rows' | 'sha256' | 'isComplete' | 'goOnFrom'> {
    const { rows, sha256, goOnFrom } = this;
    return { rows, sha256, isComplete: goOnFrom === undefined, ...(goOnFrom === undefined ? {} : { goOnFrom }) };
  }

  private counted(row: ListRow): readonly Cell[] {
    this.hash.update(`${canonicalJson(Object.fromEntries(this.columns.map(({ field }) => [field, row[field]])))}\n`);
    return this.columns.map(({ field }) => cellOf(row[field]));
  }
}

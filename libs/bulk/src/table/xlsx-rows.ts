import { LIMITS } from './limits';
import { refusedTable } from './table-refused';
import { textCell, type Cell, type TableRow } from './table-row';
import { WorkbookParts, type PartReader } from './workbook-parts';

/** xlsx 的各行: the rows of the first sheet that is not hidden. Formulas and numbers that lost digits are told as such. */
export async function* xlsxRows(bytes: Buffer): AsyncGenerator<TableRow> {
  const parts = await WorkbookParts.of(bytes);
  const workbook = await whole(parts, 'xl/workbook.xml', new FirstSheet());
  const targets = await whole(parts, 'xl/_rels/workbook.xml.rels', new Targets());
  const path = targets.pathOf(workbook.relation);
  const strings = new SharedStrings();
  if (parts.has('xl/sharedStrings.xml')) await whole(parts, 'xl/sharedStrings.xml', strings);
  const sheet = new SheetRows(strings.texts, workbook.from1904);
  for await (const _piece of parts.read(path, sheet)) yield* sheet.taken();
}

async function whole<R extends PartReader>(parts: WorkbookParts, name: string, reader: R): Promise<R> {
  for await (const _piece of parts.read(name, reader));
  return reader;
}

class FirstSheet implements PartReader {
  relation = '';
  from1904 = false;

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'workbookPr') this.from1904 = attributes['date1904'] === '1' || attributes['date1904'] === 'true';
    const hidden = attributes['state'] === 'hidden' || attributes['state'] === 'veryHidden';
    if (name === 'sheet' && this.relation === '' && !hidden) this.relation = attributes['r:id'] ?? '';
  }
  text(): void {}
  close(): void {}
}

class Targets implements PartReader {
  private readonly targets = new Map<string, string>();

  open(name: string, { Id, Target }: Readonly<Record<string, string>>): void {
    if (name === 'Relationship' && Id !== undefined && Target !== undefined) this.targets.set(Id, Target);
  }
  text(): void {}
  close(): void {}

  pathOf(relation: string): string {
    const target = this.targets.get(relation) ?? '';
    return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
  }
}

/** Texts are kept once, and cells name them by number. Readings beside characters (`rPh`) are no part of them. */
class SharedStrings implements PartReader {
  readonly texts: string[] = [];
  private length = 0;
  private current = '';
  private isText = false;
  private isReading = false;

  open(name: string): void {
    if (name === 'si') this.current = '';
    if (name === 'rPh') this.isReading = true;
    this.isText = name === 't' && !this.isReading;
  }

  text(text: string): void {
    if (this.isText && this.current.length <= LIMITS.cellCharacters) this.current += text;
  }

  close(name: string): void {
    this.isText = false;
    if (name === 'rPh') this.isReading = false;
    if (name !== 'si') return;
    this.texts.push(this.current);
    this.length += this.current.length;
    if (this.texts.length > LIMITS.sharedStrings || this.length > LIMITS.sharedCharacters)
      throw refusedTable('工作簿的文字过多。', 'The workbook holds too much text.');
  }
}

interface OpenCell {
  readonly index: number;
  readonly type: string;
  isFormula: boolean;
  value: string;
}

class SheetRows implements PartReader {
  private rows: TableRow[] = [];
  private row = 0;
  private cells: Cell[] = [];
  private cell: OpenCell | undefined;
  private isValue = false;
  private isReading = false;

  constructor(
    private readonly strings: readonly string[],
    private readonly from1904: boolean,
  ) {}

  /** Rows that are complete, once. */
  taken(): readonly TableRow[] {
    const { rows } = this;
    this.rows = [];
    return rows;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'row') this.begin(attributes['r']);
    else if (name === 'c') this.cell = this.opened(attributes);
    else if (name === 'f' && this.cell) this.cell.isFormula = true;
    else if (name === 'rPh') this.isReading = true;
    this.isValue = (name === 'v' || name === 't') && !this.isReading;
  }

  text(text: string): void {
    if (this.isValue && this.cell && this.cell.value.length <= LIMITS.cellCharacters) this.cell.value += text;
  }

  close(name: string): void {
    this.isValue = false;
    if (name === 'rPh') this.isReading = false;
    else if (name === 'c' && this.cell) this.put(this.cell);
    else if (name === 'row')
      this.rows.push({ row: this.row, cells: Array.from(this.cells, (cell) => cell ?? NOTHING) });
  }

  private begin(given: string | undefined): void {
    this.row = given !== undefined && /^\d{1,7}$/.test(given) ? Number(given) : this.row + 1;
    this.cells = [];
  }

  private opened({ r, t }: Readonly<Record<string, string>>): OpenCell {
    const letters = /^[A-Z]{1,3}/.exec(r ?? '')?.[0];
    const index = letters === undefined ? this.cells.length : columnIndex(letters);
    return { index, type: t ?? 'n', isFormula: false, value: '' };
  }

  /** What stands beyond the last column that is read is kept as one cell there, so that it is seen. */
  private put(cell: OpenCell): void {
    this.cell = undefined;
    const read = this.read(cell);
    if (read.text !== '' || read.trouble !== undefined) this.cells[Math.min(cell.index, LIMITS.columns)] = read;
  }

  private read({ type, isFormula, value }: OpenCell): Cell {
    if (isFormula) return { text: '', trouble: 'formula' };
    switch (type) {
      case 's':
        return textCell(this.strings[Number(value)] ?? '');
      case 'b':
        return { text: value === '1' ? 'true' : 'false' };
      case 'e':
        return { text: '', trouble: 'error-value' };
      case 'n':
        return value === '' ? NOTHING : numberCell(value, this.from1904);
      default:
        return textCell(value);
    }
  }
}

const NOTHING: Cell = { text: '' };

function numberCell(value: string, from1904: boolean): Cell {
  const number = Number(value);
  if (!Number.isFinite(number)) return { text: '', trouble: 'not-text' };
  if (Math.abs(number) >= 1e15) return { text: '', trouble: 'digits-lost' };
  return { text: String(number), isNumber: true, ...(from1904 ? { from1904 } : {}) };
}

const columnIndex = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

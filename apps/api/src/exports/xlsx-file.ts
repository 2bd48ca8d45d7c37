import type { Cell } from './cells';
import type { Provenance } from './provenance';
import type { ZipEntry } from './zip-stream';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const LETTERS = 26;

/** A, B, … Z, AA, … */
function columnName(index: number): string {
  const last = String.fromCharCode(65 + (index % LETTERS));
  return index < LETTERS ? last : columnName(Math.floor(index / LETTERS) - 1) + last;
}

/** Text stands in its cell as text, which is never computed. Addresses may be left out by the standard, but not for all readers. */
const cellXml = (cell: Cell, at: string): string =>
  typeof cell === 'number'
    ? `<c r="${at}"><v>${cell}</v></c>`
    : `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;

/** Rows of one sheet, numbered from 1. */
function rowWriter(): (cells: readonly Cell[]) => string {
  let no = 0;
  return (cells) => {
    no += 1;
    return `<row r="${no}">${cells.map((cell, i) => cellXml(cell, `${columnName(i)}${no}`)).join('')}</row>`;
  };
}

const SHEET_START = `${XML}<worksheet xmlns="${MAIN}"><sheetData>`;
const SHEET_END = '</sheetData></worksheet>';

/** 工作簿: the rows on one sheet, where they come from 来历 on a second. Written as it is read, in the least that ECMA-376 asks for. */
export function xlsxFile(
  name: string,
  heads: readonly string[],
  rows: AsyncIterable<readonly (readonly Cell[])[]>,
  provenance: () => Provenance,
): readonly ZipEntry[] {
  async function* table(): AsyncGenerator<string> {
    const rowXml = rowWriter();
    yield SHEET_START + rowXml(heads);
    for await (const some of rows) yield some.map((row) => rowXml(row)).join('');
    yield SHEET_END;
  }
  function* about(): Generator<string> {
    const rowXml = rowWriter();
    const told = Object.entries(provenance()).map(([key, value]) =>
      rowXml([key, typeof value === 'string' ? value : JSON.stringify(value)]),
    );
    yield SHEET_START + told.join('') + SHEET_END;
  }
  return [
    { name: '[Content_Types].xml', pieces: [CONTENT_TYPES] },
    { name: '_rels/.rels', pieces: [relations([['officeDocument', 'xl/workbook.xml']])] },
    { name: 'xl/workbook.xml', pieces: [workbook([name, '来历 provenance'])] },
    {
      name: 'xl/_rels/workbook.xml.rels',
      pieces: [
        relations([
          ['worksheet', 'worksheets/sheet1.xml'],
          ['worksheet', 'worksheets/sheet2.xml'],
        ]),
      ],
    },
    { name: 'xl/worksheets/sheet1.xml', pieces: table() },
    { name: 'xl/worksheets/sheet2.xml', pieces: about() },
  ];
}

const override = (part: string, kind: string): string =>
  `<Override PartName="/${part}" ContentType="${TYPE}.${kind}+xml"/>`;

const CONTENT_TYPES = `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override('xl/workbook.xml', 'sheet.main')}${override('xl/worksheets/sheet1.xml', 'worksheet')}${override('xl/worksheets/sheet2.xml', 'worksheet')}</Types>`;

const relations = (targets: readonly (readonly [kind: string, target: string])[]): string =>
  `${XML}<Relationships xmlns="${PACKAGE}/relationships">${targets
    .map(([kind, target], i) => `<Relationship Id="rId${i + 1}" Type="${OFFICE}/${kind}" Target="${target}"/>`)
    .join('')}</Relationships>`;

const workbook = (names: readonly string[]): string =>
  `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${names
    .map((name, i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
    .join('')}</sheets></workbook>`;

import { strToU8, zipSync } from 'fflate';
import type { BulkKind } from '../kinds/kinds.table';
import { columnLetters } from '../table/table-row';

/** Every part is dated alike: the same template has the same bytes. */
const DATED = new Date('2020-01-01T00:00:00Z');
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

/** 模板: a sheet with the names of the columns, all of them text so that long numbers stay whole, and one that explains them. */
export function xlsxTemplate(kind: BulkKind): Uint8Array {
  const { columns, common } = kind;
  const explained = columns.map(({ zh, en, must, isRequired, field, example }) => [
    zh,
    en,
    !isRequired
      ? '选填 optional'
      : common.includes(field)
        ? '必填，可在上传时统一指定 required, or given once with the upload'
        : '必填 required',
    `${must.zh} ${must.en}`,
    example,
  ]);
  const head = ['列 column', '英文列名 English name', '必填 required', '要求 must be', '示例 example'];
  return workbook([
    { name: kind.zh, rows: [columns.map(({ zh }) => zh)], width: columns.length },
    { name: '说明 notes', rows: [head, ...explained], width: head.length },
  ]);
}

interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
  readonly width: number;
}

function workbook(sheets: readonly Sheet[]): Uint8Array {
  const part = (index: number): string => `worksheets/sheet${index + 1}.xml`;
  const parts: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>${sheets.map((_, i) => `<Override PartName="/xl/${part(i)}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join('')}</Types>`,
    '_rels/.rels': relations([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${sheets.map(({ name }, i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations([
      ...sheets.map((_, i) => ['worksheet', part(i)] as const),
      ['styles', 'styles.xml'],
    ]),
    'xl/styles.xml': STYLES,
  };
  for (const [i, sheet] of sheets.entries()) parts[`xl/${part(i)}`] = sheetXml(sheet);
  const bytes = Object.entries(parts).map(([name, xml]) => [name, strToU8(XML + xml)] as const);
  return zipSync(Object.fromEntries(bytes), { mtime: DATED });
}

const relations = (targets: readonly (readonly [type: string, target: string])[]): string =>
  `<Relationships xmlns="${PACKAGE}/relationships">${targets.map(([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${RELATIONS}/${type}" Target="${target}"/>`).join('')}</Relationships>`;

/** Style 1 is format 49, text. */
const STYLES = `<styleSheet xmlns="${MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf numFmtId="49" applyNumberFormat="1"/></cellXfs></styleSheet>`;

const sheetXml = ({ rows, width }: Sheet): string =>
  `<worksheet xmlns="${MAIN}"><cols><col min="1" max="${width}" width="22" style="1" customWidth="1"/></cols><sheetData>${rows.map(rowXml).join('')}</sheetData></worksheet>`;

const rowXml = (cells: readonly string[], index: number): string =>
  `<row r="${index + 1}">${cells.map((text, i) => `<c r="${columnLetters(i)}${index + 1}" s="1" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`).join('')}</row>`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

import { strToU8, zipSync, type Zippable } from 'fflate';
import { bulkKind } from '../kinds/kinds.table';
import { xlsxTemplate } from '../template/xlsx-template';
import { LIMITS } from './limits';
import { TableRefused } from './table-refused';
import type { TableRow } from './table-row';
import { xlsxRows } from './xlsx-rows';

async function rowsOf(bytes: Uint8Array): Promise<readonly TableRow[]> {
  const rows: TableRow[] = [];
  for await (const row of xlsxRows(Buffer.from(bytes))) rows.push(row);
  return rows;
}

interface Parts {
  readonly sheet: string;
  readonly strings?: string;
  readonly properties?: string;
  readonly sheets?: string;
}

const SHEETS = '<sheet name="a" sheetId="1" r:id="rId1"/>';

function partsOf({ sheet, strings, properties = '', sheets = SHEETS }: Parts): Record<string, Uint8Array> {
  return {
    'xl/workbook.xml': strToU8(`<workbook xmlns:r="r">${properties}<sheets>${sheets}</sheets></workbook>`),
    'xl/_rels/workbook.xml.rels': strToU8(
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>',
    ),
    'xl/worksheets/sheet1.xml': strToU8(sheet),
    ...(strings === undefined ? {} : { 'xl/sharedStrings.xml': strToU8(strings) }),
  };
}

const workbook = (parts: Parts): Uint8Array => zipSync(partsOf(parts));
const sheetOf = (rows: string): string => `<worksheet><sheetData>${rows}</sheetData></worksheet>`;

/** The sizes that the directory of a zip tells, all lowered to one byte. */
function lying(zip: Uint8Array): Uint8Array {
  const bytes = Buffer.from(zip);
  for (
    let at = bytes.indexOf('PK\u0001\u0002', 0, 'latin1');
    at >= 0;
    at = bytes.indexOf('PK\u0001\u0002', at + 4, 'latin1')
  )
    bytes.writeUInt32LE(1, at + 24);
  return bytes;
}

describe('an xlsx', () => {
  it('gives shared and inline texts, numbers, yes or no and the gaps between them', async () => {
    const strings =
      '<sst><si><t>身份证号</t></si><si><r><t>张</t></r><r><t>三</t></r><rPh sb="0" eb="1"><t>zhang</t></rPh></si></sst>';
    const sheet = sheetOf(
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>' +
        '<row r="3"><c r="A3" t="inlineStr"><is><t>a&amp;b</t></is></c><c r="B3"><v>44119</v></c><c r="C3" t="b"><v>1</v></c></row>',
    );
    expect(await rowsOf(workbook({ sheet, strings }))).toEqual([
      { row: 1, cells: [{ text: '身份证号' }, { text: '' }, { text: '张三' }] },
      { row: 3, cells: [{ text: 'a&b' }, { text: '44119', isNumber: true }, { text: 'true' }] },
    ]);
  });

  it.each([
    ['<c r="A1"><f>1+1</f><v>2</v></c>', 'formula'],
    ['<c r="A1" t="str"><f>HYPERLINK("http://x")</f><v>x</v></c>', 'formula'],
    ['<c r="A1" t="e"><v>#N/A</v></c>', 'error-value'],
    ['<c r="A1"><v>4.1100219900307002E+17</v></c>', 'digits-lost'],
    ['<c r="A1" t="inlineStr"><is><t>=cmd|x</t></is></c>', 'formula'],
    [`<c r="A1" t="str"><v>${'x'.repeat(LIMITS.cellCharacters + 1)}</v></c>`, 'too-long'],
  ])('has no value in %.60s: %s', async (cell, trouble) => {
    const [row] = await rowsOf(workbook({ sheet: sheetOf(`<row r="1">${cell}</row>`) }));
    expect(row?.cells).toEqual([{ text: '', trouble }]);
  });

  it('is read from its first sheet that is not hidden', async () => {
    const sheets = `<sheet name="x" sheetId="2" state="hidden" r:id="rId2"/>${SHEETS}`;
    const sheet = sheetOf('<row r="1"><c r="A1" t="str"><v>seen</v></c></row>');
    const [row] = await rowsOf(workbook({ sheet, sheets }));
    expect(row?.cells).toEqual([{ text: 'seen' }]);
  });

  it('tells that it counts days from 1904', async () => {
    const sheet = sheetOf('<row r="1"><c r="A1"><v>42657</v></c></row>');
    const [row] = await rowsOf(workbook({ sheet, properties: '<workbookPr date1904="1"/>' }));
    expect(row?.cells).toEqual([{ text: '42657', isNumber: true, from1904: true }]);
  });

  it('that was a template has the template’s names', async () => {
    const [row] = await rowsOf(xlsxTemplate(bulkKind('roster')));
    expect(row?.cells.map(({ text }) => text)).toEqual(bulkKind('roster').columns.map(({ zh }) => zh));
  });

  it('with a cell in the sixteen-thousandth column keeps one cell too many, not sixteen thousand', async () => {
    const [row] = await rowsOf(workbook({ sheet: sheetOf('<row r="1"><c r="XFD1" t="str"><v>x</v></c></row>') }));
    expect(row?.cells).toHaveLength(LIMITS.columns + 1);
  });

  const nul = '\u0000';
  it.each<[string, () => Uint8Array]>([
    ['no zip', () => strToU8('hello')],
    ['a zip of something else', () => zipSync({ 'a.txt': strToU8('x') })],
    [
      'a sheet that its relations do not name',
      () => zipSync({ ...partsOf({ sheet: '' }), 'xl/_rels/workbook.xml.rels': strToU8('<Relationships/>') }),
    ],
    ['XML that does not close', () => workbook({ sheet: '<worksheet><sheetData><row>' })],
    ['XML with characters that are none', () => workbook({ sheet: sheetOf(nul) })],
    [
      'entities that grow',
      () =>
        workbook({
          sheet: `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>${sheetOf('<row><c t="str"><v>&b;</v></c></row>')}`,
        }),
    ],
    ['a part that says it is larger than the limit', () => workbook({ sheet: sheetOf(' '.repeat(LIMITS.partBytes)) })],
    ['a part that unpacks to more than it says', () => lying(workbook({ sheet: sheetOf(' '.repeat(1_000_000)) }))],
    [
      'more parts than a workbook has',
      () =>
        zipSync(
          Object.fromEntries(
            Array.from({ length: LIMITS.zipEntries + 1 }, (_, i) => [`x${i}`, strToU8('')]),
          ) as Zippable,
        ),
    ],
  ])('with %s is refused', async (_name, bytes) => {
    await expect(rowsOf(bytes())).rejects.toThrow(TableRefused);
  });
});

import { LIMITS } from './limits';
import { TableRefused } from './table-refused';
import type { TableRow } from './table-row';
import { tableRows, type TableFormat } from './table-rows';

async function rowsOf(format: TableFormat, bytes: Buffer | string): Promise<readonly TableRow[]> {
  const rows: TableRow[] = [];
  for await (const row of tableRows(format, Buffer.from(bytes as string))) rows.push(row);
  return rows;
}

const texts = (rows: readonly TableRow[]): string[][] => rows.map(({ cells }) => cells.map(({ text }) => text));
const csv = async (bytes: Buffer | string): Promise<string[][]> => texts(await rowsOf('text/csv', bytes));
const ndjson = (text: string): Promise<readonly TableRow[]> => rowsOf('application/x-ndjson', text);

/** 姓名,类别 and 张三,职工 as Chinese Excel writes them. */
const IN_GB = Buffer.from([
  0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xc0, 0xe0, 0xb1, 0xf0, 0x0d, 0x0a, 0xd5, 0xc5, 0xc8, 0xfd, 0x2c, 0xd6, 0xb0, 0xb9,
  0xa4,
]);
const READ = [
  ['姓名', '类别'],
  ['张三', '职工'],
];

describe('a csv', () => {
  it.each([
    ['UTF-8', Buffer.from('姓名,类别\r\n张三,职工')],
    ['UTF-8 with its mark', Buffer.from('\ufeff姓名,类别\n张三,职工\n')],
    ['GB 18030', IN_GB],
    ['UTF-16 with tabs, Excel’s “Unicode text”', Buffer.from('\ufeff姓名\t类别\r\n张三\t职工\r\n', 'utf16le')],
    ['semicolons', Buffer.from('姓名;类别\n张三;职工')],
  ])('is read in %s', async (_name, bytes) => {
    expect(await csv(bytes)).toEqual(READ);
  });

  it('keeps commas, quotation marks and line breaks that are quoted, and counts rows as Excel does', async () => {
    expect(await csv('a,b\n"1,""2""",3\n\n4,5')).toEqual([['a', 'b'], ['1,"2"', '3'], [''], ['4', '5']]);
    expect((await rowsOf('text/csv', 'a\n\n1')).map(({ row }) => row)).toEqual([1, 2, 3]);
  });

  it.each([
    ['=1+1', 'formula'],
    ['@SUM(A1)', 'formula'],
    ['+cmd|x', 'formula'],
    ['-2+3', 'formula'],
    ['4.11002E+17', 'digits-lost'],
    ['a\u202eb', 'invisible-characters'],
    ['a\u0007b', 'invisible-characters'],
    ['x'.repeat(LIMITS.cellCharacters + 1), 'too-long'],
  ])('has no value in a cell such as %.20j: %s', async (text, trouble) => {
    const [, row] = await rowsOf('text/csv', `a,b\n${text},1`);
    expect(row?.cells).toEqual([{ text: '', trouble }, { text: '1' }]);
  });

  it('takes signed numbers for numbers', async () => {
    expect(await csv('a,b\n-12,+8.5')).toEqual([
      ['a', 'b'],
      ['-12', '+8.5'],
    ]);
  });

  it.each([
    ['a row without end', Buffer.from(`a\n"${'x'.repeat(LIMITS.recordCharacters * 2)}`)],
    ['a million columns', Buffer.from(','.repeat(1_000_000))],
    ['a quotation mark without its other', Buffer.from('a\n"b\nc')],
    ['bytes that are no text', Buffer.from([0x61, 0xff, 0xff, 0x80, 0x0a])],
  ])('with %s is refused', async (_name, bytes) => {
    await expect(rowsOf('text/csv', bytes)).rejects.toThrow(TableRefused);
  });

  it('with many columns keeps no more of a row than one too many', async () => {
    const [row] = await rowsOf('text/csv', 'x,'.repeat(5_000));
    expect(row?.cells).toHaveLength(LIMITS.columns + 1);
  });
});

describe('NDJSON', () => {
  it('is read with its own names, one level deep', async () => {
    const [row] = await ndjson(
      '{"classId":"x","categories":["a","b"],"noPension":true,"n":7,"document":{"kind":"D"}}\n',
    );
    expect(row).toEqual({
      row: 1,
      names: ['classId', 'categories', 'noPension', 'n', 'document.kind'],
      cells: [{ text: 'x' }, { text: 'a、b' }, { text: 'true' }, { text: '7' }, { text: 'D' }],
    });
  });

  it.each([
    ['{"a":411002199003070010}', 'digits-lost'],
    ['{"a":{"b":{"c":1}}}', 'not-text'],
    ['{"a":[1,2]}', 'not-text'],
    ['{"a":"=1"}', 'formula'],
    ['[1]', 'not-json'],
    ['"text"', 'not-json'],
    ['null', 'not-json'],
    ['{"a":', 'not-json'],
  ])('%s has no value: %s', async (line, trouble) => {
    const [row] = await ndjson(line);
    expect(row?.cells.map((cell) => cell.trouble)).toEqual([trouble]);
  });

  it('has names of prototypes for names like others, and changes nothing by them', async () => {
    const [row] = await ndjson('{"__proto__":{"polluted":"yes"},"constructor":"x"}');
    expect(row?.names).toEqual(['__proto__.polluted', 'constructor']);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it('with a line beyond the limit is refused', async () => {
    await expect(ndjson(`{"a":"${'x'.repeat(LIMITS.recordCharacters)}"}`)).rejects.toThrow(TableRefused);
  });
});

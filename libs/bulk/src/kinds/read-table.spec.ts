import { makeIdNumber, PERSON_CATEGORY_LABELS } from '@ledger/kernel';
import { TableRefused } from '../table/table-refused';
import { tableRows, type TableFormat } from '../table/table-rows';
import { BULK_KINDS, bulkKind, type BulkKindId, type RowData } from './kinds.table';
import { readTable, type TableReading } from './read-table';

const CASE = '0b8c4f6e-3f55-4a5e-9c1d-2f7f6f0c5a11';
const CLASS = '7f0c0c52-3a3e-4e4f-8f43-2f7d0c9c0b11';
const ANN = makeIdNumber('411002', '1990-03-07', 1);
const BOB = makeIdNumber('411002', '1990-03-07', 3);
const TODAY = '2020-10-15';

async function read(
  kind: BulkKindId,
  text: string,
  common: RowData = {},
  format: TableFormat = 'text/csv',
): Promise<readonly TableReading[]> {
  const found: TableReading[] = [];
  for await (const each of readTable(bulkKind(kind), tableRows(format, Buffer.from(text)), common, TODAY))
    found.push(each);
  return found;
}

const data = (readings: readonly TableReading[]): unknown[] =>
  readings.map((each) => ('data' in each ? each.data : each.bad));
const bad = (readings: readonly TableReading[]): unknown[] =>
  readings.flatMap((each) =>
    'bad' in each ? each.bad.map(({ row, column, field, code }) => [row, column, field, code]) : [],
  );

async function faultsOf(reading: Promise<unknown>): Promise<readonly (string | undefined)[]> {
  const error = await reading.catch((caught: unknown) => caught);
  if (!(error instanceof TableRefused)) throw new Error('it was not refused');
  return error.faults.map(({ column, en }) => column ?? en);
}

describe('a roster', () => {
  const NAMES = 'idNumber,人员类别,主要类别,班期编号';

  it('is read by Chinese or English names, in any order, with labels or codes', async () => {
    const readings = await read(
      'roster',
      `${NAMES}\n${ANN},农村转移就业劳动者、VETERAN,退役军人,${CLASS.toUpperCase()}`,
    );
    expect(data(readings)).toEqual([
      { idNumber: ANN, categories: ['RURAL_MIGRANT', 'VETERAN'], primaryCategory: 'VETERAN', classId: CLASS },
    ]);
  });

  it('needs no column for what is said once for the file', async () => {
    const text = `身份证号,人员类别,主要类别\n${ANN},职工,职工`;
    expect(data(await read('roster', text, { classId: CLASS }))).toEqual([
      { idNumber: ANN, categories: ['EMPLOYEE'], primaryCategory: 'EMPLOYEE', classId: CLASS },
    ]);
    expect(await faultsOf(read('roster', text))).toEqual(['The column “classId” is missing.']);
  });

  it('takes every category by its Chinese and its English name', async () => {
    for (const [code, { zh, en }] of Object.entries(PERSON_CATEGORY_LABELS)) {
      const text = `${NAMES}\n${ANN},${zh},${en},${CLASS}`;
      expect(data(await read('roster', text))).toMatchObject([{ categories: [code], primaryCategory: code }]);
    }
  });

  it('is refused with columns that are unknown or double, which are named by their letters: what stands there may be somebody', async () => {
    const faults = await faultsOf(read('roster', `${NAMES},${ANN},主要类别,张三\n`));
    expect(faults).toEqual(
      ['E', 'The column “primaryCategory” stands twice.', 'G'].map((each, i) => (i === 1 ? 'F' : each)),
    );
    const error = await read('roster', `${ANN},张三\n`).catch((caught: unknown) => caught);
    expect(JSON.stringify(error)).not.toMatch(/4110|张三/);
  });

  it('names every bad cell of a row, and never what it holds', async () => {
    const readings = await read(
      'roster',
      `${NAMES},理由\n${ANN.slice(0, 17)}${ANN.endsWith('1') ? 2 : 1},宇航员,,x,电话13800138000\n`,
    );
    expect(bad(readings)).toEqual([
      [2, 'D', 'classId', 'id'],
      [2, 'A', 'idNumber', 'id-number-check-character'],
      [2, 'B', 'categories', 'choices'],
      [2, 'C', 'primaryCategory', 'missing'],
      [2, 'E', 'reason', 'text'],
    ]);
    expect(JSON.stringify(readings)).not.toMatch(/4110021990|138001/);
  });

  it('takes a learner once', async () => {
    const line = `${ANN},职工,职工,${CLASS}`;
    const readings = await read('roster', `${NAMES}\n${line}\n${line.replace(ANN, BOB)}\n\n${line}`);
    expect(bad(readings)).toEqual([[5, 'A', 'idNumber', 'repeated']]);
    expect(readings[2]).toMatchObject({ bad: [{ en: 'repeats row 2' }] });
  });

  it('names what a document lacks, and cells under no name', async () => {
    const text = `${NAMES},文件种类,文号\n${ANN},职工,职工,${CLASS},APPROVAL,1,stray\n`;
    expect(bad(await read('roster', text))).toEqual([[2, 'G', '', 'stray']]);
    expect(bad(await read('roster', text.replace(',stray', '')))).toEqual(
      ['document.issuer', 'document.issuedOn', 'document.title'].map((field) => [2, undefined, field, 'missing']),
    );
  });

  it('without rows is refused', async () => {
    expect(await faultsOf(read('roster', `${NAMES}\n,,,\n`))).toEqual(['The file holds no rows.']);
  });

  it('of more rows than the limit is refused', async () => {
    const faults = await faultsOf(read('roster', `${NAMES}\n${`x,x,x,x\n`.repeat(10_001)}`));
    expect(faults).toEqual(['There are more than 10000 rows; split the file.']);
  });
});

describe('rows that name their columns themselves', () => {
  it('may name no other, and no prototype', async () => {
    const line = { idNumber: ANN, categories: ['EMPLOYEE'], primaryCategory: 'EMPLOYEE', classId: CLASS };
    const text = [line, { ...line, idNumber: BOB, constructor: 'x' }, 'no json']
      .map((each) => JSON.stringify(each))
      .join('\n');
    const readings = await read('roster', text, {}, 'application/x-ndjson');
    expect(data(readings).slice(0, 1)).toEqual([line]);
    expect(bad(readings)).toEqual([
      [2, undefined, '', 'stray'],
      [3, undefined, '', 'not-json'],
    ]);
  });
});

describe('certificates', () => {
  const NAMES = '个案编号,证书种类,证书编号,等级,发证日期,发证机构代码';
  const USCC = '52411000MJ0TE5T35D';
  const row = (date: string, level = '初级工'): string =>
    `${NAMES}\n${CASE},职业技能等级证书,Y000041000001205000001,${level},${date},${USCC}`;

  it.each([
    ['2020-10-15', '2020-10-15'],
    ['2020/10/5', '2020-10-05'],
    ['2020年10月5日', '2020-10-05'],
    ['20201015', '2020-10-15'],
  ])('take the day %s', async (written, day) => {
    expect(data(await read('certificates', row(written)))).toEqual([
      { caseId: CASE, kind: 'SKILL_LEVEL', number: 'Y000041000001205000001', level: 'L5', issuedOn: day, issuer: USCC },
    ]);
  });

  it.each(['2020-02-30', '10/15/2020', '44119', 'yesterday'])('take no day %s', async (written) => {
    expect(bad(await read('certificates', row(written)))).toEqual([[2, 'E', 'issuedOn', 'date']]);
  });

  it.each(['L5', '五级', '初级技能', 'l5'])('take the level %s', async (level) => {
    expect(data(await read('certificates', row('2020-10-15', level)))).toMatchObject([{ level: 'L5' }]);
  });
});

it.each(BULK_KINDS)('%s: every column has two names of its own, and an example that it takes', (kind) => {
  const { columns } = bulkKind(kind);
  expect(new Set(columns.flatMap(({ zh, en }) => [zh, en])).size).toBe(2 * columns.length);
  const examples = columns.filter(({ example }) => example !== '');
  expect(examples.length).toBeGreaterThan(1);
  for (const { example, read: readCell } of examples)
    expect(readCell({ text: example }, TODAY)).toHaveProperty('value');
});

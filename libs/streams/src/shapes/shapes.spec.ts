import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import {
  DocumentRefDto,
  IsCode,
  IsDocument,
  IsFen,
  IsIdNumberShape,
  IsInstant,
  IsLocalDate,
  IsPersonName,
  IsPhone,
  IsStreamId,
  IsUnit,
  IsUscc,
  NestedList,
  Optional,
  PlainText,
  plainTextProblem,
} from '.';

class Line {
  @IsFen() amountFen!: number;
}

class Sample {
  @IsLocalDate() on!: string;
  @IsInstant() at!: string;
  @IsFen({ zero: true }) feeFen!: number;
  @IsUnit() unit!: string;
  @IsStreamId() id!: string;
  @IsUscc() uscc!: string;
  @IsIdNumberShape() idNumber!: string;
  @IsPersonName() name!: string;
  @IsPhone() phone!: string;
  @IsCode() projectId!: string;
  @PlainText(10) venue!: string;
  @Optional() @PlainText(10) note?: string;
  @IsDocument() document!: DocumentRefDto;
  @NestedList(() => Line, { min: 1, max: 2 }) lines!: Line[];
}

const good = {
  on: '2020-02-29',
  at: '2020-12-31T16:00:00.000Z',
  feeFen: 0,
  unit: 'XC-411002',
  id: '7d444840-9dc0-41d1-b245-5ffdce74fad2',
  uscc: '91411000MA0TE5T16W',
  idNumber: '411002190101010007',
  name: '古丽·阿依',
  phone: '+86 139-0000-0001',
  projectId: 'proj-weld-l5',
  venue: '魏都区实训室',
  document: {
    kind: 'APPROVAL',
    number: '许人社〔2020〕12号',
    issuer: '许昌市人力资源和社会保障局',
    issuedOn: '2020-03-02',
    title: '批复',
  },
  lines: [{ amountFen: 1 }],
};

const wrongFields = (data: object): string[] =>
  validateSync(plainToInstance(Sample, data), { whitelist: true, forbidNonWhitelisted: true }).map(
    (error) => error.property,
  );

describe('the shapes of command fields', () => {
  it('take a well-formed command; a wrong check digit is no matter of shape', () => {
    expect(wrongFields(good)).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['on', '2021-02-29'],
    ['on', '2020-2-9'],
    ['on', 20200229],
    ['on', null],
    ['on', ['2020-02-29']],
    ['at', '2020-12-31T16:00:00Z'],
    ['at', '2020-12-31'],
    ['at', '2020-12-31T24:00:00.000Z'],
    ['feeFen', -1],
    ['feeFen', 0.5],
    ['feeFen', 100_000_000_001],
    ['feeFen', '1'],
    ['feeFen', Number.NaN],
    ['unit', 'XC-410100'],
    ['unit', 'xc-sbj'],
    ['unit', {}],
    ['id', '7D444840-9DC0-41D1-B245-5FFDCE74FAD2'],
    ['id', 'x'],
    ['id', { toString: 'x' }],
    ['uscc', '91411000ma0te5t16w'],
    ['uscc', '91411000MA0TE5T16'],
    ['idNumber', '4110021901010100'.slice(0, 14)],
    ['idNumber', `411002190101010007${'0'.repeat(9)}`],
    ['projectId', 'constructor'],
    ['projectId', '__proto__'],
    ['projectId', ''],
    ['projectId', 'a'.repeat(65)],
    ['projectId', 'p411002190101010006'],
    ['name', ''],
    ['name', '张3'],
    ['name', 'a\u202eb'],
    ['phone', '12345'],
    ['phone', '139000000011'],
    ['venue', ''],
    ['venue', '   '],
    ['venue', 'a'.repeat(11)],
    ['venue', 'a\u202eb'],
    ['venue', 'a\u0000b'],
    ['venue', 'a\nb'],
    ['note', null],
    ['note', ''],
    ['document', undefined],
    ['document', null],
    ['document', []],
    ['document', {}],
    ['document', '许人社〔2020〕12号'],
    ['lines', []],
    ['lines', [null]],
    ['lines', [{ amountFen: 0 }]],
    ['lines', [{ amountFen: 1, more: 1 }]],
    ['lines', { amountFen: 1 }],
    ['lines', [{ amountFen: 1 }, { amountFen: 1 }, { amountFen: 1 }]],
  ])('refuse a wrong %s (%#)', (field, value) => {
    expect(wrongFields({ ...good, [field]: value })).toEqual([field]);
  });

  it('refuse a field that the command does not have', () => {
    expect(wrongFields({ ...good, amount: 1 })).toEqual(['amount']);
  });
});

describe('free text', () => {
  it.each([
    '身份证411002190101010006有误',
    '电话 139 0000 0001 1',
    '帐号6222-0200-0000-0000-018',
    '全角１３９００００００１１',
    'T411002190101010006',
  ])('holds no personal number: %s', (text) => {
    expect(plainTextProblem(text, 100)).toMatch(/11 digits/);
  });

  it.each([
    '2020-10-15至2020-10-16上课',
    '许政办〔2019〕20号',
    'XC-HG-2020-000123',
    '个案7d444840-9dc0-41d1-b245-5ffdce74fad2重复',
    '共1,195万元',
    '𠮷野·古丽',
  ])('may hold dates, document numbers and ids: %s', (text) => {
    expect(plainTextProblem(text, 100)).toBeUndefined();
  });

  it('is counted in characters, and a very long one is refused before it is read', () => {
    expect(plainTextProblem('𠮷'.repeat(5), 5)).toBeUndefined();
    expect(plainTextProblem('𠮷'.repeat(6), 5)).toMatch(/at most 5/);
    expect(plainTextProblem('1'.repeat(5_000_000), 5)).toMatch(/at most 5/);
  });
});

import {
  isValidLocalDate,
  normaliseUuid,
  parseIdNumber,
  parsePersonName,
  parsePhone,
  parseUscc,
  type IdNumberProblem,
  type Label,
} from '@ledger/kernel';
import { halfWidth } from '@ledger/kernel/identifiers/half-width';
import { plainTextProblem } from '@ledger/streams/shapes';
import type { Cell } from '../table/table-row';
import type { CellReading, Sort } from './column';

/* How each sort of value is read from a cell. No reading repeats the cell: it may be somebody's number. */

const label = (zh: string, en: string): Label => ({ zh, en });
const wrong = (code: string, must: Label): CellReading => ({ code, ...must });

function sort(code: string, must: Label, example: string, value: (cell: Cell) => unknown): Sort {
  return {
    must,
    example,
    read(cell) {
      const read = value(cell);
      return read === undefined ? wrong(code, must) : { value: read };
    },
  };
}

export const id = sort(
  'id',
  label('须为 UUID 编号', 'must be a UUID'),
  '0b8c4f6e-3f55-4a5e-9c1d-2f7f6f0c5a11',
  (cell) => normaliseUuid(cell.text),
);

export const matching = (pattern: RegExp, example: string, zh: string, en: string): Sort =>
  sort('form', label(zh, en), example, ({ text }) => (pattern.test(text) ? text : undefined));

export const plain = (max: number, example: string): Sort =>
  sort(
    'text',
    label(
      `须为 1 至 ${max} 字的文字，不得含 11 位以上的号码`,
      `must be text of 1 to ${max} characters without numbers of 11 digits or more`,
    ),
    example,
    ({ text }) => (plainTextProblem(text, max) === undefined ? text : undefined),
  );

export const personName = sort('name', label('须为姓名', 'must be a person’s name'), '张三', ({ text }) =>
  parsePersonName(text).ok ? text : undefined,
);

export const phone = sort('phone', label('须为境内电话号码', 'must be a mainland phone number'), '', ({ text }) =>
  text.length <= 32 && parsePhone(text).ok ? text : undefined,
);

export const uscc = sort(
  'uscc',
  label('须为统一社会信用代码，校验位正确', 'must be a unified social credit code with its check character right'),
  '52411000MJ0TE5T35D',
  ({ text }) => {
    const read = parseUscc(text);
    return read.ok ? read.normalised : undefined;
  },
);

const ID_PROBLEMS: Readonly<Record<IdNumberProblem, Label>> = {
  length: label('身份证号须为 15 或 18 位', 'an ID number has 15 or 18 characters'),
  charset: label('身份证号含数字和末位 X 以外的字符', 'the ID number holds other characters than digits and a last X'),
  'birth-date': label('身份证号中的出生日期不存在', 'the date of birth in the ID number is no day'),
  'birth-date-future': label('身份证号中的出生日期晚于今天', 'the date of birth in the ID number lies in the future'),
  'birth-date-implausible': label('身份证号中的出生日期过早', 'the date of birth in the ID number is too long ago'),
  'check-character': label('身份证号校验位不符', 'the check character of the ID number does not fit'),
};

export const idNumber: Sort = {
  must: label(
    '须为 15 或 18 位身份证号，校验位正确',
    'must be an ID number of 15 or 18 characters with its check character right',
  ),
  example: '411002190001010017',
  read({ text }, today) {
    const read = parseIdNumber(text, today);
    return read.ok ? { value: read.normalised } : wrong(`id-number-${read.reason}`, ID_PROBLEMS[read.reason]);
  },
};

const DAY_MS = 86_400_000;
/** Day 0 of workbooks; 60 of them is a day that was none, so only what comes after is read. */
const [EPOCH_1900, EPOCH_1904] = [Date.UTC(1899, 11, 30), Date.UTC(1904, 0, 1)];

export const day = sort(
  'date',
  label('须为日期，如 2020-10-15', 'must be a date such as 2020-10-15'),
  '2020-10-15',
  ({ text, isNumber, from1904 }) => {
    const serial = Number(text);
    if (isNumber && Number.isInteger(serial) && serial > 60 && serial < 100_000)
      return new Date((from1904 ? EPOCH_1904 : EPOCH_1900) + serial * DAY_MS).toISOString().slice(0, 10);
    const parts = /^(\d{4})(?:[-/.](\d{1,2})[-/.](\d{1,2})|年(\d{1,2})月(\d{1,2})日|(\d{2})(\d{2}))$/.exec(
      halfWidth(text),
    );
    if (!parts) return undefined;
    const [, year, ...rest] = parts;
    const [month = '', date = ''] = rest.filter((each) => each !== undefined);
    const found = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
    return isValidLocalDate(found) ? found : undefined;
  },
);

const YES = new Set(['true', '是', 'yes', 'y', '1']);
const NO = new Set(['false', '否', 'no', 'n', '0']);
export const yesNo = sort('yes-no', label('须为“是”或“否”', 'must be yes or no'), '是', ({ text }) => {
  const small = text.toLowerCase();
  return YES.has(small) ? true : NO.has(small) ? false : undefined;
});

type Labels = Readonly<Record<string, Label>>;

const codes = (labels: Labels): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(labels).flatMap(([code, { zh, en }]) =>
      [code, zh, en].map((name) => [nameKey(name), code] as const),
    ),
  );

/** Names are compared without blanks, brackets' forms and case. */
export const nameKey = (name: string): string =>
  halfWidth(name)
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s"“”*_]/g, '');

const namesOf = (labels: Labels, language: keyof Label): string =>
  Object.values(labels)
    .map((each) => each[language])
    .join(language === 'zh' ? '、' : ', ');

/** `aliases`: further names of a code. */
export function oneOf(labels: Labels, aliases: readonly (readonly [name: string, code: string])[] = []): Sort {
  const known = new Map([...aliases.map(([name, code]) => [nameKey(name), code] as const), ...codes(labels)]);
  const must = label(`须为下列之一：${namesOf(labels, 'zh')}`, `must be one of: ${namesOf(labels, 'en')}`);
  return sort('choice', must, Object.values(labels)[0]?.zh ?? '', ({ text }) => known.get(nameKey(text)));
}

export function someOf(labels: Labels): Sort {
  const known = codes(labels);
  const must = label(
    `须为下列之中的一个或几个，以顿号分隔，不重复：${namesOf(labels, 'zh')}`,
    `must be one or several of the following, each once, separated by semicolons: ${namesOf(labels, 'en')}`,
  );
  return sort('choices', must, Object.values(labels)[0]?.zh ?? '', ({ text }) => {
    // A name may hold the sign that separates names.
    const whole = known.get(nameKey(text));
    if (whole !== undefined) return [whole];
    const found = text.split(/[、,，;；|]/).map((each) => known.get(nameKey(each)));
    return found.every((each) => each !== undefined) && new Set(found).size === found.length ? found : undefined;
  });
}

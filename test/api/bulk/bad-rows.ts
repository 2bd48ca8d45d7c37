/** A row of a roster as it is written. */
export type RosterRow = Readonly<Record<RosterColumn, string>>;

export const ROSTER_COLUMNS = [
  '主要类别',
  '身份证号',
  '班期编号',
  '人员类别',
  '未按月领取养老金',
  '个案编号',
  '被替换的个案编号',
  '理由',
  '发文日期',
] as const;
type RosterColumn = (typeof ROSTER_COLUMNS)[number];

interface BadKind {
  readonly column: RosterColumn;
  readonly code: string;
  spoil(row: RosterRow, before: RosterRow): string;
}

const spoilt = (column: RosterColumn, code: string, spoil: BadKind['spoil']): BadKind => ({ column, code, spoil });
const born = (number: string, day: string): string => number.slice(0, 6) + day + number.slice(14);
/** Another check character than the right one. */
const unchecked = (number: string): string => number.slice(0, 17) + (number.endsWith('5') ? '6' : '5');

/** Twenty ways in which people get a roster wrong, each in one cell. */
export const BAD_KINDS: readonly BadKind[] = [
  spoilt('身份证号', 'missing', () => ''),
  spoilt('身份证号', 'id-number-length', (row) => row.身份证号.slice(0, 17)),
  spoilt('身份证号', 'id-number-charset', (row) => `${row.身份证号.slice(0, 10)}O${row.身份证号.slice(11)}`),
  spoilt('身份证号', 'id-number-birth-date', (row) => born(row.身份证号, '19800230')),
  spoilt('身份证号', 'id-number-birth-date-future', (row) => born(row.身份证号, '20991231')),
  spoilt('身份证号', 'id-number-birth-date-implausible', (row) => born(row.身份证号, '17010101')),
  spoilt('身份证号', 'id-number-check-character', (row) => unchecked(row.身份证号)),
  spoilt('身份证号', 'digits-lost', (row) => `${row.身份证号[0]}.${row.身份证号.slice(1, 6)}E+17`),
  spoilt('身份证号', 'formula', (row) => `="${row.身份证号}"`),
  spoilt('身份证号', 'repeated', (_row, before) => before.身份证号),
  spoilt('班期编号', 'missing', () => ''),
  spoilt('班期编号', 'id', () => '一班'),
  spoilt('人员类别', 'choices', () => '宇航员'),
  spoilt('人员类别', 'choices', () => '职工、职工'),
  spoilt('主要类别', 'choice', () => '农民'),
  spoilt('主要类别', 'primary-not-named', () => '退役军人'),
  spoilt('未按月领取养老金', 'yes-no', () => '也许'),
  spoilt('个案编号', 'id', () => 'case-1'),
  spoilt('理由', 'invisible-characters', () => '补\u0007录'),
  spoilt('发文日期', 'date', () => '2020-02-30'),
];

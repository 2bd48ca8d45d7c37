import {
  CERTIFICATE_KIND_LABELS,
  LEVEL_NAMES,
  LEVELS,
  PERSON_CATEGORY_LABELS,
  type AnyCommandSpec,
  type Label,
} from '@ledger/kernel';
import { allCommands } from '@ledger/streams';
import { BANK_RESULT_LABELS } from '@ledger/views/labels';
import { column, required, type Column } from './column';
import { day, id, idNumber, matching, oneOf, personName, phone, plain, someOf, uscc, yesNo } from './sorts';

/** 批量种类: what a file of this kind holds, and which command its rows become. */
export interface BulkKind extends Label {
  readonly id: BulkKindId;
  readonly command: AnyCommandSpec;
  readonly columns: readonly Column[];
  /** Fields that may be said once, for the whole file. */
  readonly common: readonly string[];
  /** Rows that say the same of the same thing: the second is a slip. */
  sameness(data: RowData): string;
  /** What is wrong with a row as a whole, by the field where it shows. */
  check?(data: RowData): ({ readonly field: string; readonly code: string } & Label) | undefined;
  /** All rows together are one command: the field that lists them, and how many it takes. */
  readonly whole?: { readonly list: string; readonly most: number };
}

export type RowData = Readonly<Record<string, unknown>>;

export const BULK_KINDS = ['persons', 'roster', 'certificates', 'bank-answer'] as const;
export type BulkKindId = (typeof BULK_KINDS)[number];

const code = matching(
  /^(?!.*\d{11})[A-Za-z][A-Za-z0-9._|-]{0,63}$/,
  'APPROVAL',
  '须为字母开头的代码（字母、数字和 . _ | -，至多 64 位）',
  'must be a code: a letter, then letters, digits and . _ | - (at most 64)',
);
const digest = matching(/^[0-9a-f]{64}$/, '', '须为 64 位十六进制 SHA-256', 'must be a SHA-256 of 64 hex digits');

const DOCUMENT: readonly Column[] = [
  column('document.kind', '文件种类', code),
  column('document.number', '文号', plain(80, '许人社〔2020〕1号')),
  column('document.issuer', '发文单位', plain(80, '许昌市人力资源和社会保障局')),
  column('document.issuedOn', '发文日期', day),
  column('document.title', '文件标题', plain(200, '关于补录学员的批复')),
  column('document.sha256', '文件摘要', digest),
];

const LEVEL_LABELS = Object.fromEntries(LEVELS.map((level) => [level, { zh: LEVEL_NAMES[level].grade, en: level }]));
const LEVEL_ALIASES = LEVELS.flatMap((level) =>
  [LEVEL_NAMES[level].certificate, LEVEL_NAMES[level].qualification].map((name) => [name, level] as const),
);
const ISSUE_LABELS = { FIRST: { zh: '初领', en: 'first issue' }, RENEWAL: { zh: '复审', en: 'renewal' } };

const spec = (name: string): AnyCommandSpec => {
  const found = allCommands.find((each) => each.name === name);
  if (!found) throw new Error(`there is no command ${name}`);
  return found;
};

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const persons: BulkKind = {
  id: 'persons',
  zh: '人员登记',
  en: 'Persons to register',
  command: spec('RegisterPerson'),
  columns: [
    required('idNumber', '身份证号', idNumber),
    required('name', '姓名', personName),
    column('phone', '电话', phone),
  ],
  common: [],
  sameness: ({ idNumber: number }) => text(number),
};

const roster: BulkKind = {
  id: 'roster',
  zh: '班级名册',
  en: 'Roster of a class',
  command: spec('EnrolLearner'),
  columns: [
    required('classId', '班期编号', id),
    required('idNumber', '身份证号', idNumber),
    required('categories', '人员类别', someOf(PERSON_CATEGORY_LABELS)),
    required('primaryCategory', '主要类别', oneOf(PERSON_CATEGORY_LABELS)),
    column('noPension', '未按月领取养老金', yesNo),
    column('caseId', '个案编号', id, { example: '' }),
    column('replaces', '被替换的个案编号', id, { example: '' }),
    column('reason', '理由', plain(300, '')),
    ...DOCUMENT.map((each) => ({ ...each, example: '' })),
  ],
  common: ['classId'],
  sameness: ({ classId, idNumber: number }) => `${text(classId)} ${text(number)}`,
  check: ({ categories, primaryCategory }) =>
    (categories as readonly unknown[]).includes(primaryCategory)
      ? undefined
      : {
          field: 'primaryCategory',
          code: 'primary-not-named',
          zh: '主要类别须为该行人员类别之一',
          en: 'the primary category must be one of the categories of the row',
        },
};

const certificates: BulkKind = {
  id: 'certificates',
  zh: '证书登记',
  en: 'Certificates',
  command: spec('RecordCertificate'),
  columns: [
    required('caseId', '个案编号', id),
    required('kind', '证书种类', oneOf(CERTIFICATE_KIND_LABELS)),
    required(
      'number',
      '证书编号',
      matching(
        /^.{1,60}$/u,
        'Y000041000001205000001',
        '须为 1 至 60 位的证书编号',
        'must be a certificate number of 1 to 60 characters',
      ),
    ),
    column('level', '等级', oneOf(LEVEL_LABELS, LEVEL_ALIASES)),
    column('occupationId', '职业编号', code, { example: '' }),
    column('workType', '工种', plain(60, '')),
    column('skillItem', '技能项目', plain(60, '')),
    column('issue', '初领或复审', oneOf(ISSUE_LABELS), { example: '' }),
    required('issuedOn', '发证日期', day),
    required('issuer', '发证机构代码', uscc),
    ...DOCUMENT.map((each) => ({ ...each, example: '' })),
  ],
  common: [],
  sameness: ({ caseId }) => text(caseId),
};

const bankAnswer: BulkKind = {
  id: 'bank-answer',
  zh: '银行回盘',
  en: 'A bank’s answer to a batch',
  command: spec('RecordBankAnswer'),
  columns: [
    required(
      'endToEndId',
      '端到端标识',
      matching(
        /^[0-9a-z]{35}$/,
        '0b8c4f6e3f554a5e9c1d2f7f6f0c5a11101',
        '须为 35 位端到端标识',
        'must be an end-to-end id of 35 characters',
      ),
    ),
    required('result', '结果', oneOf(BANK_RESULT_LABELS)),
    column(
      'reason',
      '原因码',
      matching(
        /^[A-Z]{2,4}[0-9]{0,2}$/,
        'AC01',
        '须为 ISO 20022 原因码，如 AC01',
        'must be an ISO 20022 reason such as AC01',
      ),
    ),
  ],
  common: ['batchId'],
  sameness: ({ endToEndId }) => text(endToEndId),
  whole: { list: 'lines', most: 1_000 },
};

const KINDS: Readonly<Record<BulkKindId, BulkKind>> = { persons, roster, certificates, 'bank-answer': bankAnswer };

export const bulkKind = (kind: BulkKindId): BulkKind => KINDS[kind];

export const isBulkKind = (kind: string): kind is BulkKindId => Object.hasOwn(KINDS, kind);

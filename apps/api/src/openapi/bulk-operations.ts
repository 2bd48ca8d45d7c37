import { BULK_KINDS, bulkKind, JOB_STATES, ROW_OUTCOMES, TABLE_FORMATS, type BulkKindId } from '@ledger/bulk';
import type { Schema } from '@ledger/runtime/schema/command-schema';
import { WHO_MAY_ASK } from '@ledger/streams';
import {
  BulkCommitAsked,
  BulkJobAsked,
  BulkJobsAsked,
  BulkPageAsked,
  BulkTemplateAsked,
  BulkUploadAsked,
} from '../bulk/bulk.dto';
import { schemaOf } from '../questions/asked-schemas';
import { header, inComponents, inPath, refs } from './parts';

/* Bulk upload in the document. */

interface Described {
  readonly path: string;
  readonly method: 'get' | 'post';
  readonly operation: Schema;
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const FILE: Schema = { type: 'string', format: 'binary' };
const whole: Schema = { type: 'integer', minimum: 0 };
const uuid: Schema = { type: 'string', format: 'uuid' };
const instant: Schema = { type: 'string', format: 'date-time' };
const text: Schema = { type: 'string' };
const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

const ACTOR: Schema = {
  type: 'object',
  properties: { id: text, role: text, unit: text },
  required: ['id', 'role', 'unit'],
};

const PROGRESS: Schema = {
  type: 'object',
  properties: {
    done: whole,
    total: whole,
    accepted: whole,
    refused: whole,
    invalid: whole,
    notAttempted: whole,
    rowsPerSecond: { type: 'number' },
    secondsLeft: whole,
  },
  required: ['done', 'total', 'accepted', 'refused', 'invalid', 'notAttempted'],
};

const BAD_CELL: Schema = {
  type: 'object',
  description: '有误的单元格；不重复其内容 A bad cell; what it holds is not repeated',
  properties: {
    row: whole,
    column: { type: 'string', description: '如 C as Excel names it' },
    field: text,
    title: { type: 'string', description: '中文列名 Chinese name of the column' },
    code: text,
    zh: text,
    en: text,
  },
  required: ['row', 'code', 'zh', 'en'],
};

const JOB: Schema = {
  type: 'object',
  description: '批量作业 A job of bulk upload',
  properties: {
    jobId: uuid,
    kind: { type: 'string', enum: BULK_KINDS },
    format: text,
    state: { type: 'string', enum: JOB_STATES },
    uploadedBy: ACTOR,
    committedBy: ACTOR,
    common: { type: 'object' },
    createdAt: instant,
    expiresAt: instant,
    committedAt: instant,
    endedAt: instant,
    businessTime: instant,
    skipBad: { type: 'boolean' },
    rows: whole,
    badRows: whole,
    badCells: whole,
    progress: ref('BulkProgress'),
    bad: {
      type: 'array',
      items: ref('BulkBadCell'),
      description: '仅上传时：前 200 个 with an upload only: the first 200',
    },
    cursor: { type: 'integer', description: '其余有误单元格从此继续 where the other bad cells go on' },
  },
  required: ['jobId', 'kind', 'state', 'uploadedBy', 'createdAt', 'rows', 'badRows', 'badCells', 'progress'],
};

const OUTCOME: Schema = {
  type: 'object',
  description: '一行的结果；不含个人信息 What came of a row; nothing personal',
  properties: {
    row: whole,
    outcome: { type: 'string', enum: ROW_OUTCOMES },
    commandId: uuid,
    subject: { type: 'string', description: '如个案编号 such as the id of the case' },
    position: whole,
    type: text,
    ruleId: text,
    clause: text,
    zh: text,
    en: text,
  },
  required: ['row', 'outcome'],
};

export const BULK_SCHEMAS: Readonly<Record<string, Schema>> = {
  BulkProgress: PROGRESS,
  BulkBadCell: BAD_CELL,
  BulkJob: JOB,
  BulkOutcome: OUTCOME,
};

const EXAMPLE: Schema = {
  jobId: '0b8c4f6e-3f55-4a5e-9c1d-2f7f6f0c5a11',
  kind: 'roster',
  format: 'text/csv',
  state: 'previewed',
  uploadedBy: { id: 'institution-1', role: 'INSTITUTION', unit: '52411000MJ0TE5T35D' },
  common: {},
  createdAt: '2020-10-15T00:30:00.000Z',
  expiresAt: '2020-10-16T00:30:00.000Z',
  rows: 10_000,
  badRows: 1,
  badCells: 1,
  progress: { done: 0, total: 10_000, accepted: 0, refused: 0, invalid: 0, notAttempted: 0 },
  bad: [
    {
      row: 17,
      column: 'B',
      field: 'idNumber',
      title: '身份证号',
      code: 'id-number-check-character',
      zh: '身份证号校验位不符',
      en: 'the check character of the ID number does not fit',
    },
  ],
};

const USUAL = ['400', '401', '403', '404', '429', '503'];
const JOB_ANSWER = { 'application/json': { schema: ref('BulkJob'), example: EXAMPLE } };
const page = (item: string): Schema => ({
  type: 'object',
  properties: { rows: { type: 'array', items: ref(item) }, cursor: { type: 'integer' } },
  required: ['rows'],
});

export function bulkOperations(): readonly Described[] {
  const [job, commit] = ['bulk/jobs/:jobId', 'bulk/jobs/:jobId/commit'];
  const events = header('Last-Event-ID', false, '最后收到的进度编号 the last event that was received');
  const time = header(
    'Business-Time',
    false,
    '各行的业务时间（UTC），默认现在 the business time of its commands, now where absent',
  );
  return [
    uploadOperation(),
    described('get', 'bulk/jobs', 'bulk-jobs', BulkJobsAsked, { content: json(page('BulkJob')) }),
    described('get', job, 'bulk-job', BulkJobAsked, {
      content: { ...JOB_ANSWER, 'text/event-stream': { schema: text } },
      more: [events],
      description:
        'Accept: text/event-stream 推送进度（行数、结果、每秒行数、剩余时间），以 Last-Event-ID 续接。 As server-sent events: rows done, outcomes, rows a second, time left; resumed by Last-Event-ID.',
    }),
    described('get', `${job}/bad-cells`, 'bulk-bad-cells', BulkPageAsked, { content: json(page('BulkBadCell')) }),
    described('get', `${job}/result`, 'bulk-result', BulkPageAsked, {
      content: { ...json(page('BulkOutcome')), 'text/csv': { schema: text }, 'application/x-ndjson': { schema: text } },
      description:
        'Accept 决定格式：JSON 分页，csv 或 NDJSON 为整份文件。 By Accept: JSON in pages, csv or NDJSON as one file.',
    }),
    described('post', commit, 'bulk-commit', BulkCommitAsked, {
      status: '202',
      content: JOB_ANSWER,
      more: [time],
      also: ['409'],
      description:
        '提交后按行依次办理，每行只办理一次；重复提交无影响。 The rows are done in their order, each once; committing again changes nothing.',
    }),
    described('post', `${job}/cancel`, 'bulk-cancel', BulkJobAsked, { content: JOB_ANSWER, also: ['409'] }),
    described('get', 'bulk/templates/:template', 'bulk-template', BulkTemplateAsked, {
      content: { 'text/csv': { schema: text }, [XLSX]: { schema: FILE } },
    }),
  ];
}

function uploadOperation(): Described {
  const formats = Object.keys(TABLE_FORMATS).map((type) => [type, { schema: type === XLSX ? FILE : text }]);
  const { operation, ...where } = described('post', 'bulk/uploads/:kind', 'bulk-upload', BulkUploadAsked, {
    status: '201',
    content: JOB_ANSWER,
    also: ['409', '413', '415'],
    description: [
      '预览文件，不写入台账；同一客户端为同一目的再次上传相同内容，得到同一作业（200）。列以中文或英文名辨认，次序不限；csv 为 UTF-8 或 GB 18030。',
      'Previews a file and writes nothing to the ledger; the same bytes again, by the same client for the same purpose, are the same job',
      '(200). Columns go by their Chinese or English names, in any order; csv is UTF-8 or GB 18030.',
      ...BULK_KINDS.map(columnsOf),
    ].join('\n\n'),
  });
  const body = { required: true, content: Object.fromEntries(formats) as Schema };
  const { responses } = operation as { readonly responses: object };
  const again = { description: '同一作业 The same job', content: JOB_ANSWER };
  return { ...where, operation: { ...operation, requestBody: body, responses: { '200': again, ...responses } } };
}

/** What a file of a kind holds, for people. */
function columnsOf(kind: BulkKindId): string {
  const { zh, en, columns, command } = bulkKind(kind);
  const told = columns.map((each) => `${each.zh} \`${each.en}\`${each.isRequired ? '*' : ''}`).join('，');
  return `\`${kind}\` ${zh} ${en} → ${command.name}: ${told}`;
}

const json = (schema: Schema): Schema => ({ 'application/json': { schema } });

interface More {
  readonly content: Schema;
  readonly status?: string;
  readonly description?: string;
  readonly more?: readonly Schema[];
  readonly also?: readonly string[];
}

function described(
  method: Described['method'],
  path: string,
  name: string,
  shape: new () => object,
  { content, status = '200', description, more = [], also = [] }: More,
): Described {
  const row = WHO_MAY_ASK.find(({ question }) => question === name);
  const { properties = {}, ...schema } = schemaOf(shape);
  const required = (schema['required'] as readonly string[] | undefined) ?? [];
  const inAddress = (field: string): boolean => path.split('/').includes(`:${field}`);
  const parameters = Object.entries(properties).map(([field, property]) =>
    inAddress(field)
      ? inPath(field, property)
      : { name: field, in: 'query', required: required.includes(field), schema: inComponents(property) },
  );
  const operation: Schema = {
    operationId: name,
    tags: ['bulk'],
    summary: `${row?.zh ?? ''} ${row?.en ?? ''}`,
    ...(description === undefined ? {} : { description }),
    'x-who-may': row?.who,
    parameters: [...parameters, ...more],
    responses: { [status]: { description: '答复 The answer', content }, ...refs([...USUAL, ...also].toSorted()) },
  };
  return { path, method, operation };
}

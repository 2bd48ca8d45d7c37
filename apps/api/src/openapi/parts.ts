import type { Schema } from '@ledger/runtime/schema/command-schema';

/* The parts that every operation shares. */

export const ANSWER: Schema = {
  type: 'object',
  description: '答复：命令的唯一结果 the one outcome of a command',
  properties: {
    id: { type: 'string', format: 'uuid', description: '命令编号 id of the command' },
    position: { type: 'integer', description: '日志位置 position in the log' },
    events: {
      type: 'array',
      items: {
        type: 'object',
        properties: { stream: { type: 'string' }, version: { type: 'integer' }, type: { type: 'string' } },
        required: ['stream', 'version', 'type'],
      },
    },
    flags: { type: 'array', items: { type: 'string' }, description: '待人工处理的疑点 flags for a person to settle' },
  },
  required: ['id', 'events', 'flags'],
};

export const PROBLEM: Schema = {
  type: 'object',
  description: 'RFC 9457',
  properties: {
    type: { type: 'string', format: 'uri-reference' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: '按 Accept-Language in the language asked for' },
    detailZh: { type: 'string' },
    detailEn: { type: 'string' },
    ruleId: { type: 'string' },
    clause: { type: 'string', description: '方案条款 clause of the plan' },
    commandId: { type: 'string', format: 'uuid' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: { pointer: { type: 'string' }, message: { type: 'string' } },
        required: ['pointer', 'message'],
      },
    },
  },
  required: ['type', 'title', 'status', 'detail', 'detailZh', 'detailEn'],
};

export const HANDED_IN: Schema = {
  type: 'object',
  properties: {
    sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' },
    bytes: { type: 'integer' },
  },
  required: ['sha256', 'bytes'],
};

export const EVENTS: Schema = {
  type: 'object',
  properties: {
    events: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          position: { type: 'integer' },
          stream: { type: 'string' },
          version: { type: 'integer' },
          type: { type: 'string' },
          schemaVersion: { type: 'integer' },
          unit: { type: 'string' },
          occurredAt: { type: 'string', format: 'date-time' },
          recordedAt: { type: 'string', format: 'date-time' },
          commandId: { type: 'string' },
          correlationId: { type: 'string' },
          data: { type: 'object' },
        },
        required: ['position', 'stream', 'version', 'type', 'unit', 'occurredAt', 'recordedAt', 'data'],
      },
    },
    next: { type: 'integer', description: '下次的 after the next `after`' },
    atEnd: { type: 'boolean' },
  },
  required: ['events', 'next', 'atEnd'],
};

export const header = (name: string, required: boolean, description: string): Schema => ({
  name,
  in: 'header',
  required,
  description,
  schema: { type: 'string' },
});

export const inPath = (name: string, schema: Schema = { type: 'string' }): Schema => ({
  name,
  in: 'path',
  required: true,
  schema: inComponents(schema),
});

export const refs = (statuses: readonly string[]): Record<string, Schema> =>
  Object.fromEntries(statuses.map((status) => [status, { $ref: `#/components/responses/Problem${status}` }]));

/** The same schema with its references where OpenAPI keeps schemas. */
export const inComponents = <T>(schema: T): T =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/')) as T;

const PROBLEMS: Readonly<Record<string, string>> = {
  '400': '格式有误，未写入 Malformed; nothing was written',
  '401': '未登录 Not signed in',
  '403': '无权办理或查阅 Not for this role or unit',
  '404': '查无此项 Not found',
  '409': '正在办理 In progress',
  '412': '版本已变 Changed meanwhile',
  '413': '过大 Too large',
  '415': '媒体类型不符 Of another media type',
  '422': '不予办理，注明规则与条款 Refused, with rule and clause',
  '429': '过于频繁 Too many',
  '503': '暂不可用，稍后用同一键重试 Not now; the same key may be used again',
};

export const problemResponses = (): Record<string, Schema> =>
  Object.fromEntries(
    Object.entries(PROBLEMS).map(([status, description]) => [
      `Problem${status}`,
      { description, content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
    ]),
  );

const tag = (name: string, description: string): Schema => ({ name, description });

export const TAGS: readonly Schema[] = [
  tag('policy', '政策、参数与标准 Policy, parameters and rates'),
  tag('catalogue', '目录 Catalogues'),
  tag('org', '机构名单 Organisations'),
  tag('person', '劳动者 Learners'),
  tag('fund', '资金 Money'),
  tag('class', '班期 Classes'),
  tag('publicity', '公示 Publicity'),
  tag('case', '个案 Cases'),
  tag('files', '依据文件原件 Files of documents'),
  tag('events', '事件订阅 The feed'),
  tag('bulk', '批量上传 Bulk upload'),
  tag('batch', '拨付批次 Payment batches'),
  tag('work', '待办、规则、权限与统计 What waits, rules, powers and figures'),
];

const TAG_OF_PATH: Readonly<Record<string, string>> = {
  organisations: 'org',
  persons: 'person',
  fund: 'fund',
  classes: 'class',
  'publicity-lists': 'publicity',
  cases: 'case',
  'case-search': 'case',
  'case-counts': 'case',
  batches: 'batch',
  exports: 'work',
};

/** Questions stand beside the commands on the same things. */
export const tagOf = (path: string): string => TAG_OF_PATH[path.split('/')[0] ?? ''] ?? 'work';

import type { Schema } from '@ledger/runtime/schema/command-schema';
import { WHO_MAY_ASK } from '@ledger/streams';
import { bodyParts, commandRoutes, type CommandRoute } from '../commands/command-routes';
import { HAND_IN } from '../files/file-body';
import { FeedAsked } from '../feed/feed.dto';
import { PROBLEM_PAGES } from '../problems/problem-pages';
import { allQuestions } from '../questions/all-questions';
import { schemaOf } from '../questions/asked-schemas';
import type { Question } from '../questions/question';
import { ANSWERS, answerParts } from './answers.table';
import { bulkOperations, BULK_SCHEMAS } from './bulk-operations';
import { exampleOf } from './example';
import {
  ANSWER,
  EVENTS,
  HANDED_IN,
  header,
  inComponents,
  inPath,
  PROBLEM,
  problemResponses,
  refs,
  TAGS,
  tagOf,
} from './parts';
import { PREFIX } from './prefix';

/** 接口文档: OpenAPI 3.1, made from the same tables and classes that the service runs on, so that it cannot lie about them. */
export function openApiDocument(version: string): Schema {
  const paths: Record<string, Record<string, Schema>> = {};
  for (const route of commandRoutes) paths[address(route.path)] = { post: commandOperation(route) };
  for (const question of allQuestions) {
    const path = address(question.path);
    paths[path] = { ...paths[path], [question.isPosted ? 'post' : 'get']: questionOperation(question) };
  }
  paths[address('events')] = { get: feedOperation() };
  paths[address(HAND_IN.path)] = { post: handInOperation() };
  for (const { path, method, operation } of bulkOperations()) paths[address(path)] = { [method]: operation };
  return {
    openapi: '3.1.0',
    info: {
      title: '技能补贴台账 Skill Ledger',
      version,
      summary: '职业技能提升行动补贴资金的事件台账 The event ledger of a city’s training subsidies',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      description: INTRODUCTION,
    },
    servers: [{ url: '/', description: '本服务 this service' }],
    tags: TAGS,
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: {
        Answer: ANSWER,
        Problem: PROBLEM,
        Events: EVENTS,
        HandedIn: HANDED_IN,
        ...answerParts(),
        ...BULK_SCHEMAS,
        ...inComponents(sharedParts()),
      },
      responses: problemResponses(),
    },
    'x-problems': PROBLEM_PAGES.map(({ name, status, title }) => ({ type: `/problems/${name}`, status, title })),
  };
}

const INTRODUCTION = [
  '每个命令是一个 POST，带 Idempotency-Key；重试用同一个键，得到第一次的结果。答复中的 position 可作查询的 after，读到自己的写入。',
  'Every command is a POST with an Idempotency-Key; a retry with the same key gets the first outcome. The position of an answer',
  'may be given as `after` to a question, which then sees that write. Money is in fen 分. Problems are RFC 9457.',
].join('\n');

function commandOperation({ spec, parameter, body }: CommandRoute): Schema {
  const schema = inComponents(body);
  return {
    operationId: spec.name,
    tags: [spec.stream.prefix],
    summary: `${spec.zh} ${spec.en}`,
    'x-who-may': body['x-who-may'],
    parameters: [
      ...(parameter === undefined ? [] : [inPath(parameter, bodyParts[spec.shape.name]?.properties?.[parameter])]),
      header(
        'Idempotency-Key',
        true,
        '8 至 255 个可见字符；重试用同一个 8 to 255 visible characters; the same for a retry',
      ),
      header('If-Match', false, '所见版本，如 "7" the version that was seen, such as "7"'),
      header('Business-Time', false, '业务时间（UTC），默认现在 the business time in UTC, now where absent'),
      header('X-Correlation-Id', false, 'UUID'),
    ],
    requestBody: {
      required: true,
      content: {
        'application/json': { schema, example: exampleOf(schema, inComponents(bodyParts)) },
      },
    },
    responses: {
      '200': {
        description: '已受理并落盘 Accepted and durable',
        headers: {
          ETag: { description: '对象版本 version of the subject', schema: { type: 'string' } },
          'Ledger-Position': { description: '日志位置 position in the log', schema: { type: 'string' } },
        },
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Answer' } } },
      },
      ...refs(['400', '401', '403', '409', '412', '422', '429', '503']),
    },
  };
}

function questionOperation(question: Question): Schema {
  const { name, path, shape, isPage, isPosted } = question;
  const row = WHO_MAY_ASK.find((each) => each.question === name);
  const schema = schemaOf(shape);
  const required = (schema['required'] as readonly string[] | undefined) ?? [];
  const inAddress = (field: string): boolean => path.split('/').includes(`:${field}`);
  const fields = Object.entries(schema.properties ?? {});
  const parameters = fields
    .filter(([field]) => !isPosted || inAddress(field))
    .map(([field, property]) =>
      inAddress(field)
        ? inPath(field, property)
        : { name: field, in: 'query', required: required.includes(field), schema: property },
    );
  const body = {
    ...schema,
    properties: Object.fromEntries(fields.filter(([field]) => !inAddress(field))),
    required: required.filter((field) => !inAddress(field)),
  };
  return {
    operationId: name,
    tags: [tagOf(path)],
    summary: `${row?.zh ?? ''} ${row?.en ?? ''}`,
    // Not as a second kind of content: a client's types would be of either.
    ...(isPage && !isPosted ? AS_LINES : {}),
    'x-who-may': row?.who,
    ...(isPosted ? { requestBody: { required: true, content: { 'application/json': { schema: body } } } } : {}),
    parameters: [...parameters, header('If-None-Match', false, '所见版本 the version that was seen')],
    responses: {
      '200': {
        description: '答复 The answer',
        content: answerContent(question),
      },
      ...refs(['400', '401', '403', '404', '429', '503']),
    },
  };
}

const FILE: Schema = { schema: { type: 'string', format: 'binary' } };

const AS_LINES: Schema = {
  description:
    'Accept: application/x-ndjson 逐行返回全部，不分页 every row, a line each, without pages; limit 为行数上限 bounds their number.',
};

function answerContent({ name, isFile }: Question): Schema {
  if (isFile)
    return {
      'application/zip': FILE,
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': FILE,
    };
  return { 'application/json': { schema: ANSWERS[name] ?? { type: 'object' } } };
}

function feedOperation(): Schema {
  const { properties = {} } = schemaOf(FeedAsked);
  return {
    operationId: 'events',
    tags: ['events'],
    summary: '事件订阅 The feed of events',
    description:
      'Accept: text/event-stream 为服务器推送，断线后以 Last-Event-ID 续接；否则为长轮询。 As server-sent events, resumed by Last-Event-ID; else a long poll.',
    'x-who-may': WHO_MAY_ASK.find(({ question }) => question === 'events')?.who,
    parameters: [
      ...Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', required: false, schema })),
      header('Last-Event-ID', false, '最后收到的位置 the last position that was received'),
    ],
    responses: {
      '200': {
        description: '事件 Events',
        content: {
          'application/json': { schema: { $ref: '#/components/schemas/Events' } },
          'text/event-stream': { schema: { type: 'string' } },
        },
      },
      ...refs(['400', '401', '403', '429', '503']),
    },
  };
}

function handInOperation(): Schema {
  const row = WHO_MAY_ASK.find(({ question }) => question === HAND_IN.name);
  return {
    operationId: HAND_IN.name,
    tags: [HAND_IN.path],
    summary: `${row?.zh ?? ''} ${row?.en ?? ''}`,
    description:
      '原件加密存入密钥库；命令的 document.sha256 只能指已存入的原件。 Kept encrypted in the vault; document.sha256 of a command names a file that was handed in.',
    'x-who-may': row?.who,
    parameters: [],
    requestBody: { required: true, content: { [HAND_IN.type]: { schema: { type: 'string', format: 'binary' } } } },
    responses: {
      '200': {
        description: '已存入 Kept',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/HandedIn' } } },
      },
      ...refs(['400', '401', '403', '413', '429', '503']),
    },
  };
}

/** What bodies refer to; a command's own shape stands where it is given. */
function sharedParts(): Readonly<Record<string, Schema>> {
  const commands = new Set(commandRoutes.map(({ spec }) => spec.shape.name));
  return Object.fromEntries(Object.entries(bodyParts).filter(([name]) => !commands.has(name)));
}

const address = (path: string): string => `${PREFIX}/${path.replaceAll(/:(\w+)/g, '{$1}')}`;

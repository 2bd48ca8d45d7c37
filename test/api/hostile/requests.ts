import * as fc from 'fast-check';
import type { Endpoint, JsonSchema, OpenApi } from '../described-api';
import { bySchema } from './bodies-by-schema';
import { mutated, SECRET } from './mutations';

/** One request to a command's endpoint: bytes and headers as they go out. */
export interface HostileRequest {
  readonly endpoint: Endpoint;
  readonly path: string;
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

const JSON_TYPE = { 'content-type': 'application/json' };

/** What is no JSON, or not as it says it is. */
const RAW: readonly Buffer[] = [
  '',
  '{',
  '{"a":1',
  'null',
  '7',
  '"text"',
  '[]',
  '[{}]',
  '{"a":NaN}',
  '{"a":1e400}',
  '{"a":-1e400}',
  '{"a":01}',
  '{"a":1,"a":2}',
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  '{"\\u005f_proto__":{"polluted":true}}',
  '\ufeff{}',
  `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
  `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`,
  `{"a":${'9'.repeat(5_000)}}`,
  `{"${SECRET}":"${SECRET}"}`,
  'a=1&b=2',
  '<xml/>',
  '\u0000\u0001\u0002',
  `{"a":"${'x'.repeat(1_100_000)}"}`,
]
  .map((text) => Buffer.from(text))
  .concat(
    Buffer.from([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00]),
    Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d]),
  );

const TYPES: readonly Readonly<Record<string, string>>[] = [
  {},
  { 'content-type': 'text/plain' },
  { 'content-type': 'application/x-www-form-urlencoded' },
  { 'content-type': 'multipart/form-data; boundary=x' },
  { 'content-type': 'application/xml' },
  { 'content-type': 'application/json; charset=utf-16' },
  { 'content-type': 'application/merge-patch+json' },
  { 'content-type': 'x' },
  { ...JSON_TYPE, 'content-encoding': 'gzip' },
];

const HEADERS: readonly Readonly<Record<string, string>>[] = [
  { 'idempotency-key': '' },
  { 'idempotency-key': 'short' },
  { 'idempotency-key': 'k'.repeat(256) },
  { 'idempotency-key': '__proto__' },
  { 'idempotency-key': 'with a blank in it' },
  { 'business-time': 'yesterday' },
  { 'business-time': '2020-02-30T00:00:00.000Z' },
  { 'business-time': '+275760-09-13T00:00:00.000Z' },
  { 'if-match': '7' },
  { 'if-match': '"99999999999999999999"' },
  { 'if-match': 'W/"1"' },
  { 'x-correlation-id': 'not-a-uuid' },
  { 'accept-language': `${'zh;q=0.1,'.repeat(1_000)}en` },
  { 'accept-language': ';;;q=9,*;q=-1' },
];

const IN_PATH = [
  '..',
  '%2e%2e%2f',
  '%00',
  '__proto__',
  'constructor',
  '%F0%A0%AE%B7',
  '%E2%80%AE',
  'a'.repeat(300),
  '%ff',
  ' ',
  "'",
];

/** Requests to one command's endpoint: fair ones, mutated ones, and such as are no bodies at all. */
export function requestsTo(endpoint: Endpoint, document: OpenApi): fc.Arbitrary<HostileRequest> {
  const content = endpoint.operation.requestBody?.content;
  if (content && !content['application/json']) return filesTo(endpoint, Object.keys(content));
  const { operation, path } = endpoint;
  const { schemas } = document.components;
  const body = bySchema(operation.requestBody?.content['application/json']?.schema ?? {}, schemas);
  const inPath = operation.parameters.filter((each) => each.in === 'path');
  const address = fc
    .tuple(...inPath.map(({ schema = {} }) => bySchema(schema, schemas)))
    .map((values) =>
      values.reduce<string>((sum, value) => sum.replace(/\{\w+\}/, encodeURIComponent(String(value))), path),
    );
  const badAddress = fc.constantFrom(...IN_PATH).map((value) => path.replace(/\{\w+\}/, value));
  const bytes = (value: unknown): Buffer => Buffer.from(JSON.stringify(value) ?? 'null');
  const made = (fields: { [K in keyof Omit<HostileRequest, 'endpoint'>]: fc.Arbitrary<HostileRequest[K]> }) =>
    fc.record(fields).map((request): HostileRequest => ({ ...request, endpoint }));
  const json = fc.constant(JSON_TYPE);
  const fairBody = body.map(bytes);
  return fc.oneof(
    {
      weight: 2,
      arbitrary: made({ path: address, body: fairBody, headers: json }),
    },
    { weight: 12, arbitrary: made({ path: address, body: mutated(body).map(bytes), headers: json }) },
    { weight: 3, arbitrary: made({ path: address, body: mutated(mutated(body)).map(bytes), headers: json }) },
    { weight: 2, arbitrary: made({ path: address, body: fc.constantFrom(...RAW), headers: json }) },
    { weight: 1, arbitrary: made({ path: address, body: fairBody, headers: fc.constantFrom(...TYPES) }) },
    {
      weight: 1,
      arbitrary: made({
        path: address,
        body: fairBody,
        headers: fc.constantFrom(...HEADERS).map((each) => ({ ...JSON_TYPE, ...each })),
      }),
    },
    { weight: 1, arbitrary: made({ path: badAddress, body: fairBody, headers: json }) },
  );
}

/** The beginning of a table, and a zip that holds nothing. */
const TABLES: readonly Buffer[] = [
  Buffer.from(`${SECRET},身份证号\r\n${SECRET},=1+1\r\n`),
  Buffer.from(`身份证号,姓名\r\n${SECRET},"\u0000"\r\n"`),
  Buffer.from(','.repeat(100_000)),
  Buffer.from([0x50, 0x4b, 0x05, 0x06, ...Array.from({ length: 18 }, () => 0)]),
  Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(4_096, 0xff)]),
];

/** Files that are none, or not of the type that they say, to a door that takes files of these types. */
function filesTo(endpoint: Endpoint, types: readonly string[]): fc.Arbitrary<HostileRequest> {
  const { operation, path } = endpoint;
  const kinds = operation.parameters.find((each) => each.in === 'path')?.schema?.['enum'] as
    readonly string[] | undefined;
  return fc
    .record({
      kind: fc.constantFrom(...(kinds ?? []), ...IN_PATH),
      body: fc.oneof(fc.constantFrom(...RAW, ...TABLES), fc.uint8Array({ maxLength: 512 }).map(Buffer.from)),
      type: fc.constantFrom(...types, 'application/json', 'text/plain', ''),
    })
    .map(({ kind, body, type }): HostileRequest => {
      const headers: HostileRequest['headers'] = type === '' ? {} : { 'content-type': type };
      return { endpoint, path: path.replace(/\{\w+\}/, kind), body, headers };
    });
}

const IN_QUERY = [
  '',
  '%00',
  '%ff',
  '-1',
  '1e9',
  '9'.repeat(30),
  'NaN',
  '..%2f',
  '%F0%A0%AE%B7',
  '%E2%80%AE',
  "' OR 1=1 --",
  'null',
  '[]',
  '{}',
  'a,b,,c',
  '2020-02-30T00:00:00.000Z',
  'x'.repeat(5_000),
  encodeURIComponent(SECRET),
].map((value) => value.replaceAll(' ', '+'));
const QUERY_NAMES = [
  '__proto__',
  'constructor',
  'toString',
  'limit',
  'cursor',
  'fields',
  'after',
  'status',
  'unknown',
  '',
];

/** Addresses of one question: with values that its schema takes, and such as nobody expects, of names known and not. */
export function addressesOf({ operation, path }: Endpoint): fc.Arbitrary<string> {
  const inPath = operation.parameters.filter((each) => each.in === 'path');
  // Nobody is made to wait.
  const inQuery = operation.parameters.filter((each) => each.in === 'query' && each.name !== 'waitMs');
  const value = (schema: JsonSchema = {}): fc.Arbitrary<string> =>
    fc.oneof(
      bySchema(schema, {}).map((each) => encodeURIComponent(String(each))),
      fc.constantFrom(...IN_QUERY),
    );
  const values = fc.tuple(...inPath.map(({ schema }) => fc.oneof(value(schema), fc.constantFrom(...IN_PATH))));
  const known = inQuery.map(({ name, schema }) => value(schema).map((each) => `${name}=${each}`));
  const any = fc.tuple(fc.constantFrom(...QUERY_NAMES), value()).map(([name, each]) => `${name}=${each}`);
  const query = fc.array(fc.oneof(...known, any), { maxLength: 5 }).map((each) => each.join('&'));
  return fc
    .tuple(values, query)
    .map(([parts, asked]) => `${parts.reduce((sum, part) => sum.replace(/\{\w+\}/, part), path)}?${asked}`);
}

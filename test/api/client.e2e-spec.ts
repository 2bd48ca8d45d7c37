import { createConfig, lintFromString } from '@redocly/openapi-core';
import { Workplace } from '../cli/run-ledger';
import type { OpenApi } from './described-api';
import { RunningService } from './running-service';
import { SignedIn } from './signed-in';
import { TypedClient, typedStory } from './typed-client';

jest.setTimeout(120_000);

const RULES = [
  'struct',
  'no-unresolved-refs',
  'no-unused-components',
  'no-identical-paths',
  'no-ambiguous-paths',
  'path-parameters-defined',
  'operation-parameters-unique',
  'operation-operationId-unique',
  'operation-operationId-url-safe',
  'operation-summary',
  'operation-tag-defined',
  'operation-2xx-response',
  'operation-4xx-response',
  'security-defined',
  'no-invalid-media-type-examples',
  'no-invalid-parameter-examples',
  'no-required-schema-properties-undefined',
  'no-schema-type-mismatch',
  'no-enum-type-mismatch',
];

const place = new Workplace();
let service: RunningService;
let document = '';
let client: TypedClient;

beforeAll(async () => {
  service = await RunningService.on(place.at('data'));
  document = await (await fetch(`${service.url}/openapi.json`)).text();
  client = await TypedClient.from(document);
});
afterAll(async () => {
  await service?.stop();
  client?.clear();
  place.clear();
});

/** What a linter of OpenAPI 3.1 finds, by rule and place. */
async function faultsOf(source: string): Promise<string[]> {
  const config = await createConfig({ rules: Object.fromEntries(RULES.map((rule) => [rule, 'error'])) });
  const found = await lintFromString({ source, absoluteRef: '/openapi.json', config });
  return found.map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer ?? ''}`);
}

describe('the published document', () => {
  it('is valid OpenAPI 3.1, and every example in it fits its own schema', async () => {
    const { openapi, paths } = JSON.parse(document) as { openapi: string; paths: object };
    expect(openapi).toBe('3.1.0');
    expect(await faultsOf(document)).toEqual([]);
    console.log(`${Object.keys(paths).length} paths, ${RULES.length} rules of a linter, no fault`);
  });

  it('would be found out if it were not', async () => {
    const broken = JSON.parse(document) as OpenApi;
    const [first, second] = Object.values(broken.paths);
    Object.assign(first?.post ?? {}, { summary: 7 });
    Object.assign(second?.post ?? {}, { operationId: 'SetParameter' });
    const faults = await faultsOf(JSON.stringify(broken));
    expect(faults.some((fault) => fault.startsWith('struct'))).toBe(true);
    expect(faults.some((fault) => fault.startsWith('operation-operationId-unique'))).toBe(true);
  });
});

describe('a client generated from it', () => {
  it('compiles, refuses what the document does not have, and does what it says', async () => {
    const story = typedStory();
    const broken = {
      'wrong-field': story.replace("unit: 'XC-SBJ'", "unit: 'XC-SBJ', district: 'XC-SBJ'"),
      'missing-key': story.replace("key('not-mine')", '{}'),
      'no-such-path': story.replace('/api/v1/status', '/api/v1/state'),
      'wrong-row': story.replace('organisation?.ownership', 'organisation?.district'),
      'wrong-answer': story.replace('problem?.clause', 'problem?.paragraph'),
    };
    const { right, ...wrong } = client.compile({ right: story, ...broken });
    expect(right).toEqual([]);
    for (const [name, errors] of Object.entries(wrong)) expect([name, errors.length]).toEqual([name, 1]);

    expect(
      await client.run('right', { LEDGER_URL: service.url, LEDGER_TOKENS: JSON.stringify(await tokens()) }),
    ).toEqual({
      published: { status: 200, events: ['PolicyDocumentPublished'] },
      repeated: { sameId: true, replayed: 'true' },
      refused: { status: 403, ruleId: 'A-083-role', type: '/problems/A-083-role', clause: '三(一)' },
      registered: { status: 200, etag: '"1"' },
      asked: { status: 200, ownership: 'PUBLIC', rows: 1 },
      rule: { status: 200, language: null },
      closed: { status: 403, ruleId: 'A-083-role' },
      nobody: { status: 401, type: '/problems/not-signed-in' },
    });
  });
});

async function tokens(): Promise<Record<string, string>> {
  const signedIn = new SignedIn(place.at('data'));
  const actors = {
    policy: { id: 'policy-1', role: 'POLICY_ADMIN', unit: 'XC' },
    catalogue: { id: 'catalogue-1', role: 'CATALOGUE_ADMIN', unit: 'XC' },
    fund: { id: 'fund-1', role: 'FUND_ADMIN', unit: 'XC' },
    auditor: { id: 'auditor-1', role: 'AUDITOR', unit: 'XC' },
    institution: { id: 'institution-1', role: 'INSTITUTION', unit: '12411000MJ0TE007X8' },
  };
  const signed = Object.entries(actors).map(async ([name, actor]) => [name, await signedIn.as(actor)] as const);
  return Object.fromEntries(await Promise.all(signed));
}

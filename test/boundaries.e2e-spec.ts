import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '..');
const COPIED = ['apps', 'libs', 'bench', 'package.json', 'tsconfig.json', '.dependency-cruiser.cjs', '.oxlintrc.json'];

/** Files that break a wall: the rule that must name them, what they contain. */
const OFFENCES: Record<string, readonly [rule: string, content: string]> = {
  'libs/kernel/src/offence-node.ts': [
    'kernel-stands-alone',
    `import { readFileSync } from 'node:fs';\nreadFileSync('x');`,
  ],
  'libs/kernel/src/offence-lib.ts': ['kernel-stands-alone', `import type {} from '@ledger/eventlog';`],
  'libs/kernel/src/offence-package.ts': ['kernel-stands-alone', `import { of } from 'rxjs';\nof(1);`],

  'libs/streams/src/aaa/node.decide.ts': [
    'pure-imports-pure',
    `import { readFileSync } from 'node:fs';\nreadFileSync('x');`,
  ],
  'libs/streams/src/aaa/global.rule.ts': ['pure-imports-pure', `import fs from 'fs';\nfs.readFileSync('x');`],
  'libs/streams/src/aaa/nest.events.ts': [
    'pure-imports-pure',
    `import { Injectable } from '@nestjs/common';\nInjectable();`,
  ],
  'libs/streams/src/aaa/nest-type.state.ts': [
    'pure-imports-pure',
    `import type { Type } from '@nestjs/common';\nexport type A = Type;`,
  ],
  'libs/streams/src/aaa/package.effects.ts': ['pure-imports-pure', `import { of } from 'rxjs';\nof(1);`],
  'libs/streams/src/aaa/validator.decide.ts': [
    'pure-imports-pure',
    `import { IsInt } from 'class-validator';\nIsInt();`,
  ],
  'libs/streams/src/aaa/adapter.decide.ts': ['pure-imports-pure', `import type {} from '@ledger/eventlog';`],
  'libs/streams/src/aaa/runs-command.rule.ts': [
    'pure-knows-shapes-as-types',
    `import { Lend } from './lend.command';\nnew Lend();`,
  ],
  'libs/streams/src/aaa/knows-handler.decide.ts': ['pure-knows-no-wiring', `import './lend.handler';`],
  'libs/streams/src/aaa/knows-front-door.decide.ts': ['pure-knows-no-wiring', `import '..';`],
  'libs/streams/src/aaa/fetching.command.ts': ['shapes-know-validators-only', `import { of } from 'rxjs';\nof(1);`],
  'libs/streams/src/aaa/waiting.command.ts': [
    'shapes-know-validators-only',
    `import { Injectable } from '@nestjs/common';\nInjectable();`,
  ],

  'libs/streams/src/aaa/past-the-face.decide.ts': [
    'slice-through-its-face',
    `import type { B } from '../bbb/b.state';\nexport type A = B;`,
  ],
  'libs/streams/src/aaa/past-the-face.handler.ts': [
    'slice-through-its-face',
    `import { b } from '../bbb/b.state';\nb();`,
  ],
  'libs/streams/src/aaa/deep/past-the-face.decide.ts': [
    'slice-through-its-face',
    `import { b } from '../../bbb/b.state';\nb();`,
  ],

  'libs/views/src/offence-app.ts': ['nothing-imports-apps', `import '../../../apps/cli/src/offered';`],
  'test/offence-app.ts': ['nothing-imports-apps', `import '../apps/cli/src/offered';`],
  'apps/other/src/offence-app.ts': ['apps-do-not-import-each-other', `import '../../cli/src/offered';`],
  'libs/views/src/offence-test.ts': ['product-knows-no-tests', `import '../../../test/offered';`],
  'libs/views/src/offence-bench.ts': ['product-knows-no-tests', `import '../../../bench/offered';`],
  'apps/cli/src/offence-testing.ts': ['product-knows-no-tests', `import '@ledger/testing/offered';`],
  'libs/views/src/offence-dev.ts': ['not-to-dev-dependencies', `import fc from 'fast-check';\nfc.nat();`],

  'libs/eventlog/src/offence-driver.ts': [
    'driver-in-its-adapter',
    `import Database from 'better-sqlite3';\nnew Database('x');`,
  ],
  'libs/views/src/offence-driver.ts': [
    'driver-in-its-adapter',
    `import type { Database } from 'better-sqlite3';\nexport type D = Database;`,
  ],
  'libs/processes/src/offence-mongodb.ts': [
    'mongodb-in-its-adapter',
    `import { MongoClient } from 'mongodb';\nnew MongoClient('mongodb://x');`,
  ],
  'libs/viewstore/src/sqlite/offence-mongodb.ts': [
    'mongodb-in-its-adapter',
    `import { MongoClient } from 'mongodb';\nnew MongoClient('mongodb://x');`,
  ],
  'bench/offence-driver.ts': ['driver-in-its-adapter', `import Database from 'better-sqlite3';\nnew Database('x');`],

  'libs/eventlog/src/offence-client.ts': [
    'client-in-its-adapter',
    `import { EventStoreDBClient } from '@eventstore/db-client';\nEventStoreDBClient.connectionString('x');`,
  ],
  'test/offence-client.ts': [
    'client-in-its-adapter',
    `import { Server } from '@grpc/grpc-js';\nexport const server = (): Server => new Server();`,
  ],

  'libs/runtime/src/tracing/offence-otel.ts': [
    'opentelemetry-in-its-adapter',
    `import type { Span } from '@opentelemetry/api';\nexport type S = Span;`,
  ],
  'libs/commanding/src/offence-otel.ts': [
    'opentelemetry-in-its-adapter',
    `import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';\nnew NodeTracerProvider();`,
  ],

  'libs/views/src/offence-round.ts': [
    'no-cycles',
    `import { trip } from './offence-trip';\nexport const round = () => trip();`,
  ],
  'libs/views/src/offence-orphan.ts': ['no-orphans', `export const forgotten = 1;`],
  'libs/views/src/offence-missing.ts': ['not-to-unresolvable', `import './nowhere';`],
};

/** Files that the offences above need. */
const ACCOMPLICES: Record<string, string> = {
  'libs/views/src/offence-trip.ts': `import { round } from './offence-round';\nexport const trip = (): number => round();`,
  'libs/streams/src/index.ts': `export { lend } from './aaa/lend.decide';`,
};

/** Files that keep to the rules: no wall may name them. */
const LAWFUL: Record<string, string> = {
  'libs/streams/src/aaa/lend.command.ts': `import { IsInt } from 'class-validator';\nimport { Type } from 'class-transformer';\nimport { LENDINGS } from './lend.rule';\nimport type {} from '@ledger/kernel';\nexport class Lend {\n  @IsInt() @Type(() => Number) x = LENDINGS;\n}`,
  'libs/streams/src/aaa/lend.decide.ts': `import type { Lend } from './lend.command';\nimport { b } from '../bbb';\nimport type {} from '@ledger/kernel';\nexport const lend = (command: Lend) => command.x + b();`,
  'libs/streams/src/aaa/lend.rule.ts': `import { words } from '../offered-words';\nexport const LENDINGS = words;`,
  'libs/streams/src/aaa/lend.handler.ts': `import { Injectable } from '@nestjs/common';\nimport { Lend } from './lend.command';\nimport { lend } from './lend.decide';\nInjectable();\nlend(new Lend());`,
  'libs/streams/src/aaa/lend.spec.ts': `import { readFileSync } from 'node:fs';\nimport fc from 'fast-check';\nimport { b } from '../bbb/b.state';\nb();\nfc.nat();\nreadFileSync('x');`,
  'libs/streams/src/bbb/index.ts': `export { b } from './b.state';\nexport type { B } from './b.state';`,
  'libs/streams/src/bbb/b.state.ts': `export type B = number;\nexport const b = (): B => 1;`,
  'libs/streams/src/offered-words.ts': `export const words = 1;`,
  'libs/eventlog/src/sqlite/lawful-driver.ts': `import Database from 'better-sqlite3';\nnew Database('x');`,
  'libs/eventlog/src/eventstoredb/lawful-client.ts': `import { EventStoreDBClient } from '@eventstore/db-client';\nEventStoreDBClient.connectionString('x');`,
  'libs/viewstore/src/sqlite/lawful-driver.ts': `import Database from 'better-sqlite3';\nnew Database('x');`,
  'libs/vault/src/sqlite/lawful-driver.ts': `import Database from 'better-sqlite3';\nnew Database('x');`,
  'libs/viewstore/src/mongodb/lawful-driver.ts': `import { MongoClient } from 'mongodb';\nnew MongoClient('mongodb://x');`,
  'libs/vault/src/mongodb/lawful-driver.ts': `import { MongoClient } from 'mongodb';\nnew MongoClient('mongodb://x');`,
  'libs/operating/src/tracing/lawful-otel.ts': `import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';\nnew NodeTracerProvider();`,
  'bench/limits/lawful-driver.ts': `import Database from 'better-sqlite3';\nnew Database('x');`,
  'libs/testing/src/offered.ts': `import fc from 'fast-check';\nfc.nat();`,
  'apps/cli/src/offered.ts': `import type {} from '@ledger/kernel';`,
  'test/offered.ts': `import type {} from '@ledger/kernel';`,
  'bench/offered.ts': `import type {} from '@ledger/kernel';`,
};

/** What the linter must say of pure files (type-aware rules included), by file. */
const LINT_OFFENCES: Record<string, readonly [rule: string, content: string]> = {
  'libs/kernel/src/lint-date.ts': ['no-restricted-globals', `export const now = () => new Date();`],
  'libs/kernel/src/lint-process.ts': ['no-restricted-globals', `export const env = () => process.env;`],
  'libs/streams/src/aaa/lint-date.decide.ts': ['no-restricted-globals', `export const now = () => Date.now();`],
  'libs/streams/src/aaa/lint-chance.rule.ts': [
    'no-restricted-properties',
    `export const chance = () => Math.random();`,
  ],
  'libs/views/src/lint-any.ts': ['no-explicit-any', `export const any = (x: any) => x;`],
  'libs/views/src/lint-floating.ts': [
    'no-floating-promises',
    `const later = async () => 1;\nexport function go() {\n  later();\n}`,
  ],
  'libs/views/src/lint-switch.ts': [
    'switch-exhaustiveness-check',
    `export function size(step: 'A' | 'B') {\n  switch (step) {\n    case 'A':\n      return 1;\n  }\n  return 0;\n}`,
  ],
  'libs/views/src/offence-round.ts': ['no-cycle', ''],
};
const LINT_LAWFUL: Record<string, string> = {
  'libs/kernel/src/calendar/lint-date.ts': `export const epochDay = () => new Date(0);`,
  'libs/streams/src/aaa/lint-date.spec.ts': `export const now = () => new Date();`,
  'libs/streams/src/aaa/lint-date.handler.ts': `export const now = () => new Date();`,
  'libs/views/src/lint-date.ts': `export const now = () => new Date();`,
};

interface Finding {
  readonly rule: string;
  readonly file: string;
}

let house: string;
let broken: { readonly exitCode: number; readonly findings: readonly Finding[] };
let linted: { readonly exitCode: number; readonly findings: readonly Finding[] };

function run(bin: string, ...args: string[]): Promise<{ exitCode: number; out: string }> {
  const command = [path.join(ROOT, 'node_modules', bin), ...args];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, command, { cwd: house, maxBuffer: 1 << 28 }, (error, out, problems) => {
      if (error && typeof error.code !== 'number') reject(error);
      else if (!out) reject(new Error(problems));
      else resolve({ exitCode: error ? Number(error.code) : 0, out });
    });
  });
}

async function cruise() {
  const cruiser = 'dependency-cruiser/bin/dependency-cruise.mjs';
  const config = ['--config', '.dependency-cruiser.cjs', 'apps', 'libs', 'bench', 'test'];
  // As JSON it reports everything and always exits with 0; as `npm run boundaries` prints it, it fails the build.
  const [{ out }, { exitCode }] = await Promise.all([
    run(cruiser, '--output-type', 'json', ...config),
    run(cruiser, ...config),
  ]);
  const { summary } = JSON.parse(out) as { summary: { violations: { from: string; rule: { name: string } }[] } };
  return { exitCode, findings: summary.violations.map(({ from, rule }) => ({ rule: rule.name, file: from })) };
}

async function lint() {
  const { exitCode, out } = await run('oxlint/bin/oxlint', '--format', 'json', 'libs');
  const { diagnostics } = JSON.parse(out) as { diagnostics: { code: string; filename: string }[] };
  const ruleOf = (code: string) => code.replace(/^.*\((.*)\)$/, '$1');
  return { exitCode, findings: diagnostics.map(({ code, filename }) => ({ rule: ruleOf(code), file: filename })) };
}

const rulesNaming = (file: string, findings: readonly Finding[]) =>
  findings.filter((finding) => finding.file === file).map(({ rule }) => rule);

beforeAll(async () => {
  house = mkdtempSync(path.join(tmpdir(), 'house-'));
  for (const name of COPIED) {
    if (existsSync(path.join(ROOT, name))) cpSync(path.join(ROOT, name), path.join(house, name), { recursive: true });
  }
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(house, 'node_modules'));
  const contents = (files: typeof OFFENCES) =>
    Object.entries(files).map(([file, [, content]]) => [file, content] as const);
  const planted = [
    ...contents(LINT_OFFENCES),
    ...contents(OFFENCES),
    ...Object.entries({ ...ACCOMPLICES, ...LAWFUL, ...LINT_LAWFUL }),
  ];
  for (const [file, content] of planted) {
    mkdirSync(path.dirname(path.join(house, file)), { recursive: true });
    writeFileSync(path.join(house, file), `${content}\n`);
  }
  [broken, linted] = await Promise.all([cruise(), lint()]);
}, 120_000);

afterAll(() => rmSync(house, { recursive: true, force: true }));

describe('the walls of the house', () => {
  it('fail the build when one of them is broken', () => expect(broken.exitCode).toBeGreaterThan(0));

  it.each(Object.entries(OFFENCES).map(([file, [rule]]) => [rule, file]))('%s names %s', (rule, file) =>
    expect(rulesNaming(file, broken.findings)).toContain(rule),
  );

  it.each(Object.keys(LAWFUL))('nothing is said against %s', (file) =>
    expect(rulesNaming(file, broken.findings)).toEqual([]),
  );

  it('are each shown to hold by an offence above', () => {
    // eslint-disable-next-line typescript/no-require-imports -- the rules are a CommonJS file by that tool's convention
    const { forbidden } = require('../.dependency-cruiser.cjs') as { forbidden: { name: string }[] };
    const shown = new Set(Object.values(OFFENCES).map(([rule]) => rule));
    expect(forbidden.map(({ name }) => name).filter((name) => !shown.has(name))).toEqual([]);
  });
});

describe('the linter', () => {
  it('fails the build when a rule is broken', () => expect(linted.exitCode).toBeGreaterThan(0));

  it.each(Object.entries(LINT_OFFENCES).map(([file, [rule]]) => [rule, file]))('%s names %s', (rule, file) =>
    expect(rulesNaming(file, linted.findings)).toContain(rule),
  );

  it.each(Object.keys(LINT_LAWFUL))('lets %s use the clock', (file) =>
    expect(rulesNaming(file, linted.findings)).toEqual([]),
  );
});

// @ts-check
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import Table from 'cli-table3';

/**
 * `npm run contract`: every port's contract suite against every adapter, and the adapters' fault cases by name, as one table.
 * EVENTSTORE_URL and MONGODB_URL put real servers in the place of the doubles; fault cases need a double and are then skipped.
 */

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const { EVENTSTORE_URL, MONGODB_URL } = process.env;
const file = { against: 'a file of this machine' };
const events = { against: EVENTSTORE_URL ? 'the server of EVENTSTORE_URL' : 'the double of EventStoreDB' };
const mongo = { against: MONGODB_URL ? 'the server of MONGODB_URL' : 'the double of MongoDB' };

/** Contract, adapter, where its specs are: the contract suite first, then its own. */
const SUITES = [
  { contract: 'event store 事件库', adapter: 'sqlite', specs: ['libs/eventlog/src/sqlite/'], ...file },
  { contract: 'event store 事件库', adapter: 'eventstoredb', specs: ['libs/eventlog/src/eventstoredb/'], ...events },
  { contract: 'view store 视图库', adapter: 'sqlite', specs: ['libs/viewstore/src/sqlite/'], ...file },
  { contract: 'view store 视图库', adapter: 'mongodb', specs: ['libs/viewstore/src/mongodb/'], ...mongo },
  { contract: 'key vault 密钥库', adapter: 'sqlite', specs: ['libs/vault/src/sqlite/'], ...file },
  { contract: 'key vault 密钥库', adapter: 'mongodb', specs: ['libs/vault/src/mongodb/'], ...mongo },
  { contract: 'leases 租约', adapter: 'mongodb', specs: ['libs/leases/src/mongodb/'], ...mongo },
  { contract: 'saved filters 常用查询', adapter: 'sqlite', specs: ['libs/saved-filters/src/sqlite/'], ...file },
  { contract: 'saved filters 常用查询', adapter: 'mongodb', specs: ['libs/saved-filters/src/mongodb/'], ...mongo },
  { contract: 'bulk jobs 批量作业', adapter: 'sqlite', specs: ['libs/bulk/src/jobs/sqlite/'], ...file },
  { contract: 'bulk jobs 批量作业', adapter: 'mongodb', specs: ['libs/bulk/src/jobs/mongodb/'], ...mongo },
];

/** Where only one adapter is, its contract is known by the suite's title. */
const CONTRACT = / contract( |$)/;
const FAULT =
  /cut|fault|silent|away|slow|twice|duplicate|lost|dies|death|election|leader|primary|stale|full|race|overtaken|taken over|deadline|drop|conflict|tamper|behind|crash|fence/i;

/** @typedef {{ name: string, assertionResults: { ancestorTitles: string[], title: string, status: string }[] }} SpecResult */

async function main() {
  const folder = mkdtempSync(path.join(tmpdir(), 'contract-'));
  const output = path.join(folder, 'results.json');
  const words = [
    'node_modules/jest/bin/jest.js',
    '--json',
    `--outputFile=${output}`,
    ...SUITES.flatMap(({ specs }) => specs),
  ];
  const jest = spawn(process.execPath, words, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  await new Promise((resolve) => jest.once('close', resolve));
  /** @type {{ testResults: SpecResult[] }} */
  const { testResults } = JSON.parse(readFileSync(output, 'utf8'));
  rmSync(folder, { recursive: true });
  print(testResults);
}

/** @typedef {SpecResult['assertionResults'][number]} TestResult */

/** The title without the adapter's own heading. @param {TestResult} test */
const titleOf = ({ ancestorTitles, title }) => [...ancestorTitles.slice(1), title].join(' › ');

/** @param {SpecResult[]} results @param {readonly string[]} specs */
const testsOf = (results, specs) =>
  results
    .filter(({ name }) => specs.some((spec) => path.relative(root, name).startsWith(spec)))
    .flatMap(({ assertionResults }) => assertionResults);

/** What every adapter of the contract runs. @param {SpecResult[]} results @param {string} contract */
function commonTitles(results, contract) {
  const suites = SUITES.filter((suite) => suite.contract === contract).map(({ specs }) => testsOf(results, specs));
  const [first = [], ...others] = suites;
  if (others.length === 0)
    return new Set(first.filter(({ ancestorTitles }) => CONTRACT.test(ancestorTitles[0] ?? '')).map(titleOf));
  const known = others.map((tests) => new Set(tests.map(titleOf)));
  return new Set(first.map(titleOf).filter((title) => known.every((titles) => titles.has(title))));
}

/** @param {SpecResult[]} results */
function print(results) {
  const head = [
    'contract',
    'adapter',
    'against',
    'contract tests',
    'adapter’s own',
    'fault cases',
    'failed',
    'skipped',
  ];
  const table = new Table({ head, style: { head: [], border: [] } });
  /** @type {string[]} */
  const faults = [];
  let failed = 0;
  for (const { contract, adapter, against, specs } of SUITES) {
    const tests = testsOf(results, specs);
    const shared = commonTitles(results, contract);
    const passed = tests.filter(({ status }) => status === 'passed');
    const common = passed.filter((test) => shared.has(titleOf(test)));
    const own = passed.filter((test) => !common.includes(test));
    const broken = own.filter(({ ancestorTitles, title }) => FAULT.test([...ancestorTitles, title].join(' ')));
    const fell = tests.filter(({ status }) => status === 'failed');
    failed += fell.length;
    const counts = [common.length, own.length - broken.length, broken.length, fell.length];
    table.push([contract, adapter, against, ...counts, tests.length - passed.length - fell.length]);
    if (adapter !== 'sqlite')
      for (const { ancestorTitles, title } of broken)
        faults.push(`  ${contract}, ${adapter}: ${[...ancestorTitles, title].join(' › ')}`);
    for (const { ancestorTitles, title } of fell)
      faults.push(`✗ ${contract}, ${adapter}: ${[...ancestorTitles, title].join(' › ')}`);
  }
  process.stdout.write(`${table.toString()}\nfault cases by name:\n${faults.join('\n')}\n`);
  process.exitCode = failed === 0 ? 0 : 1;
}

await main();

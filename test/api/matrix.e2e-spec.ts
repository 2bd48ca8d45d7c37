import type { Actor } from '@ledger/kernel';
import { ROLES, WHO_MAY, WHO_MAY_ASK, type Role } from '@ledger/streams/authority';
import { REPORTING_UNIT_IDS } from '@ledger/kernel';
import { ledger, linesOf, simulated, Workplace, type ProgrammeLine, type ReportLine } from '../cli/run-ledger';
import { Caller, type Heard } from './caller';
import type { Endpoint } from './described-api';
import { dataFor } from './matrix/bodies';
import { Cast, type Whose } from './matrix/cast';
import { authoritySays, expectedOfCommand, expectedOfQuestion, type Verdict } from './matrix/expected';
import { actorOf, isTokenless, STANDINGS, wrongToken, type Others, type Standing } from './matrix/standings';
import { RunningService } from './running-service';

jest.setTimeout(180_000);

const LEARNERS = 60;
const SEED = 20;
const AT_ONCE = 48;
const NDJSON = 'application/x-ndjson';
/** A row that is wrong in every file. */
const ROW = '{"idNumber":"x"}';
const AUDITOR: Actor = { id: 'auditor-city-1', role: 'AUDITOR', unit: 'XC' };

const place = new Workplace();
const folder = place.at('data');
let lines: ProgrammeLine[] = [];
let cast: Cast;
let others: Others;
let service: RunningService;
let caller: Caller;
let pseudonym = '';
let jobId = '';
let now = '';

beforeAll(async () => {
  const file = place.at('programme.ndjson');
  lines = await simulated(file, LEARNERS, SEED);
  const ran = await ledger(['import', file, '--clock', 'simulated', '--data', folder, '--report', place.at('report')]);
  if (ran.code !== 0) throw new Error(`ledger import ended with ${ran.code}: ${ran.stderr}`);
  const report = linesOf<ReportLine>(place.at('report'));
  cast = new Cast(lines.filter((_, i) => report[i]?.outcome === 'accepted'));
  now = lines.at(-1)?.at ?? '';
  service = await RunningService.again(folder);
  caller = await Caller.of(service);
  const { caseId, uscc, idNumber } = cast.chosen;
  pseudonym = String((await caller.ask(AUDITOR, 'case', { caseId })).body['person']);
  jobId = await uploaded({ id: 'uploader', role: 'INSTITUTION', unit: uscc ?? '' });
  others = {
    unitBut: (unit) => REPORTING_UNIT_IDS.find((each) => each !== unit) ?? '',
    org: '91411000MA9KTEST0X',
    person: anotherThan([idNumber, cast.ofCase(caseId ?? '').person]),
    anyOrg: uscc ?? '',
    anyPerson: idNumber ?? '',
  };
});
afterAll(async () => {
  await service?.stop();
  place.clear();
});

/** A roster whose one row is bad: read and kept, and never done. */
async function uploaded(actor: Actor): Promise<string> {
  const headers = { 'content-type': NDJSON, authorization: `Bearer ${await caller.token(actor)}` };
  const { status, body } = await caller.post('/api/v1/bulk/uploads/roster', ROW, headers);
  if (status !== 201) throw new Error(`the roster was answered ${status}`);
  return String(body['jobId']);
}

/** Each role with a file that it may bring. */
const FILES: Readonly<Partial<Record<Role, string>>> = {
  EVALUATOR: 'certificates',
  BANK: 'bank-answer?batchId=0b8c4f6e-3f55-4a5e-9c1d-2f7f6f0c5a11',
};

/** The ID number of another learner. */
const anotherThan = (known: readonly unknown[]): string => {
  const numbers = lines.filter(({ command }) => command === 'RegisterPerson').map(({ data }) => data['idNumber']);
  return String(numbers.find((each) => !known.includes(each)));
};

const commandNames = new Set(WHO_MAY.map(({ command }) => command));

/** One cell: who comes to which endpoint how, and what must come of it. */
interface Cell {
  readonly endpoint: Endpoint;
  readonly role: Role;
  readonly standing: Standing;
  readonly actor: Actor;
  readonly data: Readonly<Record<string, unknown>>;
  readonly whose: Whose | undefined;
  readonly expected: Verdict;
}

function cellsOf(endpoint: Endpoint): Cell[] {
  const name = endpoint.operation.operationId;
  const isCommand = commandNames.has(name);
  const data = isCommand ? dataFor(endpoint, cast) : askedOf(endpoint);
  const whose = isCommand ? cast.whose(name, data) : whoseIsAsked(endpoint);
  return (Object.keys(ROLES) as Role[]).flatMap((role) =>
    STANDINGS.map((standing): Cell => {
      const actor = actorOf(role, standing, whose ?? cast.ofCase(cast.chosen['caseId'] ?? ''), others);
      const expected =
        isCommand && whose
          ? expectedOfCommand(name, role, standing, actor, whose)
          : expectedOfQuestion(name, standing, actor, whose);
      return { endpoint, role, standing, actor, data, whose, expected };
    }),
  );
}

/** What questions are asked about: the chosen things. */
function askedOf({ operation }: Endpoint): Readonly<Record<string, unknown>> {
  const given: Readonly<Record<string, unknown>> = {
    ...cast.chosen,
    person: pseudonym,
    queue: 'first-review',
    ruleId: 'B.5-order',
    id: cast.chosen['caseId'],
    purpose: '核对收款账户',
    kind: 'roster',
    template: 'roster.csv',
    jobId,
    format: 'csv',
    name: '常用',
    question: 'organisations',
    filters: { limit: 10 },
  };
  const inPath = operation.parameters.filter((each) => each.in === 'path').map(({ name }) => name);
  const inBody = Object.keys(operation.requestBody?.content['application/json']?.schema.properties ?? {});
  return Object.fromEntries([...inPath, ...inBody].map((name) => [name, given[name]]));
}

/** Undefined for lists and for what is everybody's. */
function whoseIsAsked({ path }: Endpoint): Whose | undefined {
  const { caseId = '', classId = '', publicityId, batchId, uscc = '' } = cast.chosen;
  if (path.includes('{jobId}')) return { ...cast.ofClass(classId), orgs: [uscc], office: uscc };
  if (path.includes('{caseId}') || path.includes('{person}') || path.includes('{id}')) return cast.ofCase(caseId);
  if (path.includes('{classId}')) return cast.ofClass(classId, true);
  if (path.includes('{publicityId}')) return cast.whose('', { publicityId });
  return path.includes('{batchId}') ? cast.whose('', { batchId }) : undefined;
}

async function tried({ endpoint, standing, actor, data }: Cell, key: string): Promise<Heard> {
  const token = isTokenless(standing) ? await wrongToken(folder, standing, actor) : await caller.token(actor);
  const authorization: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const { path, rest } = caller.api.addressed(endpoint.operation.operationId, data);
  if (endpoint.method === 'get') return caller.get(path, authorization);
  const content = endpoint.operation.requestBody?.content;
  if (content && 'application/octet-stream' in content)
    return caller.post(path, 'bytes of a file', { 'content-type': 'application/octet-stream', ...authorization });
  if (content && !content['application/json']) {
    const file = path.replace(/[^/]+$/, FILES[actor.role as Role] ?? '$&');
    return caller.post(file, ROW, { 'content-type': NDJSON, ...authorization });
  }
  const headers = { 'content-type': 'application/json', 'idempotency-key': key, 'business-time': now };
  return caller.post(path, JSON.stringify(rest), { ...headers, ...authorization });
}

/** What a job says to whoever may have it done. */
const BULK_SAYS = new Set<unknown>(['/problems/bulk-bad-rows', '/problems/bulk-state']);

/** What came of it, as far as who asked decided it. */
function verdictOf({ status, body }: Heard, { endpoint, actor, whose }: Cell): string {
  const rule = String(body['ruleId']);
  if (status === 401) return 'not signed in';
  if (!commandNames.has(endpoint.operation.operationId)) {
    if (status >= 200 && status < 300) return 'passed';
    if (status === 409 && BULK_SAYS.has(body['type'])) return 'passed';
    return status === 404 ? 'not visible' : status === 403 ? rule : `${status} ${String(body['type'])}`;
  }
  // The decider was asked and said no by the same rule, for a reason of its own.
  const said = String(body['detailZh']);
  if (status === 403)
    return !whose || authoritySays(actor, endpoint.operation.operationId, whose).has(said) ? rule : 'passed';
  if (status === 200 || status === 409 || status === 422) return 'passed';
  return status === 503 && body['type'] === '/problems/contended' ? 'passed' : `${status} ${String(body['type'])}`;
}

async function eachAtOnce<T>(items: readonly T[], task: (item: T, i: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let i = next++; i < items.length; i = next++) await task(items[i] as T, i);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

async function differences(cells: readonly Cell[]): Promise<string[]> {
  const found: string[] = [];
  await eachAtOnce(cells, async (cell, i) => {
    const heard = await tried(cell, `matrix-cell-${i}-${cell.standing.replace(' ', '-')}`);
    const verdict = verdictOf(heard, cell);
    if (verdict === cell.expected) return;
    const { endpoint, role, standing, expected } = cell;
    const why = `${heard.status} ${String(heard.body['detailEn'])} ${JSON.stringify(heard.body['errors'] ?? '')}`;
    found.push(`${endpoint.operation.operationId} × ${role} × ${standing}: ${expected}, but ${verdict} (${why})`);
  });
  return found;
}

const questionRows = () => WHO_MAY_ASK.map(({ question, who }) => [question, who] as const);

const headNow = async (): Promise<string | null> => (await caller.ask(AUDITOR, 'rules')).headers.get('ledger-position');

describe('who may do and see what', () => {
  it('is in the tables for every endpoint, and every row of a table has its endpoint', () => {
    const rows = [...WHO_MAY.map(({ command, who }) => [command, who] as const), ...questionRows()];
    const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);
    const endpoints = caller.api.endpoints.map(
      ({ operation }) => [operation.operationId, operation['x-who-may']] as const,
    );
    expect(endpoints.toSorted(byName)).toEqual(rows.toSorted(byName));
  });

  it('is what the tables say, for every role at every endpoint in every standing', async () => {
    const cells = caller.api.endpoints.flatMap(cellsOf);
    expect(cells).toHaveLength(caller.api.endpoints.length * Object.keys(ROLES).length * STANDINGS.length);
    const started = Date.now();
    const [without, withToken] = [
      cells.filter(({ standing }) => isTokenless(standing)),
      cells.filter(({ standing }) => !isTokenless(standing)),
    ];
    const head = await headNow();
    expect(await differences(without)).toEqual([]);
    // Whoever is not signed in writes nothing, not even a refusal.
    expect(await headNow()).toBe(head);
    expect(await differences(withToken)).toEqual([]);
    const counts: Record<string, number> = {};
    for (const { expected } of cells) counts[expected] = (counts[expected] ?? 0) + 1;
    console.log(`${cells.length} cells, 0 differences, ${Date.now() - started} ms`, counts);
    for (const verdict of ['not signed in', 'A-083-role', 'A-002-unit', 'passed', 'not visible'])
      expect(counts[verdict]).toBeGreaterThan(50);
  });
});

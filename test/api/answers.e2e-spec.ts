import type { Actor } from '@ledger/kernel';
import Ajv, { type ValidateFunction } from 'ajv/dist/2020';
import { ledger, linesOf, simulated, Workplace, type ProgrammeLine, type ReportLine } from '../cli/run-ledger';
import { Caller, type Heard } from './caller';
import { RunningService } from './running-service';

jest.setTimeout(120_000);

const AUDITOR: Actor = { id: 'auditor-1', role: 'AUDITOR', unit: 'XC' };

const place = new Workplace();
const folder = place.at('data');
let service: RunningService;
let caller: Caller;
let idNumber = '';
let ajv: Ajv;

beforeAll(async () => {
  const file = place.at('programme.ndjson');
  const lines: ProgrammeLine[] = await simulated(file, 60);
  const ran = await ledger(['import', file, '--clock', 'simulated', '--data', folder, '--report', place.at('report')]);
  if (ran.code !== 0) throw new Error(`ledger import ended with ${ran.code}: ${ran.stderr}`);
  const report = linesOf<ReportLine>(place.at('report'));
  const registered = lines.find(({ command }, i) => command === 'RegisterPerson' && report[i]?.outcome === 'accepted');
  idNumber = String(registered?.data['idNumber']);
  service = await RunningService.again(folder);
  caller = await Caller.of(service);
  // Formats are of no concern here; what the document adds to JSON Schema is not known to it.
  ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  ajv.addSchema({ $id: 'document', ...caller.api.document });
});
afterAll(async () => {
  await service?.stop();
  place.clear();
});

/** The check that the document's own schema makes of a question's answer. */
function checkOf(question: string): ValidateFunction {
  const { path, method } = caller.api.endpoint(question);
  const pointer = ['paths', path, method, 'responses', '200', 'content', 'application/json', 'schema']
    .map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')))
    .join('/');
  return ajv.compile({ $ref: `document#/${pointer}` });
}

async function asked(question: string, data: object = {}): Promise<Heard> {
  const { method } = caller.api.endpoint(question);
  if (method === 'get') return caller.ask(AUDITOR, question, data);
  const { path, rest } = caller.api.addressed(question, data);
  const headers = { authorization: `Bearer ${await caller.token(AUDITOR)}`, 'content-type': 'application/json' };
  return caller.post(path, JSON.stringify(rest), headers);
}

async function checked(question: string, data: object = {}): Promise<Record<string, unknown>> {
  const { status, body } = await asked(question, data);
  const check = checkOf(question);
  check(body);
  expect([question, status, check.errors ?? []]).toEqual([question, 200, []]);
  return body;
}

type Rows = readonly Readonly<Record<string, unknown>>[];

describe('an answer is what the document says', () => {
  it.each([
    ['cases', 'case', 'caseId'],
    ['classes', 'class', 'classId'],
    ['organisations', 'organisation', 'uscc'],
    ['publicity-lists', 'publicity-list', 'publicityId'],
    ['batches', 'batch', 'batchId'],
    ['rules', 'rule', 'ruleId'],
  ])('for %s and for each of them', async (list, one, id) => {
    const { rows } = (await checked(list)) as { readonly rows: Rows };
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) await checked(one, { [id]: row['key'] ?? row['ruleId'] });
    if (list !== 'rules') await checked(list, { fields: 'key,unit', limit: 2 });
  });

  it('for what waits, for figures, and for what is personal', async () => {
    const { queues } = (await checked('queues')) as { readonly queues: readonly { readonly queue: string }[] };
    for (const { queue } of queues) await checked('queue', { queue });
    for (const question of ['case-counts', 'person-times', 'refusals', 'refusals-by-rule']) await checked(question);
    await checked('person-pseudonym', { idNumber });
    const { rows } = (await checked('case-search', { idNumber, purpose: '核对' })) as { readonly rows: Rows };
    await checked('personal-values', { caseId: rows[0]?.['key'], purpose: '核对' });
  });

  it('for saved filters', async () => {
    await checked('save-filter', { name: '待付', question: 'cases', filters: { status: 'owed' } });
    await checked('saved-filters');
    await checked('forget-filter', { name: '待付' });
  });

  it('and what it does not say is found', async () => {
    const { body } = await asked('cases', { limit: 1 });
    const check = checkOf('cases');
    const [row] = body['rows'] as Rows;
    for (const wrong of [
      { ...body, more: 1 },
      { rows: [{ ...row, district: 'x' }] },
      { rows: [{ ...row, dueFen: '1' }] },
      {},
    ])
      expect(check(wrong)).toBe(false);
    expect(check(body)).toBe(true);
  });
});

import type { Actor } from '@ledger/kernel';
import {
  ledger,
  ledgerJson,
  linesOf,
  simulated,
  Workplace,
  type ProgrammeLine,
  type ReportLine,
} from '../cli/run-ledger';
import { Caller, type Heard } from './caller';
import { RunningService } from './running-service';

jest.setTimeout(180_000);

const LEARNERS = 60;
const AUDITOR: Actor = { id: 'auditor-1', role: 'AUDITOR', unit: 'XC' };
const PURPOSE = '群众来电查询办理进度';

interface Row {
  readonly key: string;
  readonly person: string;
  readonly unit: string;
  readonly status: string;
  readonly since: string;
  readonly dueFen: number;
}

const place = new Workplace();
const folder = place.at('data');
let service: RunningService;
let caller: Caller;
let accepted: ProgrammeLine[] = [];

beforeAll(async () => {
  const file = place.at('programme.ndjson');
  const lines = await simulated(file, LEARNERS);
  const ran = await ledger(['import', file, '--clock', 'simulated', '--data', folder, '--report', place.at('report')]);
  if (ran.code !== 0) throw new Error(`ledger import ended with ${ran.code}: ${ran.stderr}`);
  const report = linesOf<ReportLine>(place.at('report'));
  accepted = lines.filter((_, i) => report[i]?.outcome === 'accepted');
  service = await RunningService.again(folder);
  caller = await Caller.of(service);
});
afterAll(async () => {
  await service?.stop();
  place.clear();
});

const dataOf = (command: string, has: string): Readonly<Record<string, unknown>> => {
  const found = accepted.find((line) => line.command === command && line.data[has] !== undefined);
  if (!found) throw new Error(`no ${command} with ${has}`);
  return found.data;
};

async function search(terms: object, actor = AUDITOR): Promise<Heard> {
  const headers = { authorization: `Bearer ${await caller.token(actor)}`, 'content-type': 'application/json' };
  return caller.post('/api/v1/case-search', JSON.stringify({ purpose: PURPOSE, ...terms }), headers);
}

const rowsOf = ({ body }: Heard): readonly Row[] => body['rows'] as readonly Row[];
const keysOf = (heard: Heard): readonly string[] => rowsOf(heard).map(({ key }) => key);

async function pseudonymOf(idNumber: unknown): Promise<string> {
  const headers = { authorization: `Bearer ${await caller.token(AUDITOR)}`, 'content-type': 'application/json' };
  return String((await caller.post('/api/v1/persons/pseudonym', JSON.stringify({ idNumber }), headers)).body['person']);
}

async function all(query: Readonly<Record<string, string | number>>): Promise<Row[]> {
  const found: Row[] = [];
  let cursor: string | undefined;
  do {
    const heard = await caller.ask(AUDITOR, 'cases', { limit: 7, ...query, ...(cursor ? { cursor } : {}) });
    expect(heard.status).toBe(200);
    found.push(...rowsOf(heard));
    cursor = heard.body['cursor'] as string | undefined;
  } while (cursor !== undefined);
  return found;
}

describe('cases are searched by personal values', () => {
  it('by ID number, name and phone: all cases of that person, and no others', async () => {
    const { idNumber, name, phone } = dataOf('RegisterPerson', 'phone');
    const person = await pseudonymOf(idNumber);
    const expected = (await all({ person })).map(({ key }) => key);
    expect(expected.length).toBeGreaterThan(0);
    for (const terms of [{ idNumber }, { idNumber, name, phone }, { phone: `+86 ${String(phone)}`, name }]) {
      const heard = await search(terms);
      expect([heard.status, keysOf(heard)]).toEqual([200, expected]);
      expect(heard.headers.get('cache-control')).toContain('private');
    }
    expect(keysOf(await search({ idNumber, phone: '13000000000' }))).toEqual([]);
  });

  it('by account and certificate number: the case on which it stands', async () => {
    const { caseId, accountNumber } = dataOf('SubmitClaim', 'accountNumber');
    const byAccount = await search({ accountNumber });
    expect([byAccount.status, byAccount.body['errors']]).toEqual([200, undefined]);
    expect(keysOf(byAccount)).toContain(caseId);
    const certificate = dataOf('RecordCertificate', 'number');
    const byNumber = keysOf(await search({ certificateNumber: String(certificate['number']).toLowerCase() }));
    expect(byNumber).toEqual([certificate['caseId']]);
  });

  it('together with other filters, within what the asker may see', async () => {
    const { idNumber } = dataOf('RegisterPerson', 'phone');
    const [row] = rowsOf(await search({ idNumber }));
    if (!row) throw new Error('the person has no case');
    expect(keysOf(await search({ idNumber, status: row.status }))).toContain(row.key);
    expect(keysOf(await search({ idNumber, status: 'enrolled', until: '2019-01-01T00:00:00.000Z' }))).toEqual([]);
    const clerk = (unit: string): Actor => ({ id: 'clerk-1', role: 'CLERK', unit });
    expect(keysOf(await search({ idNumber }, clerk(row.unit)))).toContain(row.key);
    const elsewhere = row.unit === 'XC-411002' ? 'XC-411003' : 'XC-411002';
    expect(keysOf(await search({ idNumber }, clerk(elsewhere)))).not.toContain(row.key);
    const learner = await search({ idNumber }, { id: String(idNumber), role: 'LEARNER', unit: 'XC' });
    expect([learner.status, learner.body['ruleId']]).toEqual([403, 'A-083-role']);
  });

  it('with a purpose and by something, or not at all', async () => {
    expect((await search({})).status).toBe(400);
    expect((await search({ name: '张三', purpose: undefined })).status).toBe(400);
    const wrong = await search({ idNumber: '12' });
    expect([wrong.status, JSON.stringify(wrong.body)]).toEqual([400, expect.not.stringContaining('"12"')]);
  });

  it('and a person whose key is destroyed is found no more', async () => {
    const idNumber = String(accepted.findLast(({ command }) => command === 'RegisterPerson')?.data['idNumber']);
    const [row] = rowsOf(await search({ idNumber }));
    if (!row) throw new Error('the person has no case');
    const proposalId = 'e0b8c4f6-3f55-4a5e-9c1d-2f7f6f0c5a11';
    const document = { kind: 'POLICY', number: '1', issuer: '许昌市人社局', issuedOn: '2021-12-01', title: '销毁决定' };
    const reason = '保存期满，本人申请';
    const by = (id: string): Actor => ({ id, role: 'POLICY_ADMIN', unit: 'XC' });
    const said = [
      await caller.give(
        by('policy-1'),
        'ProposeKeyDestruction',
        { idNumber, proposalId, reason, document },
        'destroy-1',
      ),
      await caller.give(by('policy-2'), 'ApproveKeyDestruction', { idNumber, proposalId, reason }, 'destroy-2'),
    ];
    expect(said.map(({ status, body }) => [status, body['errors'] ?? body['detailEn']])).toEqual([
      [200, undefined],
      [200, undefined],
    ]);
    // A process destroys the key once the event stands.
    const until = Date.now() + 20_000;
    while (keysOf(await search({ idNumber })).length > 0 && Date.now() < until);
    expect(keysOf(await search({ idNumber }))).toEqual([]);
    expect((await all({ person: row.person })).map(({ key }) => key)).toContain(row.key);
  });

  it('and the journal says who searched, by which fields, why, and whom they found; never by which values', async () => {
    const { idNumber, name } = dataOf('RegisterPerson', 'phone');
    await search({ idNumber, name });
    await search({ name: '查无此人' });
    const { decryptions } = await ledgerJson<{ decryptions: readonly Record<string, unknown>[] }>([
      'decryptions',
      '--data',
      folder,
      '--limit',
      '1000000',
    ]);
    expect(decryptions.slice(-2)).toMatchObject([
      { actor: AUDITOR, person: await pseudonymOf(idNumber), fields: ['idNumber', 'name'], purpose: PURPOSE },
      { actor: AUDITOR, person: 'nobody', fields: ['name'], outcome: 'searched', purpose: PURPOSE },
    ]);
    for (const value of [String(idNumber), String(name), '查无此人'])
      expect(JSON.stringify(decryptions)).not.toContain(value);
  });
});

describe('cases are counted by unit and status', () => {
  it('as the list has them, within what the asker may see', async () => {
    const cases = await all({});
    const counts = async (actor: Actor) =>
      (await caller.ask(actor, 'case-counts')).body['rows'] as {
        readonly unit: string;
        readonly status: string;
        readonly cases: number;
        readonly dueFen: number;
      }[];
    const told = await counts(AUDITOR);
    for (const { unit, status, cases: number, dueFen } of told) {
      const those = cases.filter((row) => row.unit === unit && row.status === status);
      expect([those.length, those.reduce((sum, row) => sum + row.dueFen, 0)]).toEqual([number, dueFen]);
    }
    expect(told.reduce((sum, row) => sum + row.cases, 0)).toBe(cases.length);
    const [first] = told;
    const clerk: Actor = { id: 'clerk-1', role: 'CLERK', unit: first?.unit ?? '' };
    expect(await counts(clerk)).toEqual(told.filter(({ unit }) => unit === first?.unit));
  });
});

describe('a list of cases is sorted', () => {
  const byTime = (a: Row, b: Row): number => compare(a.since, b.since) || compare(a.key, b.key);
  const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);

  it.each([
    ['-since', {}, (a: Row, b: Row) => byTime(b, a)],
    ['since', { status: 'paid,confirmed,enrolled' }, byTime],
    ['-dueFen', {}, (a: Row, b: Row) => compare(b.dueFen, a.dueFen) || compare(b.key, a.key)],
    [
      'dueFen',
      { dueAtLeastFen: 1, dueAtMostFen: 100_000 },
      (a: Row, b: Row) => compare(a.dueFen, b.dueFen) || compare(a.key, b.key),
    ],
  ])('by %s, page by page, each row once', async (sort, filter: Record<string, string | number>, order) => {
    const found = await all({ sort, ...filter });
    expect(found.length).toBeGreaterThan(14);
    expect(found.map(({ key }) => key)).toEqual(found.toSorted(order).map(({ key }) => key));
    expect(new Set(found.map(({ key }) => key)).size).toBe(found.length);
    if ('status' in filter) expect(new Set(found.map(({ status }) => status)).size).toBeGreaterThan(1);
  });

  it('and an order that no index gives with the filters is refused, with what to do', async () => {
    const heard = await caller.ask(AUDITOR, 'cases', { sort: 'since', dueAtLeastFen: 1 });
    expect([heard.status, heard.body['type']]).toEqual([400, '/problems/invalid-query']);
    expect(String(heard.body['detailEn'])).toContain('sort by the amount');
    expect((await caller.ask(AUDITOR, 'cases', { sort: 'unit' })).status).toBe(400);
  });
});

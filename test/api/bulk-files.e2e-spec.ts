import { writeFileSync } from 'node:fs';
import { strToU8, zipSync } from 'fflate';
import { openSqliteJobStore } from '@ledger/bulk';
import type { Actor } from '@ledger/kernel';
import { ledger, simulated, Workplace, type ProgrammeLine } from '../cli/run-ledger';
import { progress, type Told } from './bulk/progress';
import { Caller, type Heard } from './caller';
import { RunningService } from './running-service';

jest.setTimeout(120_000);

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const NDJSON = 'application/x-ndjson';
const AUDITOR: Actor = { id: 'auditor-city-1', role: 'AUDITOR', unit: 'XC' };
const LEARNERS = 60;
/** A file may hold this much here. */
const MOST_BYTES = 65_536;

const place = new Workplace();
const services: RunningService[] = [];
let lines: ProgrammeLine[] = [];

beforeAll(async () => {
  lines = await simulated(place.at('programme.ndjson'), LEARNERS);
});
afterAll(async () => {
  for (const service of services) await service.stop();
  place.clear();
});

/** A service on the programme as it stood before one of its lines. */
async function servedBefore(index: number, env: Readonly<Record<string, string>> = {}): Promise<Caller> {
  const [folder, file] = [place.at(`data-${index}`), place.at(`before-${index}.ndjson`)];
  writeFileSync(
    file,
    lines
      .slice(0, index)
      .map((line) => `${JSON.stringify(line)}\n`)
      .join(''),
  );
  const ran = await ledger([
    'import',
    file,
    '--clock',
    'simulated',
    '--data',
    folder,
    '--report',
    place.at(`report-${index}`),
  ]);
  if (ran.code !== 0) throw new Error(`ledger import ended with ${ran.code}: ${ran.stderr}`);
  const service = await RunningService.again(folder, { LEDGER_BULK_BYTES: String(MOST_BYTES), ...env });
  services.push(service);
  return Caller.of(service);
}

const bearer = async (caller: Caller, actor: Actor): Promise<Record<string, string>> => ({
  authorization: `Bearer ${await caller.token(actor)}`,
});

async function upload(
  caller: Caller,
  actor: Actor,
  kind: string,
  type: string,
  bytes: string | Uint8Array,
): Promise<Heard> {
  const headers = { 'content-type': type, ...(await bearer(caller, actor)) };
  const { status, text } = await caller.raw(
    'POST',
    `/api/v1/bulk/uploads/${kind}`,
    headers,
    Buffer.from(bytes as string),
  );
  return { status, headers: new Headers(), body: JSON.parse(text) as Record<string, unknown> };
}

const post = async (caller: Caller, actor: Actor, jobId: unknown, task: string, at?: string): Promise<Heard> =>
  caller.post(`/api/v1/bulk/jobs/${String(jobId)}/${task}`, '', {
    ...(at === undefined ? {} : { 'business-time': at }),
    ...(await bearer(caller, actor)),
  });

const get = async (caller: Caller, actor: Actor, what: string): Promise<Heard> =>
  caller.get(`/api/v1/bulk/${what}`, await bearer(caller, actor));

/** Commits, and waits for the end. */
async function done(caller: Caller, actor: Actor, jobId: unknown, at: string): Promise<Record<string, unknown>[]> {
  const committed = await post(caller, actor, jobId, 'commit', at);
  expect([committed.status, committed.body['detailEn']]).toEqual([202, undefined]);
  let last: Told | undefined;
  for await (const each of progress(caller.url, String(jobId), await caller.token(actor))) last = each;
  expect(last?.data.state).toBe('done');
  return (await get(caller, actor, `jobs/${String(jobId)}/result`)).body['rows'] as Record<string, unknown>[];
}

/** A workbook of one sheet, as spreadsheets write it: texts inline. */
function workbook(rows: readonly (readonly string[])[]): Uint8Array {
  const cell = (text: string, i: number): string =>
    `<c r="${String.fromCharCode(65 + i)}1" t="inlineStr"><is><t>${text}</t></is></c>`;
  const sheet = rows.map((cells) => `<row>${cells.map(cell).join('')}</row>`).join('');
  const parts = {
    'xl/workbook.xml': '<workbook xmlns:r="r"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${sheet}</sheetData></worksheet>`,
  };
  // Dated alike, so that the same rows are the same bytes.
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)])), {
    mtime: new Date('2020-10-15T00:30:00Z'),
  });
}

/** Where a certificate is recorded that its case went on with. */
function recorded(): number {
  const casesOf = (name: string): unknown[] =>
    lines.filter(({ command }) => command === name).map(({ data }) => data['caseId']);
  const [certified, claimed] = [casesOf('RecordCertificate'), new Set(casesOf('SubmitClaim'))];
  return lines.findIndex(
    ({ command, data: { caseId } }) =>
      command === 'RecordCertificate' &&
      claimed.has(caseId) &&
      certified.filter((each) => each === caseId).length === 1,
  );
}

describe('certificates in NDJSON', () => {
  it('are recorded row by row, and a refusal is told with its rule', async () => {
    const index = recorded();
    const { actor, at, data } = lines[index]!;
    const caller = await servedBefore(index);
    const other = { ...data, caseId: '7f0c0c52-3a3e-4e4f-8f43-2f7d0c9c0b11', number: 'CERT-2020-0001' };
    const { status, body } = await upload(
      caller,
      actor,
      'certificates',
      NDJSON,
      `${JSON.stringify(data)}\n${JSON.stringify(other)}\n`,
    );
    expect([status, body['rows'], body['bad']]).toEqual([201, 2, []]);
    const rows = await done(caller, actor, body['jobId'], at);
    expect(rows).toEqual([
      expect.objectContaining({ row: 1, outcome: 'accepted', subject: data['caseId'] }),
      expect.objectContaining({
        row: 2,
        outcome: 'refused',
        ruleId: expect.any(String),
        clause: expect.any(String),
        zh: expect.any(String),
      }),
    ]);
    expect(JSON.stringify(rows)).not.toContain(String(data['number']));
    const after = rows[0]?.['position'];
    const { body: seen } = await caller.ask(AUDITOR, 'case-timeline', { caseId: data['caseId'], after });
    expect(JSON.stringify(seen)).toContain('CertificateRecorded');
  });
});

describe('rows that are refused', () => {
  it('count like commands sent one by one: beyond the limit of the hour none is given', async () => {
    const index = lines.findIndex(({ command }) => command === 'RegisterPerson');
    const { actor, at } = lines[index]!;
    const [refusals, rows] = [3, 10];
    const caller = await servedBefore(index, { LEDGER_REFUSALS_PER_HOUR: String(refusals) });
    const [person, issuer] = ['T411002190001010017', '52411000MJ0TE5T35D'];
    const csv = Array.from({ length: rows }, (_, i) =>
      [
        `0b8c4f6e-3f55-4a5e-9c1d-${String(i).padStart(12, '0')}`,
        'SPECIAL_OPERATION',
        person,
        '2020-10-15',
        issuer,
      ].join(','),
    );
    const { body } = await upload(
      caller,
      actor,
      'certificates',
      'text/csv',
      ['caseId,kind,number,issuedOn,issuer', ...csv].join('\n'),
    );
    expect([body['rows'], body['badRows']]).toEqual([rows, 0]);
    const outcomes = (await done(caller, actor, body['jobId'], at)).map(({ outcome, type }) => [outcome, type]);
    expect(outcomes.slice(0, refusals).map(([outcome]) => outcome)).toEqual(Array(refusals).fill('refused'));
    expect(outcomes.slice(refusals)).toEqual(
      Array.from({ length: rows - refusals }, () => ['not-attempted', '/problems/too-many-refusals']),
    );
  });
});

describe('what lies there when the service starts', () => {
  it('is dropped where it was not read to its end, or waited too long, and kept where it waits for its commit', async () => {
    const folder = place.at('left');
    expect((await ledger(['init', '--clock', 'simulated', '--data', folder])).code).toBe(0);
    const actor: Actor = { id: 'institution-1', role: 'INSTITUTION', unit: '12411000MJ0TE007X8' };
    const [reading, late, waiting] = [1, 2, 3].map((n) => `0b8c4f6e-3f55-4a5e-9c1d-00000000000${n}`);
    const jobs = openSqliteJobStore(folder);
    const sealed = { person: 'file-x', generation: 1, cipher: 'AAAA' };
    for (const id of [reading, late, waiting] as string[]) {
      const expiresAt = id === late ? '2020-01-02T00:00:00.000Z' : '2999-01-01T00:00:00.000Z';
      const createdAt = '2020-01-01T00:00:00.000Z';
      jobs.begin({ id, kind: 'persons', format: 'text/csv', actor, common: {}, createdAt, expiresAt });
      jobs.addRows(id, { number: 1, firstRow: 2, lastRow: 2, count: 1, sealed });
      if (id !== reading) jobs.previewed(id, 1);
    }
    jobs.close();
    const service = await RunningService.again(folder);
    services.push(service);
    const caller = await Caller.of(service);
    const states = await Promise.all(
      [reading, late, waiting].map(async (id) => (await get(caller, actor, `jobs/${id}`)).body['state']),
    );
    expect(states).toEqual([undefined, 'expired', 'previewed']);
    await service.stop();
    const left = openSqliteJobStore(folder);
    expect([reading, late, waiting].map((id) => left.rows(id ?? '', 0)?.count)).toEqual([undefined, undefined, 1]);
    left.close();
  });
});

describe('a bank’s answer in xlsx', () => {
  it('is one command for all its lines, and counts once', async () => {
    const index = lines.findIndex(
      ({ command, data }) => command === 'RecordBankAnswer' && (data['lines'] as unknown[]).length > 1,
    );
    const { actor, at, data } = lines[index]!;
    const answers = data['lines'] as readonly { endToEndId: string; result: string; reason?: string }[];
    const caller = await servedBefore(index);
    const table = [
      ['端到端标识', '结果', '原因码'],
      ...answers.map(({ endToEndId, result, reason = '' }) => [endToEndId, result, reason]),
    ];
    const kind = `bank-answer?batchId=${String(data['batchId'])}`;
    const { status, body } = await upload(caller, actor, kind, XLSX, workbook(table));
    expect([status, body['rows']]).toEqual([201, answers.length]);
    const rows = await done(caller, actor, body['jobId'], at);
    expect(rows).toEqual([expect.objectContaining({ row: 1, outcome: 'accepted', subject: data['batchId'] })]);
    const again = await upload(caller, actor, kind, XLSX, workbook(table));
    expect([again.status, again.body['jobId'], again.body['state']]).toEqual([200, body['jobId'], 'done']);
  });

  it('with one bad line is not done in part', async () => {
    const [caller, actor] = [await Caller.of(services[3]!), { id: 'bank-agent', role: 'BANK', unit: 'XC' }];
    const rows = '端到端标识,结果\r\n0b8c4f6e3f554a5e9c1d2f7f6f0c5a11101,PAID\r\nx,PAID\r\n';
    const kind = 'bank-answer?batchId=0b8c4f6e-3f55-4a5e-9c1d-2f7f6f0c5a11';
    const { body } = await upload(caller, actor, kind, 'text/csv', rows);
    expect(body['bad']).toEqual([expect.objectContaining({ row: 3, column: 'A', title: '端到端标识', code: 'form' })]);
    const refused = await post(caller, actor, body['jobId'], 'commit?skipBad=true');
    expect([refused.status, refused.body['type']]).toEqual([409, '/problems/bulk-bad-rows']);
  });
});

describe('persons to register, in csv', () => {
  const institution: Actor = { id: 'institution-1', role: 'INSTITUTION', unit: '12411000MJ0TE007X8' };
  const colleague: Actor = { ...institution, id: 'institution-2' };
  const elsewhere: Actor = { ...institution, unit: '91411000MA9KTEST0X' };
  const csv = '姓名,身份证号\r\n张三,411002190001010017\r\n';
  let caller: Caller;
  let jobId: unknown;
  beforeAll(async () => {
    caller = await Caller.of(services[0]!);
    jobId = (await upload(caller, institution, 'persons', 'text/csv', csv)).body['jobId'];
  });

  it('are seen by the office that brought them and by auditors, and by nobody else', async () => {
    const seen = async (actor: Actor): Promise<number> => (await get(caller, actor, `jobs/${String(jobId)}`)).status;
    expect([await seen(institution), await seen(colleague), await seen(AUDITOR), await seen(elsewhere)]).toEqual([
      200, 200, 200, 404,
    ]);
    const listed = async (actor: Actor): Promise<unknown[]> =>
      ((await get(caller, actor, 'jobs')).body['rows'] as Record<string, unknown>[]).map((each) => each['jobId']);
    expect(await listed(colleague)).toContain(jobId);
    expect(await listed(elsewhere)).toEqual([]);
    expect(await listed(AUDITOR)).toContain(jobId);
    expect((await post(caller, AUDITOR, jobId, 'commit')).status).toBe(403);
    expect((await post(caller, elsewhere, jobId, 'cancel')).status).toBe(404);
  });

  it('are dropped when they are cancelled, and read anew when they come again', async () => {
    expect((await post(caller, colleague, jobId, 'cancel')).body['state']).toBe('cancelled');
    const refused = await post(caller, institution, jobId, 'commit');
    expect([refused.status, refused.body['type']]).toEqual([409, '/problems/bulk-state']);
    const again = await upload(caller, institution, 'persons', 'text/csv', csv);
    expect([again.status, again.body['jobId'], again.body['state']]).toEqual([201, jobId, 'previewed']);
    const [row] = await done(caller, institution, jobId, lines.at(-1)?.at ?? '');
    expect(row).toMatchObject({ row: 2, outcome: 'accepted' });
    expect((await post(caller, institution, jobId, 'cancel')).status).toBe(409);
  });

  it.each([
    ['another type', 'persons', 'application/json', '{}', 415, 'bulk-media-type'],
    ['nothing', 'persons', 'text/csv', '', 400, 'bulk-file'],
    ['no rows', 'persons', 'text/csv', '姓名,身份证号', 400, 'bulk-file'],
    ['columns that nobody knows', 'persons', 'text/csv', '姓名,身份证号,生日\r\n', 400, 'bulk-file'],
    ['no workbook', 'persons', XLSX, 'PK', 400, 'bulk-file'],
    ['more than the limit', 'persons', 'text/csv', 'x'.repeat(MOST_BYTES + 1), 413, 'too-large'],
    ['an unknown kind', 'claims', 'text/csv', csv, 400, 'invalid-query'],
    [
      'a batch that is none of its kind’s',
      'persons?batchId=0b8c4f6e-3f55-4a5e-9c1d-2f7f6f0c5a11',
      'text/csv',
      csv,
      400,
      'invalid-query',
    ],
    ['a role that may not', 'bank-answer', 'text/csv', csv, 403, 'A-083-role'],
  ])('as %s: refused, with a problem', async (_name, kind, type, bytes, status, name) => {
    const heard = await upload(caller, institution, kind, type, bytes);
    expect([heard.status, heard.body['type']]).toEqual([status, `/problems/${name}`]);
  });

  it('are taken at their own door only', async () => {
    const headers = {
      'content-type': 'text/csv',
      'idempotency-key': 'csv-at-a-command',
      ...(await bearer(caller, institution)),
    };
    const heard = await caller.post('/api/v1/persons/register', csv, headers);
    expect([heard.status, heard.body['type']]).toEqual([415, '/problems/media-type']);
  });

  it('have templates in csv and xlsx', async () => {
    const headers = await bearer(caller, institution);
    const template = await caller.raw('GET', '/api/v1/bulk/templates/persons.csv', headers);
    expect([template.status, template.text]).toEqual([200, '身份证号,姓名,电话\r\n']);
    const { status, headers: told } = await caller.raw('GET', '/api/v1/bulk/templates/roster.xlsx', headers);
    expect([status, told['content-type']]).toEqual([200, XLSX]);
    expect((await get(caller, institution, 'templates/claims.csv')).status).toBe(400);
  });
});

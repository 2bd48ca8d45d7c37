import { createHash } from 'node:crypto';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { Actor } from '@ledger/kernel';
import { canonicalJson } from '@ledger/kernel';
import { strFromU8, unzipSync } from 'fflate';
import { readSheet } from 'read-excel-file/node';
import { ledger, ledgerJson, simulated, Workplace } from '../cli/run-ledger';
import { Caller } from './caller';
import { RunningService } from './running-service';

jest.setTimeout(180_000);

const AUDITOR: Actor = { id: 'auditor-1', role: 'AUDITOR', unit: 'XC' };
const PURPOSE = '季度审计取数';

type Row = Readonly<Record<string, unknown>>;

interface Provenance {
  readonly exportId: string;
  readonly query: string;
  readonly filters: object;
  readonly columns: readonly string[];
  readonly asOfPosition: number;
  readonly by: Actor;
  readonly purpose: string;
  readonly rows: number;
  readonly sha256: string;
  readonly isComplete: boolean;
  readonly goOnFrom?: string;
  readonly file: string;
  readonly fileSha256: string;
}

const place = new Workplace();
const folder = place.at('data');
let service: RunningService;
let caller: Caller;

beforeAll(async () => {
  const file = place.at('programme.ndjson');
  await simulated(file, 300);
  const ran = await ledger(['import', file, '--clock', 'simulated', '--data', folder]);
  if (ran.code !== 0) throw new Error(`ledger import ended with ${ran.code}: ${ran.stderr}`);
  service = await RunningService.again(folder);
  caller = await Caller.of(service);
});
afterAll(async () => {
  await service?.stop();
  place.clear();
});

async function exported(list: string, asked: object, actor = AUDITOR): Promise<Response> {
  return fetch(`${service.url}/api/v1/exports/${list}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await caller.token(actor)}`, 'content-type': 'application/json' },
    body: JSON.stringify({ format: 'csv', purpose: PURPOSE, ...asked }),
  });
}

async function csvOf(response: Response): Promise<{ readonly csv: string; readonly provenance: Provenance }> {
  expect(response.status).toBe(200);
  const files = unzipSync(new Uint8Array(await response.arrayBuffer()));
  const provenance = JSON.parse(strFromU8(files['provenance.json'] ?? new Uint8Array())) as Provenance;
  const bytes = files[provenance.file] ?? new Uint8Array();
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(provenance.fileSha256);
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  return { csv: strFromU8(bytes.subarray(3)), provenance };
}

/** Every row of a list, as lines. */
async function lines(path: string, actor = AUDITOR): Promise<Row[]> {
  const response = await fetch(`${service.url}/api/v1/${path}`, {
    headers: { authorization: `Bearer ${await caller.token(actor)}`, accept: 'application/x-ndjson' },
  });
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/x-ndjson']);
  const rows: Row[] = [];
  // A web stream of Node's own.
  for await (const line of createInterface({ input: Readable.fromWeb(response.body as never) }))
    rows.push(JSON.parse(line) as Row);
  return rows;
}

const hashOf = (rows: readonly Row[], columns: readonly string[]): string =>
  createHash('sha256')
    .update(
      rows
        .map((row) => `${canonicalJson(Object.fromEntries(columns.map((column) => [column, row[column]])))}\n`)
        .join(''),
    )
    .digest('hex');

describe('a list as lines', () => {
  it('has every row that its pages have, in their order', async () => {
    const paged: Row[] = [];
    let cursor: string | undefined;
    do {
      const { body } = await caller.ask(AUDITOR, 'cases', { limit: 50, ...(cursor ? { cursor } : {}) });
      paged.push(...(body['rows'] as Row[]));
      cursor = body['cursor'] as string | undefined;
    } while (cursor !== undefined);
    expect(paged.length).toBeGreaterThan(260);
    expect(await lines('cases')).toEqual(paged);
    expect(await lines('cases?limit=7&fields=key,status')).toEqual(
      paged.slice(0, 7).map(({ key, status }) => ({ key, status })),
    );
  });

  it('tells what is wrong with the question as any other does', async () => {
    const headers = { authorization: `Bearer ${await caller.token(AUDITOR)}`, accept: 'application/x-ndjson' };
    const heard = await caller.get('/api/v1/cases?cursor=abc', headers);
    expect([heard.status, heard.body['type']]).toEqual([400, '/problems/invalid-query']);
  });
});

describe('a list as a file', () => {
  it('is a table that Excel opens, with where it comes from beside it', async () => {
    const response = await exported('cases', { unit: 'XC-411002', sort: 'since' });
    expect(response.headers.get('content-disposition')).toMatch(
      /attachment; filename="cases-\d{4}-\d\d-\d\d\.csv\.zip"/,
    );
    const { csv, provenance } = await csvOf(response);
    const rows = await lines('cases?unit=XC-411002&sort=since');
    const table = csv.trimEnd().split('\r\n');
    expect(table[0]).toMatch(/^编号,人员假名,管理单位/);
    expect(table.slice(1).map((line) => line.split(',')[0])).toEqual(rows.map(({ key }) => key));
    expect(rows.length).toBeGreaterThan(3);
    expect(provenance).toMatchObject({
      query: 'cases',
      filters: { unit: 'XC-411002', sort: 'since' },
      by: AUDITOR,
      purpose: PURPOSE,
      rows: rows.length,
      sha256: hashOf(rows, provenance.columns),
      isComplete: true,
      exportId: response.headers.get('export-id'),
    });
    expect(provenance.asOfPosition).toBe(Number(response.headers.get('ledger-position')));
  });

  it('is a workbook with the same rows and a sheet of where they come from', async () => {
    const response = await exported('cases', { format: 'xlsx', language: 'en', fields: 'key,status,dueFen' });
    expect(response.status).toBe(200);
    const bytes = Buffer.from(await response.arrayBuffer());
    const table = await readSheet(bytes, 1);
    const rows = await lines('cases');
    expect(table).toEqual([
      ['Id', 'Status', 'Due (fen)'],
      ...rows.map(({ key, status, dueFen }) => [key, status, dueFen]),
    ]);
    const about = Object.fromEntries((await readSheet(bytes, 2)).map(([key, value]) => [String(key), value]));
    expect(about).toMatchObject({
      query: 'cases',
      purpose: PURPOSE,
      rows: String(rows.length),
      sha256: hashOf(rows, ['key', 'status', 'dueFen']),
      isComplete: 'true',
    });
  });

  it('that is cut says so, and where to go on', async () => {
    const { provenance } = await csvOf(await exported('cases', { limit: 10 }));
    expect(provenance).toMatchObject({ rows: 10, isComplete: false });
    const rest = await csvOf(await exported('cases', { cursor: provenance.goOnFrom }));
    expect(rest.provenance).toMatchObject({ isComplete: true, rows: (await lines('cases')).length - 10 });
  });

  it('holds no more than its asker may see', async () => {
    const clerk: Actor = { id: 'clerk-1', role: 'CLERK', unit: 'XC-411002' };
    const { provenance } = await csvOf(await exported('cases', {}, clerk));
    expect(provenance).toMatchObject({
      rows: (await lines('cases?unit=XC-411002')).length,
      visible: { unit: 'XC-411002' },
    });
    const learner = await exported('cases', {}, { id: '411002190001010017', role: 'LEARNER', unit: 'XC' });
    expect(learner.status).toBe(403);
  });

  it.each(['case-counts', 'classes', 'organisations', 'publicity-lists', 'batches', 'refusals', 'person-times'])(
    'is made of %s too',
    async (list) => {
      const { csv, provenance } = await csvOf(await exported(list, {}));
      expect(csv.trimEnd().split('\r\n').length).toBeGreaterThanOrEqual(provenance.rows + 1);
      expect([provenance.query, provenance.isComplete]).toEqual([list, true]);
      expect(provenance.rows).toBeGreaterThan(0);
    },
  );

  it('is not made without a purpose, in another format, or of a column that there is not', async () => {
    for (const wrong of [
      { purpose: '' },
      { purpose: undefined },
      { format: 'pdf' },
      { fields: 'detail' },
      { sort: 'x' },
    ])
      expect([wrong, (await exported('cases', wrong)).status]).toEqual([wrong, 400]);
    expect((await exported('queue', { queue: 'no-such' })).status).toBe(404);
  });

  it('stands in the journal from its first byte, and once more when it is whole', async () => {
    const response = await exported('batches', {});
    const { provenance } = await csvOf(response);
    const { decryptions } = await ledgerJson<{ decryptions: readonly Row[] }>([
      'decryptions',
      '--data',
      folder,
      '--limit',
      '1000000',
    ]);
    const about = decryptions.filter(({ person }) => person === `export-${provenance.exportId}`);
    expect(about).toMatchObject([
      { actor: AUDITOR, purpose: PURPOSE, outcome: 'exporting' },
      { actor: AUDITOR, purpose: PURPOSE, outcome: 'exported' },
    ]);
    expect(about[1]?.['fields']).toEqual(
      expect.arrayContaining(['query="batches"', `rows=${provenance.rows}`, `sha256="${provenance.sha256}"`]),
    );
  });
});

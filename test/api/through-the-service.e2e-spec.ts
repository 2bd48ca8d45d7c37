import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
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
import { Caller } from './caller';
import { RunningService } from './running-service';

jest.setTimeout(120_000);

interface Answered {
  readonly id: string;
  readonly outcome: string;
  readonly position?: number;
  readonly problem?: { readonly type: string; readonly ruleId?: string; readonly detail: string };
  readonly first?: Answered;
}

const ADMIN: Actor = { id: 'policy-1', role: 'POLICY_ADMIN', unit: 'XC' };
const CLERK: Actor = { id: 'clerk-411002-1', role: 'CLERK', unit: 'XC-411002' };
const place = new Workplace();
const folder = place.at('data');
const token = place.at('token');
const FILE = '许昌市职业技能提升行动实施方案（样本）';
const document = {
  kind: 'POLICY',
  number: '许政办〔2019〕20号',
  issuer: '许昌市',
  issuedOn: '2018-12-28',
  title: '方案',
};

let service: RunningService;
let caller: Caller;
let through: readonly string[];

beforeAll(async () => {
  service = await RunningService.on(folder);
  caller = await Caller.of(service);
  writeFileSync(token, await caller.token(ADMIN));
  through = ['--url', service.url, '--token-file', token];
});
afterAll(async () => {
  await service?.stop();
  place.clear();
});

const publishing = (more: object = {}): string => JSON.stringify({ document: { ...document, ...more } });

describe('the command line beside a service that holds the ledger', () => {
  it('writes through it, as whom the token speaks for, and a repeat gets the first outcome', async () => {
    const words = ['do', 'PublishPolicyDocument', publishing(), '--id', '3d1f24b7-5a7c-4b0e-9a34-0a1f35a0c001'];
    const refused = await ledger([...words, '--data', folder, '--actor', 'POLICY_ADMIN:XC:policy-1']);
    expect([refused.code, refused.stderr]).toEqual([3, expect.stringContaining('--url')]);
    const done = await ledgerJson<Answered>([...words, ...through]);
    expect(done.outcome).toBe('accepted');
    const again = await ledgerJson<Answered>([...words, ...through]);
    expect([again.outcome, again.first?.position]).toEqual(['duplicate', done.position]);
    const status = await ledgerJson<{ head: number }>(['status', '--data', folder]);
    expect(status.head).toBe(done.position);
  });

  it('tells a refusal with rule and clause as it would alone', async () => {
    writeFileSync(place.at('clerk'), await caller.token(CLERK));
    const words = ['do', 'PublishPolicyDocument', publishing({ number: '2' }), '--url', service.url];
    const said = await ledgerJson<Answered>([...words, '--token-file', place.at('clerk')], 1);
    expect(said).toMatchObject({ outcome: 'refused', problem: { ruleId: 'A-083-role' } });
  });

  it('hands in the file of a document; a command that names one which nobody handed in is invalid', async () => {
    const sha256 = createHash('sha256').update(FILE).digest('hex');
    const named = publishing({ number: '许政办〔2020〕1号', sha256 });
    const words = ['do', 'PublishPolicyDocument'];
    const missing = await ledgerJson<Answered>([...words, named, ...through], 1);
    expect(missing).toMatchObject({ outcome: 'invalid', problem: { type: '/problems/file-missing' } });
    writeFileSync(place.at('plan.txt'), FILE);
    const handed = [...words, publishing({ number: '许政办〔2020〕1号' }), '--file', place.at('plan.txt'), ...through];
    expect((await ledgerJson<Answered>(handed)).outcome).toBe('accepted');
    const { documents } = await ledgerJson<{ documents: { named: number; missing: unknown[] } }>([
      'verify',
      '--data',
      folder,
    ]);
    expect(documents).toEqual({ named: 1, missing: [] });
    expect(readFileSync(place.at('data/vault.db')).includes(FILE)).toBe(false);
  });

  it('imports the lines of whom the token speaks for, and no others', async () => {
    const all = place.at('programme.ndjson');
    const lines = await simulated(all, 30, 3);
    const [first] = lines;
    if (!first) throw new Error('an empty programme');
    const own = lines.filter(({ actor }) => actor.role === first.actor.role).slice(0, 20);
    const theirs = lines.filter(({ actor }) => actor.role !== first.actor.role).slice(0, 2);
    const file = place.at('some.ndjson');
    const write = (some: readonly ProgrammeLine[]): void =>
      writeFileSync(file, some.map((line) => JSON.stringify(line)).join('\n'));
    write([...own, ...theirs]);
    writeFileSync(token, await caller.token(first.actor));
    const report = place.at('report.ndjson');
    const words = ['import', file, '--report', report, ...through];
    expect((await ledger(words)).code).toBe(1);
    const outcomes = linesOf<ReportLine & Answered>(report);
    const mine = own.filter(({ actor }) => actor.id === first.actor.id);
    expect(outcomes.filter(({ outcome }) => outcome === 'accepted').length).toBeGreaterThan(0);
    expect(outcomes.filter(({ problem }) => problem?.type === '/problems/foreign-actor')).toHaveLength(
      own.length - mine.length + theirs.length,
    );
    write(mine);
    expect((await ledger(words)).code).toBe(0);
    expect(new Set(linesOf<ReportLine>(report).map(({ outcome }) => outcome))).toEqual(new Set(['duplicate']));
  });

  it('says so where there is no service, no token, or one that is not taken', async () => {
    const words = ['do', 'PublishPolicyDocument', publishing()];
    const dead = await ledger([...words, '--url', 'http://127.0.0.1:1', '--token-file', token]);
    expect([dead.code, dead.stderr]).toEqual([3, expect.stringContaining('does not answer')]);
    const none = await ledger([...words, '--url', service.url]);
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('LEDGER_TOKEN')]);
    const plain = await ledger([...words, '--url', 'http://ledger.example', '--token-file', token]);
    expect([plain.code, plain.stderr]).toEqual([2, expect.stringContaining('https')]);
    const env = { LEDGER_URL: service.url, LEDGER_TOKEN: 'not.a.token' };
    const unknown = await ledger(words, { env });
    expect([unknown.code, unknown.stderr]).toEqual([3, expect.stringContaining('does not take this token')]);
  });
});

describe('files of documents', () => {
  it('are taken from whoever may give commands, up to the size that is configured, and nowhere else', async () => {
    const send = async (path: string, body: string, actor: Actor): Promise<number> => {
      const type = { 'content-type': 'application/octet-stream' };
      const key = { 'idempotency-key': 'a file, not a command' };
      return (await caller.post(path, body, { ...type, ...key, authorization: `Bearer ${await caller.token(actor)}` }))
        .status;
    };
    expect(await send('/api/v1/files', FILE, ADMIN)).toBe(200);
    expect(await send('/api/v1/files', '', ADMIN)).toBe(400);
    expect(await send('/api/v1/files', FILE, { id: 'bank-agent', role: 'BANK', unit: 'BANK' })).toBe(403);
    expect(await send('/api/v1/files', 'x'.repeat(16_777_217), ADMIN)).toBe(413);
    const { path } = caller.api.addressed('PublishPolicyDocument', {});
    expect(await send(path, FILE, ADMIN)).toBe(415);
  });
});

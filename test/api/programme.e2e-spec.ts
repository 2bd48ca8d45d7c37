import { openSqliteLogReader } from '@ledger/eventlog';
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

jest.setTimeout(120_000);

const LEARNERS = 60;
const AUDITOR: Actor = { id: 'auditor-city-1', role: 'AUDITOR', unit: 'XC' };
const FUND_ADMIN: Actor = { id: 'fund_admin-city-1', role: 'FUND_ADMIN', unit: 'XC' };
const REVIEWER: Actor = { id: 'reviewer-city-9', role: 'REVIEWER', unit: 'XC' };

const place = new Workplace();
let lines: ProgrammeLine[] = [];
let report: ReportLine[] = [];
let service: RunningService;
let caller: Caller;
const heard: Heard[] = [];

interface Line {
  readonly balances: unknown;
}
interface Position {
  readonly city: Line;
  readonly units: readonly (Line & { readonly unit: string })[];
}
/** As things stood when the last line was answered. */
let written = 0;
let refusals: Readonly<Record<string, unknown>> = {};
let position: Position;

const giveLine = ({ id, at, actor, command, data }: ProgrammeLine, headers = {}): Promise<Heard> =>
  caller.give(actor, command, data, id, { 'business-time': at, ...headers });

beforeAll(async () => {
  const file = place.at('programme.ndjson');
  lines = await simulated(file, LEARNERS);
  const imported = ['import', file, '--clock', 'simulated', '--data', place.at('imported'), '--report', place.at('r')];
  const ran = await ledger(imported);
  if (ran.code !== 0) throw new Error(`ledger import ended with ${ran.code}: ${ran.stderr}`);
  report = linesOf<ReportLine>(place.at('r'));
  service = await RunningService.on(place.at('served'));
  caller = await Caller.of(service);
  for (const line of lines) heard.push(await giveLine(line));
  written = Number(heard.at(-1)?.headers.get('ledger-position'));
  refusals = (await caller.ask(AUDITOR, 'refusals-by-rule', { after: written })).body;
  position = (await caller.ask(FUND_ADMIN, 'fund-position', { after: written })).body as unknown as Position;
});
afterAll(async () => {
  await service?.stop();
  place.clear();
});

/** Streams named by keyed values have other names in each ledger. */
const streamKind = (stream: string): string => stream.replace(/^(person|certificate)-.*/, '$1');

describe('a whole programme over HTTP', () => {
  it('gets for every line the outcome that an import of the same file gets', () => {
    const overHttp = heard.map(({ status, body }) => ({
      outcome: status === 200 ? 'accepted' : 'refused',
      rule: body['ruleId'],
      events: ((body['events'] as ReportLine['events']) ?? []).map(({ stream, version, type }) => [
        streamKind(stream),
        version,
        type,
      ]),
    }));
    const imported = report.map(({ outcome, problem, events = [] }) => ({
      outcome,
      rule: problem?.ruleId,
      events: events.map(({ stream, version, type }) => [streamKind(stream), version, type]),
    }));
    expect(overHttp).toEqual(imported);
    const refused = heard.filter(({ status }) => status !== 200);
    expect(refused.every(({ status }) => status === 422 || status === 403)).toBe(true);
    console.log(`${lines.length} lines over HTTP, ${refused.length} refused, as imported`);
  });

  it('repeats the first answer for a repeated key, and refuses the key for other data', async () => {
    const accepted = heard.findIndex(({ status }) => status === 200);
    const refused = heard.findIndex(({ status }) => status === 422);
    for (const i of [accepted, refused]) {
      const again = await giveLine(lines[i]!);
      expect(again.status).toBe(heard[i]?.status);
      expect(again.headers.get('idempotency-replayed')).toBe('true');
      const { detail: _detail, detailZh: _zh, detailEn: _en, ...told } = again.body;
      expect(heard[i]?.body).toMatchObject(told);
    }
    const [line, other] = [lines[accepted]!, lines[accepted + 1]!];
    expect(other.command).toBe(line.command);
    const reused = await giveLine({ ...line, data: other.data });
    expect([reused.status, reused.body['type']]).toEqual([422, '/problems/command-id-reused']);
  });

  it('meets the version that was seen or answers 412, and the key may be used again', async () => {
    const { actor, command, data } = lines.find((line) => line.command === 'AllotFunds')!;
    const give = (ifMatch: string): Promise<Heard> =>
      caller.give(actor, command, data, 'one-more-allotment', { 'if-match': ifMatch });
    const stale = await give('"1"');
    expect([stale.status, stale.body['type']]).toEqual([412, '/problems/precondition-failed']);
    const wrong = await give('7');
    expect([wrong.status, wrong.body['type']]).toEqual([400, '/problems/if-match']);
    const version = /version (\d+)/.exec(String(stale.body['detailEn']))?.[1];
    const met = await give(`"${version}"`);
    expect(met.body['type']).not.toBe('/problems/precondition-failed');
    expect([200, 422]).toContain(met.status);
  });

  it('shows a write to whoever asks after its position, and refuses a position that is not there', async () => {
    const before = await caller.ask(AUDITOR, 'refusals-by-rule');
    const asked = { classId: '7f0c0c52-3a3e-4e4f-8f43-2f7d0c9c0b11' };
    const refused = await caller.give(REVIEWER, 'ApproveClass', asked, 'a-reviewer-approves-no-class');
    expect([refused.status, refused.body['ruleId'], refused.body['clause']]).toEqual([403, 'A-083-role', '三(一)']);
    const after = Number(refused.headers.get('ledger-position'));
    const seen = await caller.ask(AUDITOR, 'refusals-by-rule', { after });
    expect(seen.body['A-083-role']).toBe(Number(before.body['A-083-role']) + 1);
    const ahead = await caller.ask(AUDITOR, 'refusals-by-rule', { after: after + 1_000_000 });
    expect([ahead.status, ahead.body['type']]).toEqual([400, '/problems/position-ahead']);
  });

  it('answers 304 to whoever has seen the version of a case', async () => {
    const caseId = lines.find(({ command }) => command === 'ConfirmClaim')?.data['caseId'];
    const first = await caller.ask(AUDITOR, 'case', { caseId });
    const tag = first.headers.get('etag') ?? '';
    expect(tag).toMatch(/^"\d+"$/);
    expect((await caller.ask(AUDITOR, 'case', { caseId }, { 'if-none-match': tag })).status).toBe(304);
    expect((await caller.ask(AUDITOR, 'case', { caseId }, { 'if-none-match': '"1"' })).status).toBe(200);
  });

  it('tells a problem in the language asked for, with rule, clause and a page', async () => {
    const i = heard.findIndex(({ body }) => body['ruleId'] === 'B.5-four-eyes');
    const [zh, en] = [
      await giveLine(lines[i]!, { 'accept-language': 'zh-CN' }),
      await giveLine(lines[i]!, { 'accept-language': 'fr, en;q=0.8, zh;q=0.2' }),
    ];
    for (const { headers, body } of [zh, en]) {
      expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
      expect(body).toMatchObject({ type: '/problems/B.5-four-eyes', ruleId: 'B.5-four-eyes', status: 422 });
      expect(body['clause']).toEqual(expect.stringMatching(/[一二三]/));
    }
    expect([zh.headers.get('content-language'), en.headers.get('content-language')]).toEqual(['zh', 'en']);
    expect([zh.body['detail'], en.body['detail']]).toEqual([zh.body['detailZh'], en.body['detailEn']]);
    expect(zh.body['detail']).toMatch(/\p{Script=Han}/u);
    const page = await fetch(`${service.url}${String(zh.body['type'])}`, { headers: { accept: 'text/html' } });
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  });

  it('counts the same refusals by rule as the import, and has the same money in the same places', async () => {
    const expected: Record<string, number> = {};
    for (const { problem } of report)
      if (problem?.ruleId) expected[problem.ruleId] = (expected[problem.ruleId] ?? 0) + 1;
    expect(refusals).toEqual(expected);
    const imported = await ledgerJson<Position>(['position', '--data', place.at('imported')]);
    const balancesOf = ({ city, units }: Position): unknown => [
      city.balances,
      units.map(({ unit, balances }) => [unit, balances]),
    ];
    expect(balancesOf(position)).toEqual(balancesOf(imported));
    expect(position.units.length).toBeGreaterThan(5);
  });

  it('writes as many events of each type as the import', async () => {
    const imported = await eventsIn('imported');
    expect(await eventsIn('served', written)).toEqual(imported);
    console.log(`${sum(imported)} events of ${Object.keys(imported).length} types, ${sum(refusals)} refusals by rule`);
  });
});

describe('the ledger that HTTP has written', () => {
  it('holds when it is verified after the service has ended', async () => {
    expect(await service.stop()).toBe(0);
    const verified = await ledger(['verify', '--data', place.at('served')]);
    expect([verified.code, verified.stdout]).toEqual([0, expect.stringContaining('Everything that was looked at')]);
  });
});

const sum = (counts: Readonly<Record<string, unknown>>): number =>
  Object.values(counts).reduce<number>((total, count) => total + Number(count), 0);

async function eventsIn(name: string, upTo = Number.MAX_SAFE_INTEGER): Promise<Readonly<Record<string, number>>> {
  const log = openSqliteLogReader({ folder: place.at(name) });
  const counts: Record<string, number> = {};
  for (const { type, position: at } of log.readAll(0, Number.MAX_SAFE_INTEGER).events)
    if (at <= upTo) counts[type] = (counts[type] ?? 0) + 1;
  await log.close();
  return counts;
}

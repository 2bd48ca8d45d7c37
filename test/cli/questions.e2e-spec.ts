import { ledger, ledgerJson, linesOf, simulated, Workplace, type ProgrammeLine, type ReportLine } from './run-ledger';

jest.setTimeout(180_000);

const place = new Workplace();
const data = ['--data', place.at('data')];
let commands: ProgrammeLine[] = [];
let report: ReportLine[] = [];

beforeAll(async () => {
  commands = await simulated(place.at('programme.ndjson'), 80);
  const words = [
    'import',
    place.at('programme.ndjson'),
    '--clock',
    'simulated',
    '--report',
    place.at('report'),
    ...data,
  ];
  const ran = await ledger(words);
  if (ran.code !== 0) throw new Error(ran.stderr);
  report = linesOf<ReportLine>(place.at('report'));
});
afterAll(() => place.clear());

const ask = <T>(...words: string[]): Promise<T> => ledgerJson<T>([...words, ...data]);

/** The first command that was answered with such an event, and the case that it stands on. */
function caseWith(type: string): { readonly caseId: string; readonly version: number; readonly line: ProgrammeLine } {
  for (const [i, { events }] of report.entries()) {
    const found = events?.find((event) => event.type === type && event.stream.startsWith('case-'));
    if (found) return { caseId: found.stream.slice(5), version: found.version, line: commands[i] as ProgrammeLine };
  }
  throw new Error(`the programme has no ${type}`);
}

interface Replayed {
  readonly state: {
    readonly step: string;
    readonly certificate?: { readonly certificateId: string; readonly issuedOn: string };
    readonly lines: readonly { readonly place: string }[];
  };
  readonly events: readonly {
    readonly version: number;
    readonly type: string;
    readonly occurredAt: string;
    readonly recordedAt: string;
    readonly correctedBy: readonly number[];
    readonly corrects?: number;
    readonly discounted?: string;
    readonly actor: { readonly id: string };
    readonly reason?: string;
  }[];
}

describe('ledger replay', () => {
  it('gives the state, the events that made it, and who made them', async () => {
    const { caseId, version } = caseWith('PayoutSettled');
    const { state, events } = await ask<Replayed>('replay', caseId);
    expect(state.step).not.toBe('none');
    expect(events.map((event) => event.version)).toEqual(events.map((_, i) => i + 1));
    expect(events[version - 1]).toMatchObject({ type: 'PayoutSettled', actor: { role: 'BANK' } });
    expect(JSON.stringify(events)).not.toContain('cipher');
  });

  it('as of a day counts what had happened by its end in Shanghai, and marks what came later', async () => {
    const { caseId } = caseWith('ClaimConfirmed');
    const { events } = await ask<Replayed>('replay', caseId);
    const submitted = events.find(({ type }) => type === 'ClaimSubmitted');
    const day = (submitted?.occurredAt ?? '').slice(0, 10);
    const then = await ask<Replayed>('replay', caseId, '--as-of', day);
    expect(then.state.step).toBe('submitted');
    expect(then.events.filter(({ discounted }) => discounted === 'later').map(({ type }) => type)).toContain(
      'ClaimConfirmed',
    );
  });

  it('shows a corrected certificate as we know it now, and as it was known before the correction', async () => {
    const { caseId, version, line } = caseWith('CertificateCorrected');
    const { state, events } = await ask<Replayed>('replay', caseId);
    const correction = events[version - 1];
    const recorded = events.find(({ type }) => type === 'CertificateRecorded');
    expect(recorded?.correctedBy).toContain(version);
    expect(correction?.corrects).toBe(recorded?.version);
    expect(correction?.reason ?? line.data['reason'] ?? '').toBeDefined();
    const before = recorded?.occurredAt ?? '';
    const asOf = await ask<Replayed>('replay', caseId, '--as-of', before);
    expect(asOf.state.certificate).toEqual(state.certificate);
    const known = await ask<Replayed>('replay', caseId, '--as-of', before, '--as-known', before);
    expect(known.state.certificate).not.toEqual(state.certificate);
    const told = await ledger(['replay', caseId, ...data]);
    expect(told.stdout).toContain(`↳ v${version}`);
  });

  it('replays any stream by its full name, and says so of one that is not there', async () => {
    const { events } = await ask<Replayed>('replay', 'fund-SPECIAL_ACCOUNT-XC');
    expect(events[0]?.type).toBe('CityLineOpened');
    const missing = await ledger(['replay', '00000000-0000-4000-8000-000000000000', ...data]);
    expect([missing.code, missing.stdout]).toEqual([1, '']);
    expect((await ledger(['replay', 'x', '--as-of', '2020-02-30', ...data])).code).toBe(2);
  });
});

describe('ledger explain', () => {
  interface Explained {
    readonly decisions: readonly {
      readonly version: number;
      readonly policyVersion: string;
      readonly rules: readonly { readonly ruleId: string; readonly value?: unknown }[];
      readonly facts: readonly { readonly stream: string; readonly version: number; readonly name: string }[];
      readonly decidedOn?: { readonly stream: string };
    }[];
  }

  it('says by which rules and facts a claim was accepted, and under which policy', async () => {
    const { caseId } = caseWith('ClaimSubmitted');
    const { decisions } = await ask<Explained>('explain', caseId, 'ClaimSubmitted');
    const [decision] = decisions;
    expect(decision?.policyVersion).toMatch(/^policy-XC@\d+$/);
    expect(decision?.rules.map(({ ruleId }) => ruleId)).toEqual(
      expect.arrayContaining(['A-078', 'A-087', 'A-063', 'A-064']),
    );
    expect(decision?.facts.map(({ stream }) => stream.split('-')[0])).toEqual(
      expect.arrayContaining(['class', 'person', 'catalogue', 'org']),
    );
    for (const { version } of decision?.facts ?? []) expect(version).toBeGreaterThan(0);
  });

  it('finds the decision behind an event that another stream’s command made', async () => {
    const { caseId, version } = caseWith('PayoutInstructed');
    const { decisions } = await ask<Explained>('explain', caseId, String(version));
    expect(decisions[0]?.decidedOn?.stream).toMatch(/^batch-/);
    expect(decisions[0]?.rules.map(({ ruleId }) => ruleId)).toContain('D.4-batch');
  });

  it('explains a refusal, its rule last', async () => {
    const submitted = caseWith('ClaimFirstReviewed');
    const again = {
      id: '7f3b5d2e-51c3-4f3a-9d2c-0a8f4f4b1a11',
      actor: { id: 'reviewer-99', role: 'REVIEWER', unit: submitted.line.actor.unit },
      command: 'RecordFirstReview',
      data: submitted.line.data,
    };
    const who = `${again.actor.role}:${again.actor.unit}:${again.actor.id}`;
    const words = ['do', again.command, JSON.stringify(again.data), '--actor', who, '--id', again.id];
    const refused = await ledgerJson<{ problem: { ruleId: string; detail: string; detailEn: string } }>(
      [...words, ...data],
      1,
    );
    expect(refused.problem).toMatchObject({ ruleId: 'B.5-order', detailEn: expect.any(String) });
    const { decisions } = await ask<{ decisions: { refusal: { ruleId: string }; rules: { ruleId: string }[] }[] }>(
      'explain',
      submitted.caseId,
      again.id,
    );
    expect(decisions[0]?.refusal.ruleId).toBe('B.5-order');
    expect(decisions[0]?.rules.at(-1)?.ruleId).toBe('B.5-order');
  });
});

describe('ledger position', () => {
  interface Position {
    readonly balanced: boolean;
    readonly city?: { readonly balances: Balances };
    readonly units: readonly { readonly unit: string; readonly balances: Balances; readonly differenceFen: number }[];
    readonly total: Balances;
    readonly claims: readonly { readonly unit: string; readonly drawnFen: number; readonly undrawnFen: number }[];
  }
  type Balances = Readonly<Record<string, number>>;
  interface OpenedTotal {
    readonly sumFen: number;
    readonly postings: readonly { readonly deltaFen: number }[];
  }

  it('balances on every line, at the total of the plan', async () => {
    const { balanced, city, units, total, claims } = await ask<Position>('position');
    expect(balanced).toBe(true);
    expect(city?.balances['total']).toBe(11_950_000_000);
    expect(units).toHaveLength(10);
    for (const { unit, balances: b, differenceFen } of units) {
      const claim = claims.find((each) => each.unit === unit);
      expect(differenceFen).toBe(0);
      expect(b['allotted']).toBe(
        b['available']! + b['encumbered']! + b['inTransit']! + b['owed']! + b['paid']! - b['recovered']!,
      );
      expect(b['encumbered']).toBe((claim?.drawnFen ?? 0) + (claim?.undrawnFen ?? 0));
    }
    expect(total['paid']).toBeGreaterThan(0);
  });

  it('opens each total into exactly the lines that sum to it', async () => {
    const { total, units } = await ask<Position>('position');
    for (const account of ['allotted', 'encumbered', 'paid', 'owed']) {
      const opened = await ask<OpenedTotal>('position', '--open', `all:${account}`, '--limit', '10000');
      expect(opened.sumFen).toBe(total[account]);
      expect(opened.postings.reduce((sum, { deltaFen }) => sum + deltaFen, 0)).toBe(total[account]);
    }
    const [first] = units;
    const one = await ask<{ sumFen: number }>('position', '--open', `${first?.unit}:available`);
    expect(one.sumFen).toBe(first?.balances['available']);
  });

  it('goes through an opened total page by page', async () => {
    const whole = await ask<{ postings: unknown[] }>('position', '--open', 'all:paid', '--limit', '10000');
    const seen: unknown[] = [];
    for (let cursor: string | undefined; seen.length < 1000;) {
      const more: string[] = cursor === undefined ? [] : ['--cursor', cursor];
      const page: { postings: unknown[]; cursor?: string } = await ask(
        'position',
        '--open',
        'all:paid',
        '--limit',
        '7',
        ...more,
      );
      seen.push(...page.postings);
      ({ cursor } = page);
      if (cursor === undefined) break;
    }
    expect(seen).toEqual(whole.postings);
  });

  it.each([
    [['position', '--open', 'all:drawn', '--as-of', '2020-06-30'], 2],
    [['position', '--open', 'all:paid', '--cursor', 'XC-411002/no-cursor'], 2],
    [['search', '--cursor', 'no-cursor'], 2],
    [['refusals', '--rule', 'A-999'], 1],
  ])('answers %j with a sentence and the exit code %d, not with what was not asked', async (words, code) => {
    const ran = await ledger([...words, ...data]);
    expect([ran.code, ran.stdout]).toEqual([code, '']);
    expect(ran.stderr).toMatch(/as they are now|not of this question|There is no A-999/);
  });

  it('knows every line at any moment', async () => {
    const settled = caseWith('PayoutSettled').line;
    const before = await ask<Position>('position', '--as-of', '2019-01-01');
    expect(before.units).toEqual([]);
    const then = await ask<Position>('position', '--as-of', settled.at);
    const now = await ask<Position>('position');
    expect(then.balanced).toBe(true);
    expect(then.total['paid']).toBeGreaterThan(0);
    expect(then.total['paid']).toBeLessThan(now.total['paid'] ?? 0);
    expect((await ask<Position>('position', '--as-known', settled.at)).balanced).toBe(true);
  });
});

describe('ledger trace', () => {
  it('goes from a payment to its allotment and from the allotment to every payment', async () => {
    const { caseId } = caseWith('PayoutSettled');
    const down = await ask<{
      payments: {
        endToEndId: string;
        status: string;
        amountFen: number;
        from: {
          amountFen: number;
          source: { kind: string; id: string };
          postings: { actor: object; balances: object }[];
        }[];
      }[];
    }>('trace', caseId);
    const settled = down.payments.find(({ status }) => status === 'settled');
    const [from] = settled?.from ?? [];
    expect(settled?.from.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(settled?.amountFen);
    for (const posting of from?.postings ?? []) expect(posting).toMatchObject({ actor: {}, balances: {} });
    const up = await ask<{
      allotment: { paidFen: number; payments: { payment: { endToEndId: string }; amountFen: number }[] };
    }>('trace', from?.source.id ?? '');
    expect(up.allotment.payments.map(({ payment }) => payment.endToEndId)).toContain(settled?.endToEndId);
    expect(up.allotment.payments.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(up.allotment.paidFen);
    const byId = await ask<{ payments: { endToEndId: string }[] }>('trace', settled?.endToEndId ?? '');
    expect(byId.payments.map(({ endToEndId }) => endToEndId)).toEqual([settled?.endToEndId]);
  });
});

describe('ledger search', () => {
  it('finds a person’s cases by ID number, without keeping or repeating it', async () => {
    const enrolment = commands.find(({ command }) => command === 'EnrolLearner');
    const idNumber = String(enrolment?.data['idNumber']);
    expect(idNumber).toMatch(/^\d{17}[\dX]$/);
    const found = await ledger(['search', '--person', '-', '--json', ...data], { stdin: `${idNumber}\n` });
    const { cases, total } = JSON.parse(found.stdout) as { total: number; cases: { key: string; person: string }[] };
    expect(total).toBeGreaterThan(0);
    expect(cases).toHaveLength(total);
    expect(found.stdout).not.toContain(idNumber);
    const lower = await ask<{ total: number }>('search', '--person', idNumber.toLowerCase());
    expect(lower.total).toBe(total);
    expect((await ask<{ total: number }>('search', '--person', '411002199001010000')).total).toBe(0);
  });

  it('finds by class, institution, unit and status, page by page', async () => {
    const all = await ask<{ total: number }>('search');
    const [one] = (
      await ask<{ cases: { classId: string; institution: string; unit: string; status: string }[] }>('search')
    ).cases;
    for (const [option, value] of [
      ['--class', one?.classId],
      ['--institution', one?.institution],
      ['--unit', one?.unit],
      ['--status', one?.status],
    ]) {
      const { total } = await ask<{ total: number }>('search', option ?? '', value ?? '');
      expect(total).toBeGreaterThan(0);
      expect(total).toBeLessThanOrEqual(all.total);
    }
    const first = await ask<{ cases: { key: string }[]; cursor?: string }>('search', '--limit', '5');
    const second = await ask<{ cases: { key: string }[] }>('search', '--limit', '5', '--cursor', first.cursor ?? '');
    expect(new Set([...first.cases, ...second.cases].map(({ key }) => key)).size).toBe(10);
    expect((await ledger(['search', '--status', 'nothing', ...data])).code).toBe(2);
  });

  it('shows one case whole', async () => {
    const { caseId } = caseWith('PayoutSettled');
    const shown = await ask<{
      case: { key: string };
      keyIsLive: boolean;
      archive: { trainings: unknown[] };
      events: unknown[];
    }>('case', caseId);
    expect(shown).toMatchObject({ case: { key: caseId }, keyIsLive: true });
    expect(shown.archive.trainings.length).toBeGreaterThan(0);
    expect(shown.events.length).toBeGreaterThan(5);
  });
});

describe('the machine room', () => {
  it('lists refusals by rule and by day', async () => {
    const { byRule, refusals } = await ask<{ byRule: Record<string, number>; refusals: { ruleId: string }[] }>(
      'refusals',
    );
    const [rule] = Object.keys(byRule);
    expect(refusals.length).toBeGreaterThan(0);
    const only = await ask<{ byRule: Record<string, number>; refusals: { ruleId: string }[] }>(
      'refusals',
      '--rule',
      rule ?? '',
    );
    expect(only.byRule).toEqual({ [rule ?? '']: byRule[rule ?? ''] });
    expect(new Set(only.refusals.map(({ ruleId }) => ruleId))).toEqual(new Set([rule]));
    expect((await ask<{ refusals: unknown[] }>('refusals', '--since', '2099-01-01')).refusals).toEqual([]);
  });

  it('tells the clock, the log’s end and each view’s place', async () => {
    const status = await ask<{ clock: string; head: number; views: { lag: number }[]; notices: { en: string }[] }>(
      'status',
    );
    expect(status.clock).toBe('simulated');
    expect(status.views.map(({ lag }) => lag)).toEqual(status.views.map(() => 0));
    expect(status.notices.map(({ en }) => en).join(' ')).toMatch(/simulated clock.*beside the data/);
  });

  it('rebuilds all views with worker threads or without, and they stay the same', async () => {
    const before = await ask<object>('position');
    for (const workers of ['2', '0']) {
      const { position } = await ask<{ position: number }>('rebuild', '--workers', workers);
      expect(position).toBe((await ask<{ head: number }>('status')).head);
    }
    expect(await ask<object>('position')).toEqual(before);
    expect((await ledger(['verify', ...data])).code).toBe(0);
  });
});

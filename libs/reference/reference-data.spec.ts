import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  isValidLocalDate,
  isWorkingDay,
  type CalendarYear,
  parseAccountNumber,
  parseCnaps,
  parseCertificateNumber,
  HIGH_SKILLED_LEVELS,
  LEVELS,
  isLevel,
  levelNumber,
  parseOccupationCode,
  parsePersonName,
  PROGRAMMES,
  PROGRAMME_IDS,
  isProgrammeId,
  REPORTING_UNIT_IDS,
  UNITS,
  isReportingUnitId,
  isUnitId,
  parseUscc,
  CERTIFICATE_KINDS,
  FUND_SOURCES,
  GRADED_CERTIFICATE_KINDS,
  PERSON_CATEGORIES,
  TRAINING_NATURES,
  type CertificateKind,
} from '@ledger/kernel';

const FOLDER = path.join(__dirname, 'data');
const read = <T>(file: string): T => JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8')) as T;

interface Described {
  readonly zh: string;
  readonly en: string;
  readonly source: string;
}
interface ListedEntry {
  readonly listedFrom: string | null;
  readonly announcement: string | null;
}
interface Document {
  readonly id: string;
  readonly kind: string;
  readonly number: string;
  readonly issuer: string;
  readonly issuedOn: string | null;
  readonly publishedOn?: string;
  readonly title: string;
  readonly en: string;
  readonly madeUp: boolean;
  readonly source: string;
}
interface Parameter extends Described {
  readonly key: string;
  readonly value: unknown;
  readonly unit: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly ruleId: string;
  readonly clause: string;
  readonly basis: readonly string[];
  readonly document: string;
}
interface Rate extends Described {
  readonly rateId: string;
  readonly itemCode: string;
  readonly certKind: string;
  readonly level: string | null;
  readonly trainingNature: string | null;
  readonly issue: string | null;
  readonly payeeKind: string | null;
  readonly amountFen: number;
  readonly perUnit: string;
  readonly minHours: number | null;
  readonly minDays: number | null;
  readonly fund: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly document: string;
  readonly status: string;
}
interface UnitEntry extends Described {
  readonly unitId: string;
  readonly kind: string;
  readonly parent: string | null;
  readonly divisionCode: string | null;
  readonly statisticalCode: string | null;
}
interface Allotment {
  readonly allotmentId: string;
  readonly round: number;
  readonly unitId: string;
  readonly fund: string;
  readonly amountFen: number;
  readonly allottedOn: string;
  readonly document: string;
  readonly madeUp: boolean;
  readonly source: string;
}
interface Occupation extends ListedEntry {
  readonly occupationId: string;
  readonly codeSystemVersion: string;
  readonly code: string | null;
  readonly zh: string;
  readonly en: string;
  readonly majorGroup: number;
  readonly source: string;
  readonly entersCatalogue: boolean;
  readonly ratePending: boolean;
  readonly madeUp: boolean;
  readonly provenance: string;
}
interface Item extends Described {
  readonly itemId: string;
  readonly kind: string;
}
interface Project extends Described, ListedEntry {
  readonly projectId: string;
  readonly programme: string;
  readonly trainingNature: string;
  readonly certKind: CertificateKind;
  readonly occupationId: string | null;
  readonly skillItem: string | null;
  readonly issue: string | null;
  readonly levels: readonly string[];
  readonly hours: number;
  readonly sessions: number;
  readonly providers: readonly string[];
  readonly groups: readonly string[];
  readonly tags: readonly string[];
}
interface Organisation extends Described, ListedEntry {
  readonly orgId: string;
  readonly uscc: string;
  readonly homeUnit: string;
  readonly roles: readonly string[];
  readonly ownership: string;
  readonly scope: {
    readonly projects: readonly string[];
    readonly occupations: readonly { readonly occupationId: string; readonly levels: readonly string[] }[];
    readonly items: readonly string[];
    readonly certKinds: readonly string[];
  };
  readonly levelSeries?: { type: string; bodyCode: string; provinceCode: string; siteCode: string };
  readonly qualificationSeries?: { provinceCode: string; cityCode: string; bodyType: string; bodyNo: string };
  readonly account: { readonly number: string; readonly bankCnaps: string; readonly accountName: string };
  readonly madeUp: boolean;
}
interface Phrase extends Described {
  readonly phraseId: string;
  readonly use: string;
  readonly code?: string;
  readonly next?: string;
}
interface Values {
  readonly source: string;
  readonly values: readonly string[];
}

const { documents, templates } = read<{
  documents: Document[];
  templates: { kind: string; title: string; issuer: string; madeUp: boolean; source: string }[];
}>('documents.json');
const { parameters } = read<{ parameters: Parameter[] }>('parameters.json');
const { rates } = read<{ rates: Rate[] }>('rates.json');
const { fund, units, allotments } = read<{
  fund: { fund: string; unitId: string; totalFen: number; document: string };
  units: UnitEntry[];
  allotments: Allotment[];
}>('units.json');
const { occupations } = read<{ occupations: Occupation[] }>('occupations.json');
const { items } = read<{ items: Item[] }>('items.json');
const { projects } = read<{ projects: Project[] }>('projects.json');
const { tags } = read<{ tags: (Described & { tagId: string; kind: string; programme: string })[] }>('tags.json');
const { organisations } = read<{ organisations: Organisation[] }>('organisations.json');
const names = read<Record<string, Values>>('names.json');
const { phrases } = read<{ phrases: Phrase[] }>('phrases.json');

const byKey = <T>(entries: readonly T[], key: (entry: T) => string) => new Map(entries.map((e) => [key(e), e]));
const documentOf = byKey(documents, (d) => d.id);
const occupationOf = byKey(occupations, (o) => o.occupationId);
const itemOf = byKey(items, (i) => i.itemId);
const projectOf = byKey(projects, (p) => p.projectId);
const tagOf = byKey(tags, (t) => t.tagId);
const parameter = (key: string): unknown => parameters.find((p) => p.key === key)?.value;
const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0);
const repeated = (keys: readonly string[]) => keys.filter((key, i) => keys.indexOf(key) !== i);
const isGraded = (kind: CertificateKind) => GRADED_CERTIFICATE_KINDS.includes(kind);
const listed = organisations.filter((o) => o.listedFrom !== null);

const named = (row: Rate) => [row.level, row.trainingNature, row.issue].filter((part) => part !== null).length;

/** Rows that apply to a training; the one that names the most comes first. */
function ratesFor(project: Project, level: string | null): Rate[] {
  return rates
    .filter(
      (row) =>
        row.certKind === project.certKind &&
        (row.level === null || row.level === level) &&
        (row.trainingNature === null || row.trainingNature === project.trainingNature) &&
        (row.issue === null || row.issue === project.issue),
    )
    .toSorted((a, b) => named(b) - named(a));
}
const levelsOf = (project: Project): (string | null)[] => (project.levels.length > 0 ? [...project.levels] : [null]);

describe('reference data as a whole', () => {
  it('holds every file that is described, and no other', () => {
    expect(readdirSync(FOLDER).toSorted()).toEqual(
      [
        'calendar',
        'documents.json',
        'items.json',
        'names.json',
        'occupations.json',
        'organisations.json',
        'parameters.json',
        'phrases.json',
        'projects.json',
        'rates.json',
        'tags.json',
        'units.json',
      ].toSorted(),
    );
  });

  it.each([
    ['documents', documents.map((d) => d.id)],
    ['document numbers', documents.map((d) => d.number)],
    ['parameters', parameters.map((p) => `${p.key} ${p.validFrom}`)],
    ['rates', rates.map((r) => r.rateId)],
    ['units', units.map((u) => u.unitId)],
    ['allotments', allotments.map((a) => a.allotmentId)],
    ['occupations', occupations.map((o) => o.occupationId)],
    ['occupation names', occupations.map((o) => o.zh)],
    ['items', items.map((i) => i.itemId)],
    ['projects', projects.map((p) => p.projectId)],
    ['tags', tags.map((t) => t.tagId)],
    ['organisations', organisations.map((o) => o.orgId)],
    ['organisation names', organisations.map((o) => o.zh)],
    ['credit codes', organisations.map((o) => o.uscc)],
    ['accounts', organisations.map((o) => o.account.number)],
    ['phrases', phrases.map((p) => p.phraseId)],
  ])('names each of the %s once', (_, keys) => {
    expect(keys.length).toBeGreaterThan(0);
    expect(repeated(keys)).toEqual([]);
  });

  it('says of each entry where it was taken from, and labels it in both languages', () => {
    const entries: { zh?: string; en?: string; title?: string; source: string }[] = [
      ...[...documents, ...templates, ...allotments].map((e) => ({ ...e, zh: 'x', en: 'x' })),
      ...parameters,
      ...rates,
      ...units,
      ...occupations.map((o) => ({ ...o, source: o.provenance })),
      ...items,
      ...projects,
      ...tags,
      ...organisations,
      ...phrases,
    ];
    for (const entry of entries) {
      expect(entry.source.length).toBeGreaterThan(3);
      expect(entry.zh).toBeTruthy();
      expect(entry.en).toBeTruthy();
    }
  });
});

describe('documents', () => {
  it('have a known date, but for the provincial fund notice, whose day is illegible', () => {
    expect(documents.filter((d) => d.issuedOn === null).map((d) => d.number)).toEqual(['豫人社办〔2019〕92号']);
    for (const { issuedOn } of documents) expect(issuedOn === null || isValidLocalDate(issuedOn)).toBe(true);
  });

  it('that are made up say so in number and issuer, and real ones never do', () => {
    for (const { number, issuer, madeUp } of documents) {
      expect([number, number.startsWith('模拟文')]).toEqual([number, madeUp]);
      expect([number, issuer.includes('模拟')]).toEqual([number, madeUp]);
    }
    for (const template of templates) expect([template.madeUp, template.issuer.includes('模拟')]).toEqual([true, true]);
  });

  it('of the working calendar are the same here and there', () => {
    const files = readdirSync(path.join(FOLDER, 'calendar'));
    const ours = documents.map(({ kind, number, issuer, issuedOn, title }) => ({
      kind,
      number,
      issuer,
      issuedOn,
      title,
    }));
    const theirs = files.flatMap((f) => read<{ documents: object[] }>(`calendar/${f}`).documents);
    expect(theirs.length).toBeGreaterThanOrEqual(5);
    for (const document of theirs) expect(ours).toContainEqual(document);
  });

  it('of the simulated programme are issued on working days', () => {
    const years = Object.fromEntries(
      ['2019', '2020', '2021'].map((year) => [year, read<CalendarYear>(`calendar/${year}.json`)]),
    );
    const issued = documents.filter((d) => d.madeUp && (d.issuedOn ?? '') >= '2019');
    for (const { issuedOn } of issued) {
      expect([issuedOn, isWorkingDay({ years }, issuedOn!)]).toEqual([issuedOn, { ok: true, value: true }]);
    }
  });

  it('that parameters, rates, money and catalogues refer to exist and have a date', () => {
    const referred = [
      ...parameters.map((p) => p.document),
      ...rates.map((r) => r.document),
      fund.document,
      ...allotments.map((a) => a.document),
      ...[...occupations, ...projects, ...organisations].flatMap((e) => e.announcement ?? []),
    ];
    for (const id of referred) expect([id, typeof documentOf.get(id)?.issuedOn]).toEqual([id, 'string']);
  });

  it('announce a listing before it begins (A-084)', () => {
    for (const { announcement, listedFrom } of [...occupations, ...projects, ...organisations]) {
      if (announcement === null || listedFrom === null) continue;
      const document = documentOf.get(announcement)!;
      expect((document.publishedOn ?? document.issuedOn)! <= listedFrom).toBe(true);
    }
  });
});

describe('parameters', () => {
  it('cover the parameter sheet', () => {
    expect(parameters.map((p) => p.key)).toEqual(
      expect.arrayContaining([
        'plan.window',
        'fund.total',
        'fund.firstClassStart',
        'quota.perPersonPerYear',
        'quota.yearBasis',
        'quota.exceptionAllowed',
        'quota.counts',
        'dedupe.key',
        'rule.blockLowerLevel',
        'ojt.rate',
        'advance.maxRate',
        'equip.rate',
        'school.publicFundsMax',
        'enterprise.frontlineMin',
        'catalogue.supplementMax',
        'catalogue.cumulative',
        'catalogue.newOccupationMajorGroups',
        'share.min',
        'skillUpgrade.definition',
        'highSkilled.levels',
        'attendance.min',
        'hours.preJob',
        'hours.specialAbility',
        'hours.seniorTechnicianRefresherDays',
        'claim.windowMonths',
        'class.filingLeadWorkingDays',
        'accept.workingDays',
        'review.workingDays',
        'objection.workingDays',
        'publicity.workingDays',
        'publicity.countFirstDay',
        'payment.maxDaysAfterPublicity',
        'report.dueWorkingDay',
        'disclosure.period',
        'age.min',
        'age.max',
        'age.pensionExcludes',
        'retention.voucher',
      ]),
    );
  });

  it('hold money in whole fen and shares in whole percent', () => {
    const numeric = parameters.filter((p) => p.unit.startsWith('fen') || p.unit === 'percent');
    expect(numeric.length).toBeGreaterThan(8);
    for (const { key, unit, value } of numeric) {
      const top = unit === 'percent' ? 100 : Number.MAX_SAFE_INTEGER;
      for (const n of (typeof value === 'object' ? Object.values(value as object) : [value]) as number[]) {
        expect([key, Number.isSafeInteger(n) && n >= 1 && n <= top]).toEqual([key, true]);
      }
    }
  });

  it('hold from the first day of the plan, and say on what they stand', () => {
    for (const p of parameters) {
      expect([p.key, p.validFrom, p.validTo]).toEqual([p.key, '2019-01-01', null]);
      expect(p.basis.length).toBeGreaterThan(0);
      for (const basis of p.basis) expect(['P', 'C', 'C2', 'M', 'D']).toContain(basis);
    }
    // What is not the plan's own word has to say that it is an assumption.
    for (const p of parameters.filter((one) => !one.basis.includes('P'))) {
      expect([p.key, p.source]).toEqual([p.key, expect.stringContaining('needs confirmation')]);
    }
  });

  it('agree with the plan: fund, quota, ceiling, shares, levels (A-071, A-063, A-085, A-021, A-007)', () => {
    expect(parameter('fund.total')).toBe(11_950_000_000);
    expect(parameter('quota.perPersonPerYear')).toBe(3);
    expect(parameter('catalogue.supplementMax')).toBe(10);
    expect(parameter('highSkilled.levels')).toEqual(HIGH_SKILLED_LEVELS);
    const shares = Object.values(PROGRAMMES).flatMap((p) =>
      p.upskillingMinPercent === undefined ? [] : [[p.id, p.upskillingMinPercent]],
    );
    expect(parameter('share.min')).toEqual(Object.fromEntries(shares));
  });
});

describe('rates', () => {
  it('give both graded kinds all five levels, a higher level never less (B.4)', () => {
    for (const kind of GRADED_CERTIFICATE_KINDS) {
      const rows = rates.filter((r) => r.certKind === kind);
      expect(rows.map((r) => r.level)).toEqual([...LEVELS]);
      expect(rows.map((r) => r.amountFen)).toEqual([120_000, 160_000, 200_000, 400_000, 500_000]);
    }
  });

  it('give the ungraded kinds their amounts', () => {
    const ungraded = rates.filter((r) => !isGraded(r.certKind as CertificateKind));
    expect(Object.fromEntries(ungraded.map((r) => [r.itemCode, r.amountFen]))).toEqual({
      TRAINING_COMPLETION: 70_000,
      PRE_JOB: 30_000,
      SENIOR_TECHNICIAN_REFRESHER: 200_000,
      SPECIAL_ABILITY: 80_000,
      SPECIAL_OPERATION_FIRST: 80_000,
      SPECIAL_OPERATION_RENEWAL: 30_000,
    });
  });

  it('are all unconfirmed, per person, from the special account, from the first day of the plan', () => {
    for (const r of rates) {
      expect([r.status, r.perUnit, r.fund, r.validFrom, r.validTo]).toEqual([
        'unconfirmed',
        'person',
        'SPECIAL_ACCOUNT',
        '2019-01-01',
        null,
      ]);
      expect(CERTIFICATE_KINDS).toContain(r.certKind);
      expect([...TRAINING_NATURES, null]).toContain(r.trainingNature);
      expect(FUND_SOURCES).toContain(r.fund);
      expect(r.source).toContain('confirmation');
    }
  });

  it('name each case once', () => {
    expect(repeated(rates.map((r) => [r.certKind, r.level, r.trainingNature, r.issue].join()))).toEqual([]);
  });

  it('pick one row for every project and level: pre-job beats completion, a renewal is no first issue (A-087)', () => {
    const picked = new Set<string>();
    for (const project of projects) {
      for (const level of levelsOf(project)) {
        const [best, next] = ratesFor(project, level);
        expect([project.projectId, level, best === undefined]).toEqual([project.projectId, level, false]);
        expect([project.projectId, next === undefined || named(best!) > named(next)]).toEqual([
          project.projectId,
          true,
        ]);
        picked.add(best!.rateId);
      }
    }
    expect([...picked].toSorted()).toEqual(rates.map((r) => r.rateId).toSorted());
    expect(ratesFor(projectOf.get('prj-pre-job-manufacturing')!, null)[0]?.itemCode).toBe('PRE_JOB');
    expect(ratesFor(projectOf.get('prj-low-voltage-renewal')!, null)[0]?.amountFen).toBe(30_000);
  });
});

describe('units and money', () => {
  it('are the city and its ten reporting units (A-002)', () => {
    expect(units.map((u) => u.unitId)).toEqual(['XC', ...REPORTING_UNIT_IDS]);
    for (const u of units) {
      const known = isUnitId(u.unitId) ? UNITS[u.unitId] : undefined;
      expect([u.zh, u.en, u.kind]).toEqual([known?.zh, known?.en, known?.kind]);
      expect([u.unitId, u.divisionCode ?? u.statisticalCode ?? undefined]).toEqual([u.unitId, known?.divisionCode]);
      expect(u.parent ?? undefined).toBe(known?.parent);
    }
  });

  it('are allotted less than the 119,500,000.00 in both rounds, so that a reserve stays (A-071)', () => {
    expect(fund).toMatchObject({ fund: 'SPECIAL_ACCOUNT', unitId: 'XC', totalFen: 11_950_000_000 });
    const first = sum(allotments.filter((a) => a.round === 1).map((a) => a.amountFen));
    expect(first).toBe(9_560_000_000);
    expect(fund.totalFen - sum(allotments.map((a) => a.amountFen))).toBe(890_000_000);
  });

  it('get one allotment each in each round, on a document of that day or before', () => {
    for (const round of [1, 2]) {
      const inRound = allotments.filter((a) => a.round === round);
      expect(inRound.map((a) => a.unitId)).toEqual([...REPORTING_UNIT_IDS]);
      for (const a of inRound) {
        expect(Number.isSafeInteger(a.amountFen) && a.amountFen > 0).toBe(true);
        expect(documentOf.get(a.document)!.issuedOn! <= a.allottedOn).toBe(true);
        expect([a.madeUp, a.fund]).toEqual([true, 'SPECIAL_ACCOUNT']);
      }
    }
  });
});

describe('occupations', () => {
  it('hold at most ten supplementary ones (A-085)', () => {
    const supplementary = occupations.filter((o) => o.source === 'SUPPLEMENTARY');
    expect(supplementary.length).toBeGreaterThan(0);
    expect(supplementary.length).toBeLessThanOrEqual(parameter('catalogue.supplementMax') as number);
    for (const o of supplementary) expect([o.zh, o.madeUp, o.code]).toEqual([o.zh, true, null]);
  });

  it('let new national ones in from their publication, but none of major group 2 (A-086)', () => {
    const groups = parameter('catalogue.newOccupationMajorGroups') as number[];
    const published = occupations.filter((o) => o.source === 'NEW_NATIONAL');
    expect(published.some((o) => !o.entersCatalogue)).toBe(true);
    for (const o of published) {
      expect([o.zh, o.entersCatalogue]).toEqual([o.zh, groups.includes(o.majorGroup)]);
      expect(o.listedFrom).toBe(o.entersCatalogue ? documentOf.get(o.announcement!)?.publishedOn : null);
    }
    expect(published.filter((o) => o.ratePending).map((o) => o.zh)).toEqual(['互联网营销师']);
  });

  it('have a well-formed code of their major group, or none', () => {
    for (const o of occupations) {
      expect(['PROVINCIAL', 'SUPPLEMENTARY', 'NEW_NATIONAL']).toContain(o.source);
      expect(['2015', '2022', 'XC-LOCAL']).toContain(o.codeSystemVersion);
    }
    const coded = occupations.filter((o) => o.code !== null);
    expect(coded.length).toBeGreaterThan(0);
    for (const { code, majorGroup } of coded) {
      expect(parseOccupationCode(code!)).toEqual({ ok: true, majorGroup, normalised: code });
    }
    const codes = occupations.flatMap((o) => (o.code === null ? [] : `${o.codeSystemVersion}:${o.code}`));
    expect(repeated(codes)).toEqual([]);
  });
});

describe('projects', () => {
  it('cover the nine programmes and the five certificate kinds (A-011 to A-019, A-062)', () => {
    expect(new Set(projects.map((p) => p.programme))).toEqual(new Set(PROGRAMME_IDS));
    expect(new Set(projects.map((p) => p.certKind))).toEqual(new Set(CERTIFICATE_KINDS));
    expect(new Set(projects.map((p) => p.trainingNature))).toEqual(new Set(TRAINING_NATURES));
  });

  it('name an occupation and levels if graded, an item if not (A-064)', () => {
    const itemKind: Partial<Record<CertificateKind, string>> = {
      SPECIAL_ABILITY: 'SKILL_ITEM',
      SPECIAL_OPERATION: 'OPERATION_ITEM',
      TRAINING_COMPLETION: 'COURSE',
    };
    for (const p of projects) {
      const about = [p.projectId, p.occupationId === null, p.skillItem === null];
      expect(about).toEqual([p.projectId, !isGraded(p.certKind), isGraded(p.certKind)]);
      expect([p.projectId, itemOf.get(p.skillItem ?? '')?.kind]).toEqual([p.projectId, itemKind[p.certKind]]);
      for (const level of p.levels) expect(isLevel(level)).toBe(true);
      expect([p.projectId, p.levels.length > 0 || !isGraded(p.certKind)]).toEqual([p.projectId, true]);
      expect([p.projectId, p.issue !== null]).toEqual([p.projectId, p.certKind === 'SPECIAL_OPERATION']);
    }
  });

  it('for a graded certificate count as upskilling (A-021)', () => {
    for (const p of projects.filter((one) => isGraded(one.certKind))) expect(p.trainingNature).toBe('UPSKILLING');
  });

  it('start no earlier than their occupation is listed, and none on one that must not enter', () => {
    for (const p of projects.filter((one) => one.occupationId !== null)) {
      const occupation = occupationOf.get(p.occupationId!);
      expect([p.projectId, occupation?.entersCatalogue]).toEqual([p.projectId, true]);
      expect(occupation!.listedFrom! <= p.listedFrom!).toBe(true);
    }
  });

  it('divide their hours evenly into sessions of at most eight, and reach the hours and days of their rate (B.4)', () => {
    for (const p of projects) {
      expect([p.projectId, p.hours % p.sessions]).toEqual([p.projectId, 0]);
      expect(p.hours / p.sessions).toBeLessThanOrEqual(8);
      for (const level of levelsOf(p)) {
        const [rate] = ratesFor(p, level);
        expect(p.hours).toBeGreaterThanOrEqual(rate?.minHours ?? 0);
        expect(p.sessions).toBeGreaterThanOrEqual(rate?.minDays ?? 0);
      }
    }
  });

  it('carry known tags and groups: a chain or cluster in P1, a brand in P9 (A-022, A-033)', () => {
    const wantedTags: Record<string, string[]> = {
      P1_ADV_MANUFACTURING: ['CHAIN', 'CLUSTER'],
      P9_LOCAL_BRANDS: ['BRAND'],
    };
    for (const p of projects) {
      expect(isProgrammeId(p.programme)).toBe(true);
      const kinds = p.tags.map((tag) => tagOf.get(tag)?.kind);
      expect([p.projectId, kinds.includes(undefined)]).toEqual([p.projectId, false]);
      const wanted = wantedTags[p.programme] ?? [undefined];
      expect([p.projectId, wanted.some((kind) => kind === undefined || kinds.includes(kind))]).toEqual([
        p.projectId,
        true,
      ]);
      expect(p.groups.length).toBeGreaterThan(0);
      for (const group of p.groups) expect(PERSON_CATEGORIES).toContain(group);
    }
  });

  it('know the ten chains, nine clusters and five brands of the plan', () => {
    const count = (kind: string) => tags.filter((t) => t.kind === kind).length;
    expect([count('CHAIN'), count('CLUSTER'), count('BRAND')]).toEqual([10, 9, 5]);
  });
});

describe('organisations', () => {
  it('have credit codes with both check characters right, one of them with the check value 0 (C.2)', () => {
    for (const o of organisations) {
      expect(parseUscc(o.uscc)).toMatchObject({ ok: true, normalised: o.uscc, organisationCodeOk: true });
      const entities = o.roles[0] === 'EMPLOYER' ? ['91'] : o.roles[0] === 'INSTITUTION' ? ['52', '12'] : ['52', '91'];
      expect(entities).toContain(o.uscc.slice(0, 2));
    }
    expect(organisations.filter((o) => o.uscc.endsWith('0')).length).toBeGreaterThan(0);
  });

  it('have accounts in their own name, with right check digits (C.4)', () => {
    for (const { account, zh } of organisations) {
      expect(account.accountName).toBe(zh);
      expect(parseAccountNumber(account.number)).toMatchObject({ ok: true, luhn: 'PASSES' });
      expect(parseCnaps(account.bankCnaps)).toMatchObject({ ok: true, city: '5030' });
    }
  });

  it('are made up and called so', () => {
    for (const o of organisations) expect([o.zh, o.madeUp, o.zh.startsWith('模拟')]).toEqual([o.zh, true, true]);
  });

  it('have a known home, known roles and a scope that exists', () => {
    for (const o of organisations) {
      expect(isReportingUnitId(o.homeUnit)).toBe(true);
      for (const role of o.roles) expect(['INSTITUTION', 'EMPLOYER', 'EVALUATOR']).toContain(role);
      expect(['PUBLIC', 'PRIVATE']).toContain(o.ownership);
      for (const id of o.scope.projects) {
        const project = projectOf.get(id);
        expect([o.orgId, id, project?.providers.some((kind) => o.roles.includes(kind))]).toEqual([o.orgId, id, true]);
      }
      for (const { occupationId, levels } of o.scope.occupations) {
        expect([occupationId, occupationOf.has(occupationId)]).toEqual([occupationId, true]);
        for (const level of levels) expect(isLevel(level)).toBe(true);
      }
      for (const item of o.scope.items) expect([item, itemOf.has(item)]).toEqual([item, true]);
      for (const kind of o.scope.certKinds) expect(CERTIFICATE_KINDS).toContain(kind);
    }
  });

  it('include one training institution at least in each of the ten units', () => {
    const homes = listed.filter((o) => o.roles.includes('INSTITUTION')).map((o) => o.homeUnit);
    expect(new Set(homes)).toEqual(new Set(REPORTING_UNIT_IDS));
  });

  it('include one that was never listed and one that was listed late, for the refusals (A-084)', () => {
    expect(organisations.filter((o) => o.listedFrom === null)).toHaveLength(1);
    expect(listed.some((o) => o.roles.includes('INSTITUTION') && o.listedFrom! > '2020-01-01')).toBe(true);
    expect(listed.some((o) => o.roles.includes('EVALUATOR') && o.listedFrom! > '2020-01-01')).toBe(true);
  });

  it('can run every project, and certify it at every level (A-050, A-084)', () => {
    for (const p of projects) {
      for (const kind of p.providers) {
        const providers = listed.filter((o) => o.roles.includes(kind) && o.scope.projects.includes(p.projectId));
        expect([p.projectId, kind, providers.length > 0]).toEqual([p.projectId, kind, true]);
      }
      if (p.certKind === 'TRAINING_COMPLETION') continue;
      for (const level of levelsOf(p)) {
        const bodies = listed.filter(
          (o) =>
            o.roles.includes('EVALUATOR') &&
            o.scope.certKinds.includes(p.certKind) &&
            (p.skillItem === null
              ? o.scope.occupations.some((s) => s.occupationId === p.occupationId && s.levels.includes(level!))
              : o.scope.items.includes(p.skillItem)),
        );
        expect([p.projectId, level, bodies.length > 0]).toEqual([p.projectId, level, true]);
      }
    }
  });

  it('that issue graded certificates have the fixed parts of a valid number, each its own (C.6)', () => {
    const evaluators = organisations.filter((o) => o.roles.includes('EVALUATOR'));
    for (const o of evaluators) {
      const issues = (kind: CertificateKind) => o.scope.certKinds.includes(kind);
      expect([o.orgId, o.levelSeries !== undefined]).toEqual([o.orgId, issues('SKILL_LEVEL')]);
      expect([o.orgId, o.qualificationSeries !== undefined]).toEqual([o.orgId, issues('VOC_QUALIFICATION')]);
    }
    const ofLevels = evaluators.flatMap((o) => (o.levelSeries ? [{ ...o.levelSeries, roles: o.roles }] : []));
    for (const { type, bodyCode, provinceCode, siteCode, roles } of ofLevels) {
      expect(type).toBe(roles.includes('EMPLOYER') ? 'Y' : 'S');
      for (const level of LEVELS) {
        const number = `${type}${bodyCode}${provinceCode}${siteCode}20${levelNumber(level)}000001`;
        const facts = { level, issueYear: 2020, province: '41' };
        expect(parseCertificateNumber('SKILL_LEVEL', number)).toMatchObject({ ok: true, facts });
      }
    }
    const ofQualifications = evaluators.flatMap((o) => o.qualificationSeries ?? []);
    for (const { provinceCode, cityCode, bodyType, bodyNo } of ofQualifications) {
      for (const level of LEVELS) {
        const number = `20${provinceCode}${cityCode}${bodyType}${bodyNo}${levelNumber(level)}00001`;
        expect(parseCertificateNumber('VOC_QUALIFICATION', number)).toMatchObject({ ok: true, facts: { level } });
      }
    }
    expect([ofLevels.length > 0, ofQualifications.length > 0]).toEqual([true, true]);
    expect(repeated(ofLevels.map((one) => one.type + one.siteCode))).toEqual([]);
    expect(repeated(ofQualifications.map((one) => one.bodyType + one.bodyNo))).toEqual([]);
  });
});

describe('names and phrases', () => {
  const characters = (key: string) => names[key]!.values;

  it('make names that pass the check of names, rare characters and the dot included (C.7)', () => {
    const surnames = [...characters('surnames'), ...characters('compoundSurnames')];
    const given = [...characters('givenCharacters'), ...characters('rareGivenCharacters')];
    expect(repeated([...surnames])).toEqual([]);
    expect(repeated([...given])).toEqual([]);
    for (const name of [...surnames.map((s) => `${s}伟`), ...given.map((g) => `王${g}`), ...characters('wholeNames')]) {
      expect(parsePersonName(name)).toEqual({ ok: true, normalised: name });
    }
    for (const rare of characters('rareGivenCharacters')) expect(Buffer.byteLength(rare, 'utf8')).toBe(4);
    expect(characters('rareGivenCharacters')).toHaveLength(2);
    expect(characters('wholeNames').some((name) => name.includes('\u00b7'))).toBe(true);
  });

  it('give the bank’s return codes a meaning and a next step (D.3)', () => {
    const returns = phrases.filter((p) => p.use === 'BANK_RETURN');
    expect(returns.map((p) => p.code)).toEqual(
      expect.arrayContaining(['AC01', 'AC03', 'AC04', 'AC06', 'BE01', 'RC01', 'AM04', 'AM05', 'MD07', 'NARR']),
    );
    for (const p of returns) expect([p.code, typeof p.next]).toEqual([p.code, 'string']);
    for (const p of phrases) expect(p.code !== undefined).toBe(p.use === 'BANK_RETURN');
  });

  it('offer several words for every use that the simulation repeats', () => {
    const count = (use: string) => phrases.filter((p) => p.use === use).length;
    for (const use of ['CORRECTION', 'REFUSAL', 'SUPPLEMENT', 'OBJECTION', 'HOLD']) {
      expect([use, count(use) >= 4]).toEqual([use, true]);
    }
    for (const p of phrases) expect(p.zh).not.toMatch(/\d{6,}/);
  });
});

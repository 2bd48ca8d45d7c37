import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { at, staff } from '@ledger/simulation';
import { ledger, ledgerJson, linesOf, simulated, Workplace, type ProgrammeLine } from '../cli/run-ledger';
import { formsOf } from './forms-of';
import { Town } from './town';

jest.setTimeout(180_000);

const place = new Workplace();
const data = join(place.folder, 'data');
let commands: ProgrammeLine[] = [];
/** Every ID number, name, phone, account and certificate number of the programme, mistyped and forged ones too. */
let planted: readonly string[] = [];
let printed = '';

/** What the programme once gives for a number: no number at all. */
const MEANINGLESS = new Set(['0000']);
const PERSONAL = ['idNumber', 'name', 'phone', 'accountNumber', 'accountName', 'number', 'roster'];
/** Numbers that name no person: of documents, categories' evidence and provincial systems. */
const personalIn = ({ command, actor, data: asked }: ProgrammeLine): unknown[] => [
  ...PERSONAL.filter((field) => field !== 'number' || /Certificate/.test(command)).flatMap((field) => asked[field]),
  ...(actor.role === 'LEARNER' ? [actor.id] : []),
];

beforeAll(async () => {
  commands = await simulated(place.at('programme.ndjson'), 60);
  const learning = commands.filter(({ command }) =>
    /Person|Enrol|Claim|Certificate|Provincial|Account|Category|Quota/.test(command),
  );
  const values = learning.flatMap(personalIn).filter((value) => typeof value === 'string' && !MEANINGLESS.has(value));
  planted = [...new Set(values as string[])];
  const ran = await ledger([
    'import',
    place.at('programme.ndjson'),
    '--clock',
    'simulated',
    '--report',
    join(place.folder, 'report'),
    '--data',
    data,
  ]);
  printed = `${ran.stdout}${ran.stderr}`;
});
afterAll(() => place.clear());

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(folder, name)).isFile());

/** Which planted values a file holds, in any form. */
function found(bytes: Buffer, values: readonly string[] = planted): string[] {
  return values.filter((value) => formsOf(value).some((form) => bytes.includes(form)));
}

const foundIn = (folder: string): Record<string, string[]> =>
  Object.fromEntries(
    filesIn(folder)
      .map((name) => [name, found(readFileSync(join(folder, name)))] as const)
      .filter(([, values]) => values.length > 0),
  );

describe('the search', () => {
  it('has something to look for, of every kind', () => {
    expect(planted.length).toBeGreaterThan(250);
    for (const kind of [
      /^\d{17}[\dX]$/,
      /^1\d{10}$/,
      /^62\d{16,}$/,
      /^T\d{17}[\dX]$/,
      /^\p{Script=Han}{2,4}$/u,
      /^Y\d{20,}|^S\d{20,}/,
    ])
      expect(planted.filter((value) => kind.test(value)).length).toBeGreaterThan(0);
  });

  it('finds what is there in each form, and in the bank file, which holds accounts by design and lies outside', () => {
    const [value = ''] = planted;
    for (const encoding of ['utf8', 'utf16le'] as const) {
      const bytes = Buffer.from(value, encoding);
      for (const before of ['', 'a', 'ab']) {
        const within = Buffer.concat([Buffer.from(before), bytes, Buffer.from('xyz')]);
        for (const form of [
          within,
          ...(['hex', 'base64', 'base64url'] as const).map((each) => Buffer.from(within.toString(each))),
        ])
          expect(found(form, [value])).toEqual([value]);
      }
    }
    const outbox = join(place.folder, 'outbox');
    expect(filesIn(outbox).length).toBeGreaterThan(0);
    expect(Object.keys(foundIn(outbox)).length).toBeGreaterThan(0);
  });
});

describe('no ID number, name, phone, account or certificate number', () => {
  it('lies in any file of a ledger that was closed, in the report, or in what was printed', () => {
    expect(filesIn(data)).toEqual(expect.arrayContaining(['head', 'log.db', 'vault.db', 'cache.db', 'views.db']));
    expect(foundIn(data)).toEqual({});
    expect(found(readFileSync(place.at('report')))).toEqual([]);
    expect(found(Buffer.from(printed))).toEqual([]);
  });

  it('lies in any file while it is open, write-ahead logs among them', async () => {
    const town = await Town.open({ setUp: () => false });
    try {
      for (const { id, at: when, actor, command, data: asked } of commands)
        await town.ledger.execute({ id, at: when, actor, command, data: asked });
      await town.settled();
      const walFiles = filesIn(town.data).filter((name) => name.endsWith('-wal'));
      expect(walFiles.some((name) => statSync(join(town.data, name)).size > 0)).toBe(true);
      expect(foundIn(town.data)).toEqual({});
    } finally {
      await town.close();
    }
  });

  it('is repeated in an answer to what makes no sense, nor kept', async () => {
    const town = await Town.open();
    const { idNumber, name, phone, accountNumber } = town.person();
    const secrets = [idNumber, name, phone, accountNumber];
    const [clerk, when] = [staff('CLERK', 'XC-411002'), at('2021-06-01', '09:00')];
    const id = town.random.uuid();
    const person = { idNumber, name, phone };
    const hostile = [
      { id: idNumber, actor: clerk, command: 'RegisterPerson', data: person },
      { id, actor: clerk, command: idNumber, data: person },
      { id, actor: clerk, command: 'RegisterPerson', data: { ...person, [idNumber]: phone, [name]: { [phone]: 1 } } },
      {
        id,
        actor: clerk,
        command: 'RegisterPerson',
        data: { ...person, phone: accountNumber, name: `${name}${idNumber}` },
      },
      { id, actor: clerk, command: 'EnrolLearner', data: { ...person, caseId: idNumber, classId: phone } },
      { id, actor: { ...clerk, id: idNumber }, command: 'RegisterPerson', data: person },
      { id, actor: { ...clerk, role: phone }, command: 'RegisterPerson', data: person },
      { id, actor: { ...clerk, unit: idNumber }, command: 'RegisterPerson', data: person },
      { id, actor: { ...clerk, role: 'LEARNER', id: ` ${idNumber}` }, command: 'SubmitClaim', data: {} },
      { id, actor: clerk, command: 'AcceptClaim', data: { caseId: town.random.uuid(), [name]: 1 } },
      { id, at: idNumber, actor: clerk, command: 'RegisterPerson', data: person },
    ];
    try {
      for (const request of hostile) {
        const answer = await town.ledger.execute({ at: when, ...request });
        expect(answer.outcome).toBe('invalid');
        expect(found(Buffer.from(JSON.stringify(answer)), secrets)).toEqual([]);
      }
      await town.settled();
      for (const file of filesIn(town.data)) expect(found(readFileSync(join(town.data, file)), secrets)).toEqual([]);
    } finally {
      await town.close();
    }
    for (const words of [
      ['replay', idNumber],
      ['trace', idNumber],
      ['case', phone],
      ['explain', idNumber, 'x'],
      ['rules', idNumber],
    ]) {
      const { code, stdout, stderr } = await ledger([...words, '--data', data]);
      expect(code).toBe(1);
      expect(found(Buffer.from(`${stdout}${stderr}`), secrets)).toEqual([]);
    }
  });
});

describe('a published list', () => {
  it('stands in the log by its digest and its cases only', async () => {
    const opened = commands.find(({ command }) => command === 'OpenPublicity')!;
    const { events } = await ledgerJson<{ events: { data: object }[] }>([
      'replay',
      `publicity-${String(opened.data['publicityId'])}`,
      '--data',
      data,
    ]);
    expect(events[0]?.data).toMatchObject({ digest: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(found(Buffer.from(JSON.stringify(events)))).toEqual([]);
  });

  it('can be shown again from the vault as it was, names masked, by who says why', async () => {
    const { data: asked } = commands.find(({ command }) => command === 'OpenPublicity')!;
    const call = ['publicity', String(asked['publicityId']), '--data', data];
    const why = ['--reveal', '--actor', 'AUDITOR:XC:auditor-1', '--why', '核对公示'];
    const { list, shown } = await ledgerJson<{
      list: { key: string; digest: string; caseIds: string[] };
      shown: { name: string; amountFen: number; institution: string }[];
    }>([...call, ...why]);
    expect(shown).toHaveLength(list.caseIds.length);
    for (const line of shown)
      expect(line).toMatchObject({ name: expect.stringMatching(/^.\*+.?$/u), amountFen: expect.any(Number) });
    expect(found(Buffer.from(JSON.stringify(shown)))).toEqual([]);
    const { decryptions } = await ledgerJson<{ decryptions: { purpose: string; person: string }[] }>([
      'decryptions',
      '--limit',
      '100000',
      '--data',
      data,
    ]);
    expect(decryptions.at(-1)).toMatchObject({ purpose: '核对公示', person: `file-publicity-${list.key}` });
    const ran = await ledger([...call, ...why]);
    expect(ran.stdout).toContain(list.digest);
    expect(ran.stdout).toContain(shown[0]!.name);
    expect((await ledger([...call, '--reveal'])).code).toBe(2);
  });
});

describe('a case whose person’s key was destroyed', () => {
  it('replays as before, verifies, and its values are unreadable for good', async () => {
    const report = linesOf<{ outcome: string }>(place.at('report'));
    const enrolment = commands.find(
      ({ command }, i) => command === 'EnrolLearner' && report[i]?.outcome === 'accepted',
    );
    const { caseId, idNumber } = enrolment!.data as { caseId: string; idNumber: string };
    const into = ['--data', data];
    const before = await ledger(['replay', caseId, ...into]);
    const by = (n: number): string[] => [
      '--actor',
      `POLICY_ADMIN:XC:admin-${n}`,
      '--at',
      '2022-01-05T10:00:00+08:00',
      ...into,
    ];
    const document = {
      kind: 'APPROVAL',
      number: '模拟文〔2022〕1号',
      issuer: '许昌市人社局（模拟）',
      issuedOn: '2022-01-04',
      title: '删除审批',
    };
    const proposal = ['--propose', '--reason', '本人申请', '--document', JSON.stringify(document)];
    expect((await ledger(['forget', '-', ...proposal, ...by(1)], { stdin: idNumber })).code).toBe(0);
    expect((await ledger(['forget', '-', '--approve', ...by(2)], { stdin: idNumber })).code).toBe(0);

    const after = await ledger(['replay', caseId, ...into]);
    expect(after.stdout).toBe(before.stdout);
    const revealed = await ledger([
      'case',
      caseId,
      '--reveal',
      '--actor',
      'AUDITOR:XC:auditor-1',
      '--why',
      '抽查',
      ...into,
    ]);
    expect(revealed.stdout).toMatch(/key destroyed: personal values cannot be read[\s\S]*idNumber: \(cannot be read\)/);
    const verified = await ledger(['verify', ...into]);
    expect([verified.code, verified.stdout]).toEqual([
      0,
      expect.stringContaining('Everything that was looked at holds'),
    ]);
    expect(foundIn(data)).toEqual({});
  });
});

import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { at, documentOf, ofOrganisation, staff, workingDay } from '@ledger/simulation';
import { ledger, ledgerJson } from '../cli/run-ledger';
import { confirmed, Payment } from './payment';
import { Town } from './town';
import { Training, type Learner } from './training';

jest.setTimeout(120_000);

let town: Town;
let training: Training;
let learner: Learner;
/** Days of the story. */
let days: { readonly claimed: string; readonly paid: string; readonly corrected: string; readonly paidAgain: string };

beforeAll(async () => {
  // Only what was set up before the story: the simulated clock must not be ahead of it.
  town = await Town.open({ setUp: ({ on }) => on < '2020-05-01' });
  training = new Training(town, { startsOn: '2020-06-15' });
  learner = training.learner();
  const { caseId, person } = learner;
  const { unit, issuedOn } = training;
  const claimed = workingDay(issuedOn, 2);
  const firstDay = workingDay(claimed, 4);
  const paying = workingDay(firstDay, 7);
  const paid = workingDay(paying, 4);
  const corrected = workingDay(paid, 2);
  const returned = workingDay(corrected, 2);
  const again = workingDay(returned, 3);
  const paidAgain = workingDay(again, 4);
  days = { claimed, paid, corrected, paidAgain };

  // The evaluation body mistypes the number and takes the day before for the day of issue.
  const wrong = { issuedOn: workingDay(issuedOn, -1) };
  const first = new Payment(town, unit, [learner], paying);
  const second = new Payment(town, unit, [learner], again);
  const [clerk, confirmer] = [staff('CLERK', unit), staff('CONFIRMER', unit)];
  const [ofCertificate, ofAccount] = [town.random.uuid(), town.random.uuid()];
  const other = town.person();
  const document = (on: string) => documentOf('CORRECTION_DECISION', on, town.serial());
  await town.inTurn([
    ...training.upToResults([learner]),
    training.certificate(learner, wrong),
    training.claim(learner, claimed),
    ...training.throughReview([learner], claimed),
    ...confirmed(town, training, [learner], firstDay),
    ...first.sent(),
    first.answered('PAID', paid),
    {
      by: ofOrganisation(training.of.evaluator!, 'EVALUATOR'),
      at: at(corrected, '09:00'),
      command: 'ProposeCertificateCorrection',
      data: {
        caseId,
        proposalId: ofCertificate,
        version: 2,
        kind: 'SKILL_LEVEL',
        number: training.number(learner),
        level: 'L5',
        issuedOn,
        issuer: training.of.evaluator!.uscc,
        reason: '录入时末位和日期看错，已与原件核对',
        document: document(corrected),
      },
    },
    {
      by: confirmer,
      at: at(corrected, '16:00'),
      command: 'ApproveCorrection',
      data: { caseId, proposalId: ofCertificate },
    },
    first.answered('RETURNED', returned, { reason: 'AC04' }),
    {
      by: clerk,
      at: at(returned, '10:00'),
      command: 'ProposeAccountCorrection',
      data: {
        caseId,
        proposalId: ofAccount,
        version: 3,
        accountNumber: other.accountNumber,
        accountName: person.name,
        bankCnaps: other.bankCnaps,
        reason: '原账户已销户，学员提供新账户',
        document: document(returned),
      },
    },
    { by: confirmer, at: at(returned, '15:00'), command: 'ApproveCorrection', data: { caseId, proposalId: ofAccount } },
    ...second.sent(),
    second.answered('PAID', paidAgain, { attempt: 2 }),
  ]);
  await town.settled();
  await town.ledger.close();
});
afterAll(async () => {
  await town.reopen();
  await town.close();
});

const data = (): string[] => ['--data', town.data];
const said = async (...words: string[]): Promise<string> => (await ledger([...words, ...data()])).stdout;

interface Replayed {
  readonly state: {
    readonly step: string;
    readonly certificate: { readonly issuedOn: string; readonly certificateId: string };
    readonly lines: readonly { readonly place: string; readonly attempts: readonly { readonly status: string }[] }[];
  };
  readonly events: readonly { readonly type: string; readonly discounted?: string }[];
}
const replay = (...moment: string[]): Promise<Replayed> =>
  ledgerJson<Replayed>(['replay', learner.caseId, ...moment, ...data()]);

describe('a case that was corrected, paid, returned and reissued', () => {
  it('is replayed as it stood when it was claimed, when it was paid, and at the end', async () => {
    const claimed = await replay('--as-of', days.claimed);
    const paid = await replay('--as-of', days.paid);
    const end = await replay();
    expect([claimed, paid, end].map(({ state }) => state.step)).toEqual(['submitted', 'confirmed', 'confirmed']);
    expect([claimed, paid, end].map(({ state }) => state.lines.map(({ place }) => place))).toEqual([
      ['class'],
      ['paid'],
      ['paid'],
    ]);
    expect(end.state.lines[0]?.attempts.map(({ status }) => status)).toEqual(['returned', 'settled']);
    expect(claimed.events.filter(({ discounted }) => discounted === undefined)).toHaveLength(3);
    expect(end.events.every(({ discounted }) => discounted === undefined)).toBe(true);
  });

  it('has at every moment the certificate that it is now known to have had, and before the correction the one known then (D7)', async () => {
    const now = (await replay()).state.certificate;
    expect(now.issuedOn).toBe(training.issuedOn);
    for (const moment of [days.claimed, days.paid])
      expect((await replay('--as-of', moment)).state.certificate).toEqual(now);
    const before = (await replay('--as-of', days.claimed, '--as-known', days.paid)).state.certificate;
    expect(before.issuedOn).toBe(workingDay(training.issuedOn, -1));
    expect(before.certificateId).not.toBe(now.certificateId);
  });

  it('shows an auditor the events that made the state, the correction beside what it corrects, and later ones by name only', async () => {
    const en = await said('replay', learner.caseId, '--as-of', days.paid);
    expect(en).toContain(`as of ${days.paid} 23:59:59 (Asia/Shanghai), facts as known today`);
    expect(en).toMatch(/line 1: 1,200\.00 paid \(attempts: 1 settled\)/);
    expect(en).toMatch(
      /Certificate recorded\n.*\n +↳ v14 .* certificate corrected: its number \(sealed, reference (\w{8}) → (?!\1)\w{8}\); issue date from “.*” to “.*”\n/,
    );
    const [made = '', later = ''] = en.split('Happened later, does not count at this moment (8):\n');
    expect(made).toContain('Payment settled');
    expect(made).not.toContain('returned by the bank');
    expect(later.trim().split('\n')).toHaveLength(8);
    expect(later).toMatch(/^ {2}v13 .* Correction proposed\n[\s\S]*v20 .* Payment settled\n$/);

    const zh = await said('replay', learner.caseId, '--lang', 'zh');
    expect(zh).toMatch(/证书更正：编号（保密，代号 \w{8} → \w{8}）；发证日期由“.*”改为“.*”/);
    expect(zh).toMatch(/到账后退票（AC04 账户已销户）/);
    expect(zh).toMatch(/理由: 原账户已销户，学员提供新账户\n +依据: 模拟文〔2020〕/);
    expect(zh).not.toContain('此后发生');
  });

  it('explains its acceptance: every rule with its value, every fact with where it stood', async () => {
    const en = await said('explain', learner.caseId, 'ClaimSubmitted');
    for (const line of [
      '✓ A-078 No subsidy outside the systems: provincial training information system, real-name employment system',
      '✓ A-087 The provincial rate: amount: 1,200.00; rate: rate-skill-level-l5',
      '✓ A-071-class Cover of the class: 1,200.00',
    ])
      expect(en).toContain(line);
    expect(en).toMatch(/policy-XC@\d+/);
    expect(en).toMatch(/passed = yes {2}\(class-[-0-9a-f]{36}@\d+\)/);
    expect(en).toMatch(/subsidies taken by other cases = 0 {2}\(person-\w+@\d+\)/);
    expect(en).toMatch(new RegExp(`listed as of = .*\\(org-${training.of.evaluator?.uscc}@\\d+\\)`));
    const accepted = await said('explain', learner.caseId, 'ClaimAccepted', '--lang', 'zh');
    expect(accepted).toMatch(/受理 \(AcceptClaim\)[\s\S]*✓ B.5-order 办理顺序: 已申请、待受理[\s\S]*✓ B.5-four-eyes/);
  });

  it('traces its payment down to the allotment, posting by posting', async () => {
    const { payments } = await ledgerJson<{
      payments: {
        status: string;
        amountFen: number;
        payout: { type: string; occurredAt: string }[];
        encumbrance: { type: string }[];
        from: { amountFen: number; source: { kind: string }; postings: { line: string; type: string }[] }[];
      }[];
    }>(['trace', learner.caseId, ...data()]);
    expect(payments.map(({ status, amountFen }) => [status, amountFen])).toEqual([
      ['returned', 120_000],
      ['settled', 120_000],
    ]);
    const types = (postings: readonly { type: string }[]): string[] => [...new Set(postings.map(({ type }) => type))];
    expect(types(payments[0]?.payout ?? [])).toEqual(['PayoutsDispatched', 'PayoutsAnswered', 'PayoutsReturned']);
    expect(types(payments[1]?.payout ?? [])).toEqual(['PayoutsDispatched', 'PayoutsAnswered']);
    expect(types(payments[1]?.encumbrance ?? [])).toEqual(['FundsEncumbered', 'PayoutsDispatched']);
    // What came back came from nowhere; what was paid came from one allotment, which the city line gave.
    expect(payments[0]?.from).toEqual([]);
    expect(payments[1]?.from.map(({ amountFen, source }) => [amountFen, source.kind])).toEqual([
      [120_000, 'ALLOTMENT'],
    ]);
    expect(types(payments[1]?.from[0]?.postings ?? [])).toEqual(['AllotmentTaken', 'FundsAllotted']);
  });

  it('speaks Chinese in Chinese and English in English, but for names, documents and opinions', async () => {
    const { caseId } = learner;
    const { idNumber, name, phone, accountNumber } = learner.person;
    for (const words of [
      ['replay', caseId],
      ['explain', caseId],
      ['trace', caseId],
      ['case', caseId],
      ['position'],
      ['refusals'],
      ['verify'],
      ['status'],
    ]) {
      const [en, zh] = [await said(...words), await said(...words, '--lang', 'zh')];
      expect(withoutQuotes(en)).not.toMatch(/\p{Script=Han}/u);
      expect(leftoverEnglish(zh)).toEqual([]);
      for (const text of [en, zh])
        for (const value of [idNumber, name, phone, accountNumber]) expect(text).not.toContain(value);
    }
  });
});

/** What people wrote themselves: opinions, reasons, documents. */
const withoutQuotes = (text: string): string =>
  text.replaceAll(/(reason|document): .*/g, '').replaceAll(/((?:first|second) review passed): \S+/g, '$1');

/** Words of a Chinese text that are neither ids, rule numbers, stream names, command names nor levels. */
const leftoverEnglish = (text: string): string[] =>
  (text.match(/(?<![\w@./-])[A-Za-z]{3,}(?![\w@./-])/g) ?? []).filter(
    (word) => !/^(?:[A-Z][a-z]+){2,}$/.test(word) && !VIEW_NAMES.includes(word),
  );
/** Names of tables, files and commands, which are the same in every language. */
const VIEW_NAMES = [
  'batches',
  'cases',
  'classes',
  'organisations',
  'persons',
  'projects',
  'refusals',
  'head',
  'cursor',
];

describe('its payment files', () => {
  it('are a function of the dispatch: made anew they hold the account of their day, not the corrected one', async () => {
    const files = (): Record<string, string> =>
      Object.fromEntries(readdirSync(outbox).map((name) => [name, readFileSync(join(outbox, name), 'utf8')]));
    const outbox = join(town.base, 'outbox');
    const sent = files();
    expect(new Set(Object.values(sent).map((text) => text.split(',')[7])).size).toBe(2);
    for (const lost of ['cache.db', 'cache.db-wal', 'cache.db-shm']) rmSync(join(town.data, lost), { force: true });
    rmSync(outbox, { recursive: true });
    await town.reopen();
    await town.settled();
    await town.ledger.close();
    expect(files()).toEqual(sent);
  });
});

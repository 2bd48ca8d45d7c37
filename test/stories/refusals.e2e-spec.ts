import type { Answer } from '@ledger/commanding';
import { at, ofOrganisation, ORGANISATIONS, rateOf, staff, workingDay, type MadeUpPerson } from '@ledger/simulation';
import { searchRefusals } from '@ledger/views/refusals/refusals.query';
import { ledger, ledgerJson } from '../cli/run-ledger';
import { confirmed, Payment } from './payment';
import { refusedOf } from './refused';
import { Town, type Ask } from './town';
import { Training, type Learner } from './training';

let town: Town;
/** Every refusal that the town's people were answered with. */
const refusedIds: string[] = [];
beforeAll(async () => {
  town = await Town.open();
});
afterAll(() => town.close());

async function give({ by, at: when, command, data }: Ask): Promise<Answer> {
  const answer = await town.try(by, when, command, data);
  if (answer.outcome === 'refused') refusedIds.push(answer.id);
  return answer;
}

/** A training of one learner, up to the certificate. */
async function certified(
  wanted: Partial<ConstructorParameters<typeof Training>[1]> = {},
  person?: MadeUpPerson,
): Promise<[Training, Learner]> {
  const training = new Training(town, { startsOn: '2020-06-15', ...wanted });
  const learner = training.learner(person);
  await town.inTurn(training.upToCertificates([learner], person !== undefined));
  return [training, learner];
}

describe('a person who has had enough', () => {
  it('is refused a fourth subsidy in one year, and told of the exception (A-063)', async () => {
    const [first, learner] = await certified();
    await town.inTurn([first.claim(learner)]);
    const others = [
      ['prj-cook', 'L4', '2020-07-20'],
      ['prj-elder-care', 'L5', '2020-08-24'],
    ] as const;
    for (const [project, level, startsOn] of others) {
      const [training, next] = await certified({ project, level, startsOn }, learner.person);
      await town.inTurn([training.claim(next)]);
    }
    const [last, fourth] = await certified({ project: 'prj-nursery', startsOn: '2020-10-12' }, learner.person);

    expect(refusedOf(await give(last.claim(fourth)))).toEqual({
      ruleId: 'A-063',
      clause: '二(三)1',
      zh: '按发证日期计，该人员 2020 年度已占用 3 次，达到每年 3 次的上限（四种口径：发证日期 2020: 3；结业日期 2020: 3；申请日期 2020: 3；拨付日期 2020: 3）；如确需突破，请先由两人审批并附文件办理名额例外。',
      en: 'Counted by certificate issue the person already has 3 in 2020, and the limit is 3 a year (all four bases: certificate issue 2020: 3, end of training 2020: 3, application 2020: 3, payment 2020: 3); if there is good reason, first have an exception approved by two people with a document.',
    });
  });

  it('is refused the same occupation and level a second time, even years later (A-064)', async () => {
    const [first, learner] = await certified({ startsOn: '2019-11-18' });
    await town.inTurn([first.claim(learner)]);
    const [second, again] = await certified({ startsOn: '2021-04-12' }, learner.person);

    const refused = refusedOf(await give(second.claim(again)));
    expect(refused).toMatchObject({ ruleId: 'A-064', clause: '二(三)1' });
    expect(refused.zh).toContain(`个案 ${learner.caseId}），不可重复享受；请撤回本次申请，或核对该个案。`);
    expect(refused.en).toContain(
      `in case ${learner.caseId}, and it cannot be had twice; withdraw this claim or check that case.`,
    );
  });
});

describe('a class outside the provincial systems (A-078)', () => {
  /** Up to the certificate, registered in one system in time and in the other as `late` says. */
  async function registeredLate(late: (training: Training, learners: Learner[]) => Ask[]): Promise<Ask> {
    const training = new Training(town, { startsOn: '2020-06-15' });
    const learner = training.learner();
    const [start, ...rest] = training.held([learner]);
    await town.inTurn([
      training.filed(),
      training.approved(),
      ...training.enrolled(learner),
      training.registered('TRAINING_INFO', [learner]),
      start as Ask,
      ...late(training, [learner]),
      ...rest,
      training.resultsOf([learner]),
      training.certificate(learner),
    ]);
    return training.claim(learner);
  }

  it('is paid nothing when one of them does not know it', async () => {
    expect(refusedOf(await give(await registeredLate(() => [])))).toEqual({
      ruleId: 'A-078',
      clause: '二(三)3',
      zh: '班期未在就业创业实名制管理系统登记，系统之外零补贴；已按时登记的请补录登记编号。',
      en: 'The class is not registered in the real-name employment system, and outside the systems nothing is paid; if it was registered in time, record the registration.',
    });
  });

  it('is paid nothing when it was registered after its start, be it by minutes', async () => {
    const claim = await registeredLate((training, learners) => [
      training.registered('REAL_NAME', learners, at('2020-06-15', '08:31')),
    ]);
    expect(refusedOf(await give(claim))).toEqual({
      ruleId: 'A-078',
      clause: '二(三)3',
      zh: '班期在就业创业实名制管理系统的登记时间 2020-06-15 08:31:00 晚于开班时间 2020-06-15 08:30:00，不能补贴；登记时间有误的请先更正登记。',
      en: 'The class was registered in the real-name employment system at 2020-06-15 08:31:00, after its start at 2020-06-15 08:30:00; nothing is paid for it. If the time is wrong, correct the registration first.',
    });
  });
});

describe('what a class and its papers say', () => {
  it('an institution that is on no list files no class (A-084)', async () => {
    const body = ORGANISATIONS.find(({ listedFrom }) => listedFrom === null)!;
    const training = new Training(town, { startsOn: '2020-06-15' });
    const filed = training.filed(training.day(-9), { institution: body.uscc, unit: body.homeUnit });
    expect(refusedOf(await give({ ...filed, by: ofOrganisation(body, 'INSTITUTION') }))).toEqual({
      ruleId: 'A-084',
      clause: '三(二)',
      zh: `开班日 2020-06-15 时 ${body.uscc} 不在培训机构目录内；请改由目录内的机构承办，或待其列入目录后再办理。`,
      en: `On 2020-06-15, the day the class starts, ${body.uscc} is not listed as training institution; let a listed body do it, or wait until it is listed.`,
    });
  });

  it('a class is filed five working days before its start at the latest (B.5-filing)', async () => {
    // D14: for a start on 2020-10-15 the holidays leave 10-09 in time and 10-10 late.
    const training = new Training(town, { startsOn: '2020-10-15' });
    expect(refusedOf(await give(training.filed('2020-10-10')))).toEqual({
      ruleId: 'B.5-filing',
      clause: '二(三)3',
      zh: '开班须提前 5 个工作日备案（备案当日计入，开班当日不计）：2020-10-15 开班最迟应于 2020-10-09 备案，现为 2020-10-10；请推迟开班日期。',
      en: 'A class is filed 5 working days before it starts (the day of filing counts, the start day does not): for 2020-10-15 that is 2020-10-09 at the latest, and it is 2020-10-10; choose a later start.',
    });
    expect(await give(training.filed('2020-10-09'))).toMatchObject({ outcome: 'accepted' });
  });

  it('a certificate number says the level that is stated (C.6-level)', async () => {
    const training = new Training(town, { startsOn: '2020-06-15' });
    const learner = training.learner();
    await town.inTurn(training.upToResults([learner]));
    const number = training.number(learner, 'L3');

    const refused = refusedOf(await give(training.certificate(learner, { number })));
    expect(refused).toEqual({
      ruleId: 'C.6-level',
      clause: '二(三)1',
      zh: '证书编号表示的等级为 L3，与填报的 L5 不一致；请对照证书原件更正等级或编号。',
      en: 'The number encodes level L3, but L5 is stated; correct the level or the number against the certificate.',
    });
    expect(JSON.stringify(refused)).not.toContain(number);
  });

  it('a claim asks for the provincial rate of the day the class started, to the fen (A-087)', async () => {
    const [training, learner] = await certified();
    expect(refusedOf(await give(training.claim(learner, undefined, { amountFen: 120_001 })))).toEqual({
      ruleId: 'A-087',
      clause: '三(二)',
      zh: '申请金额 1,200.01 元不等于开班日 2020-06-15 适用的省补贴标准 1,200.00 元（rate-skill-level-l5）；请按标准填写金额。',
      en: 'The amount 1,200.01 yuan is not the provincial rate on 2020-06-15, when the class started: 1,200.00 (rate-skill-level-l5); claim that amount.',
    });
  });
});

describe('what money there is', () => {
  it('a claim draws no more than its class holds (A-071-class)', async () => {
    // A class of cooks at L5 encumbers 1,200; the learner comes back with an L3 certificate, for which the rate is 2,000.
    const training = new Training(town, { project: 'prj-elder-care', startsOn: '2020-06-15' });
    const learner = training.learner();
    const number = training.number(learner, 'L3');
    await town.inTurn([...training.upToResults([learner]), training.certificate(learner, { level: 'L3', number })]);
    const amountFen = rateOf(training.of.project, 'L3')?.amountFen;
    expect(refusedOf(await give(training.claim(learner, undefined, { amountFen })))).toEqual({
      ruleId: 'A-071-class',
      clause: '二(三)2',
      zh: '申请金额 2,000.00 元超过班期占用资金的余额 1,200.00 元；请核对金额和等级，或待班期资金退回后再申请。',
      en: 'The amount 2,000.00 yuan is more than the 1,200.00 that the class has left of what it encumbered; check amount and level, or claim once money has come back to the class.',
    });
  });

  it('a class is not approved against an exhausted line (A-071-line)', async () => {
    const poor = await Town.open({ setUp: ({ command }) => command !== 'AllotFunds' });
    try {
      const training = new Training(poor, { startsOn: '2020-06-15', headCount: 30 });
      await poor.inTurn([training.filed()]);
      const { by, at: when, command, data } = training.approved();
      expect(refusedOf(await poor.try(by, when, command, data))).toEqual({
        ruleId: 'A-071-line',
        clause: '二(三)2',
        zh: '占用资金需要 36,000.00 元，资金账户可用余额只有 0.00 元；请减少人数、等待资金退回，或申请追加分配。',
        en: 'The encumbrance needs 36,000.00 yuan but the fund line has only 0.00 available; reduce the head-count, wait for money to come back, or ask for a further allotment.',
      });
    } finally {
      await poor.close();
    }
  });
});

describe('who may do it', () => {
  it('the second review is made by another than the first; a county leaves another county’s case alone', async () => {
    const [training, learner] = await certified();
    const [accepted, first, second] = training.throughReview([learner]) as [Ask, Ask, Ask];
    await town.inTurn([training.claim(learner)]);

    expect(refusedOf(await give({ ...accepted, by: staff('CLERK', 'XC-411081') }))).toEqual({
      ruleId: 'A-002-unit',
      clause: '二(三)3',
      zh: '该事项由魏都区管理，禹州市的受理岗不能办理“受理”；请由魏都区办理。',
      en: 'The matter is managed by Weidu District; the clerk of Yuzhou City may not do AcceptClaim, so leave it to Weidu District.',
    });

    await town.inTurn([accepted, first]);
    expect(refusedOf(await give({ ...second, by: first.by }))).toEqual({
      ruleId: 'B.5-four-eyes',
      clause: '二(三)3',
      zh: 'reviewer-411002-1 已做了初审，不能再复审；请由另一人办理。',
      en: 'reviewer-411002-1 made the first review and cannot record the second review as well; let another person do it.',
    });
    expect(await give(second)).toMatchObject({ outcome: 'accepted' });
  });

  it('a batch is checked by another than its maker, whatever the role (B.5-four-eyes)', async () => {
    const [training, learner] = await certified();
    const claimedOn = workingDay(training.issuedOn, 1);
    const publishedOn = workingDay(claimedOn, 4);
    const payment = new Payment(town, training.unit, [learner], workingDay(publishedOn, 7));
    await town.inTurn([
      training.claim(learner),
      ...training.throughReview([learner]),
      ...confirmed(town, training, [learner], publishedOn),
      payment.made(),
    ]);

    const maker = staff('PAY_MAKER', training.unit);
    expect(refusedOf(await give(payment.checked({ ...maker, role: 'PAY_CHECKER' })))).toEqual({
      ruleId: 'B.5-four-eyes',
      clause: '二(三)3',
      zh: 'pay_maker-411002-1 编制了本批次，不能再办理本环节；编制、复核、签发须为三人，请由另一人办理。',
      en: 'pay_maker-411002-1 made this batch and cannot take this step as well; maker, checker and signer are three people, so let another do it.',
    });
    expect(await give(payment.checked())).toMatchObject({ outcome: 'accepted' });
  });
});

describe('every refusal', () => {
  it('is a fact: it is found by its rule, and asked again with its id it is answered the same', async () => {
    await town.settled();
    const { rows } = await searchRefusals(town.ledger.reading.views, { limit: 1000 });
    expect(rows.map(({ key }) => key).toSorted()).toEqual(refusedIds.toSorted());
    for (const { key } of rows) {
      const [refusal] = await town.ledger.parts.store.readStream(`command-${key}`);
      expect(refusal).toMatchObject({ type: 'CommandRefused', version: 1, evidence: { rules: expect.any(Array) } });
    }
  });

  it('is shown by `ledger refusals` in the language that was asked for, rule by rule', async () => {
    await town.reopen();
    await town.ledger.close();
    const data = ['--data', town.data];
    const { byRule, refusals } = await ledgerJson<{ byRule: Record<string, number>; refusals: { key: string }[] }>([
      'refusals',
      '--limit',
      '1000',
      ...data,
    ]);
    expect(refusals.map(({ key }) => key).toSorted()).toEqual(refusedIds.toSorted());
    expect(byRule).toEqual({
      'A-002-unit': 1,
      'A-063': 1,
      'A-064': 1,
      'A-071-class': 1,
      'A-078': 2,
      'A-084': 1,
      'A-087': 1,
      'B.5-filing': 1,
      'B.5-four-eyes': 2,
      'C.6-level': 1,
    });
    const zh = await ledger(['refusals', '--rule', 'A-063', '--lang', 'zh', ...data]);
    expect(zh.stdout).toMatch(/每人每年不超过三次[\s\S]*二\(三\)1[\s\S]*请先由两人审批并附文件办理名额例外/);
    const en = await ledger(['refusals', '--rule', 'A-063', ...data]);
    expect(en.stdout).toMatch(
      /At most three a year[\s\S]*二\(三\)1[\s\S]*first have an exception approved by two people/,
    );
  });
});

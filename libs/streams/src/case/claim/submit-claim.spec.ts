import { given, sealedFor, uuid } from '@ledger/testing';
import { caseStream } from '../case.stream';
import {
  ACCOUNT_NUMBER,
  AMOUNT,
  assigned,
  bounced,
  CASE,
  CERTIFICATE_NUMBER,
  certificate,
  certified,
  claimFacts,
  CLASS,
  classState,
  CNAPS,
  enrolled,
  EVALUATOR,
  instructed,
  LEARNER,
  listed,
  NAME,
  personState,
  personWith,
  plan,
  policyState,
  rate,
  school,
  SCHOOL,
  slotIn,
  submission,
  toAccept,
  toClaim,
  toPay,
  UNIT,
} from '../case-examples-spec';
import { caseEvent } from '../case.events';
import { submitClaim } from './submit-claim.decide';

const claim = {
  caseId: CASE,
  basis: 'HUKOU',
  basisEvidence: 'HOUSEHOLD_REGISTER',
  basisDivision: '411002',
  amountFen: AMOUNT,
  accountNumber: ACCOUNT_NUMBER,
  accountName: NAME,
  bankCnaps: CNAPS,
};
const asked = { actor: school, commandId: uuid(50), at: '2020-07-01T02:00:00.000Z' };
const person = `person-${LEARNER}`;
const rejected = caseEvent('ClaimRejected', {
  opinion: '材料不实',
  effect: { giveBackFen: AMOUNT, giveBackTo: 'class' },
  commandId: uuid(51),
});

describe('a claim', () => {
  it('reserves a slot, draws on its class, and stands with its account sealed', () => {
    const outcome = toClaim
      .when(submitClaim, claim, asked)
      .then({ type: 'ClaimSubmitted', data: submission })
      .thenBefore(
        { stream: person, effect: 'reserve-slot', giveBack: { effect: 'give-back-slot', data: { caseId: CASE } } },
        { stream: `class-${CLASS}`, effect: 'draw', data: { caseId: CASE, line: 1, amountFen: AMOUNT } },
      )
      .thenFlags();
    expect(outcome.next.state).toMatchObject({
      step: 'submitted',
      dueFen: AMOUNT,
      claimNo: 1,
      submittedBy: 'school-1',
    });
    expect(outcome.next.state.lines).toMatchObject([{ line: 1, amountFen: AMOUNT, place: 'class' }]);
    expect(outcome.subject).toEqual({ unit: UNIT, orgs: [SCHOOL], person: LEARNER });
  });

  it('names every rule that was checked and every fact with its stream and version', () => {
    const { rules, facts } = toClaim.when(submitClaim, claim, asked).evidence;
    expect(rules.map(({ ruleId }) => ruleId)).toEqual([
      'B.5-order',
      'B.5-order',
      'A-005',
      'A-061',
      'A-062',
      'A-078',
      'A-084',
      'A-084',
      'A-004',
      'B.2-age',
      'A-001',
      'A-087',
      'A-063',
      'A-064',
      'A-064',
      'A-071-class',
      'C.4',
      'C.4',
    ]);
    expect(facts).toContainEqual({ stream: `class-${CLASS}`, version: 2, name: 'passed', value: true });
    const registered = { TRAINING_INFO: expect.any(String), REAL_NAME: expect.any(String) };
    expect(facts).toContainEqual({ stream: `class-${CLASS}`, version: 2, name: 'registeredAt', value: registered });
    expect(facts).toContainEqual({ stream: `class-${CLASS}`, version: 2, name: 'startsAt', value: plan.startsAt });
    expect(facts).toContainEqual({ stream: person, version: 2, name: 'categories', value: ['RURAL_MIGRANT'] });
    expect(facts).toContainEqual({ stream: person, version: 2, name: 'otherSlots', value: 0 });
    expect(facts).toContainEqual({ stream: 'ledger-0', version: 1, name: 'clock', value: 'simulated' });
  });

  it('keeps no clear personal value in event or evidence', () => {
    const outcome = toClaim.when(submitClaim, claim, asked);
    const text = JSON.stringify([outcome.accepted(), outcome.events]);
    for (const secret of [ACCOUNT_NUMBER, NAME, CERTIFICATE_NUMBER]) expect(text).not.toContain(secret);
  });

  it('may be made again after a rejection or withdrawal, on the same line with the next number', () => {
    const withdrawn = caseEvent('ClaimWithdrawn', {
      effect: { giveBackFen: AMOUNT, giveBackTo: 'class' },
      commandId: uuid(51),
    });
    for (const ended of [rejected, withdrawn]) {
      const again = toAccept.and(ended).when(submitClaim, claim, { ...asked, at: '2020-08-01T02:00:00.000Z' });
      expect(again.next.state).toMatchObject({ step: 'submitted', claimNo: 2, dueFen: AMOUNT });
      expect(again.next.state.lines).toMatchObject([{ line: 1, amountFen: AMOUNT, place: 'class' }]);
    }
  });

  it('is refused twice at once, and names who claimed first (B.5-order)', () => {
    toAccept
      .when(submitClaim, claim, { actor: school })
      .thenRefused('B.5-order', /“Claim submitted” by training institution school-1/);
    toPay.when(submitClaim, claim, { actor: school }).thenRefused('B.5-order');
    given(caseStream)
      .facts(claimFacts)
      .when(submitClaim, claim, { actor: school })
      .thenRefused('B.5-order', /no such case/);
  });
});

describe('the training behind a claim', () => {
  it('is refused before the class has finished (B.5-order)', () => {
    toClaim
      .facts({ class: classState({ status: 'started' }) })
      .when(submitClaim, claim, asked)
      .thenRefused('B.5-order', /has not finished/);
  });

  it('is refused without a pass or with less than 80 % of the hours (A-005)', () => {
    const results = { [CASE]: { passed: false, version: 11 } };
    toClaim
      .facts({ class: classState({ results }) })
      .when(submitClaim, claim, asked)
      .thenRefused('A-005', /did not pass/);
    toClaim
      .facts({ class: classState({ results: {} }) })
      .when(submitClaim, claim, asked)
      .thenRefused('A-005', /no result yet/);
    const sessions = {
      1: { on: '2020-06-01', hours: 79, trainer: 't', present: [CASE], version: 8 },
      2: { on: '2020-06-02', hours: 21, trainer: 't', version: 9 },
    };
    toClaim
      .facts({ class: classState({ sessions }) })
      .when(submitClaim, claim, asked)
      .thenRefused('A-005', /79 %/);
  });

  it.each([
    [
      'evidence of another basis',
      { basisEvidence: 'RESIDENCE_PERMIT' },
      /does not show the place of household registration/,
    ],
    ['a place outside Xuchang', { basisDivision: '410105' }, /not in Xuchang/],
  ])('is refused on %s (A-061)', (_name, changed, text) => {
    toClaim.when(submitClaim, { ...claim, ...changed }, asked).thenRefused('A-061', text);
  });

  it('may rest on the place of job search or of work, by either evidence (A-061)', () => {
    for (const basisEvidence of ['LABOUR_CONTRACT', 'JOB_SEEKER_REGISTRATION']) {
      toClaim.when(submitClaim, { ...claim, basis: 'JOB_PLACE', basisEvidence }, asked).accepted();
    }
  });

  it('is refused without a certificate on record (A-062)', () => {
    given(caseStream, enrolled)
      .facts(claimFacts)
      .when(submitClaim, claim, asked)
      .thenRefused('A-062', /record one of the five/);
  });
});

describe('outside the systems nothing is paid (A-078)', () => {
  const { registrations } = classState();
  const { TRAINING_INFO, REAL_NAME } = registrations;

  it.each([
    [
      'a class that the training system does not know',
      { REAL_NAME },
      /not registered in the provincial training information system/,
    ],
    ['a class that the real-name system does not know', { TRAINING_INFO }, /not registered in the real-name/],
    [
      'a registration one millisecond after the start',
      { TRAINING_INFO, REAL_NAME: { ...REAL_NAME!, registeredAt: '2020-06-01T00:30:00.001Z' } },
      /after its start/,
    ],
  ])('refuses %s', (_name, changed, text) => {
    toClaim
      .facts({ class: classState({ registrations: changed }) })
      .when(submitClaim, claim, asked)
      .thenRefused('A-078', text);
  });

  it('refuses alone the learner who is missing from a roster', () => {
    const without = { TRAINING_INFO, REAL_NAME: { ...REAL_NAME!, roster: ['somebody-else'] } };
    toClaim
      .facts({ class: classState({ registrations: without }) })
      .when(submitClaim, claim, asked)
      .thenRefused('A-078', /not on the roster/);
  });
});

describe('who trained and who certified (A-084)', () => {
  const on = (role: 'INSTITUTION' | 'EVALUATOR', kind: 'suspended' | 'delisted', from: string) => {
    const uscc = role === 'INSTITUTION' ? SCHOOL : EVALUATOR;
    const { listings } = listed(uscc, role);
    return listed(uscc, role, { listings: { [role]: [...listings[role]!, { version: 3, kind, from }] } });
  };

  it('refuses an institution that was not listed, or suspended, on the day the class started', () => {
    toClaim
      .facts({ institution: listed(SCHOOL, 'INSTITUTION', { listings: {} }) })
      .when(submitClaim, claim, asked)
      .thenRefused('A-084', /not in the catalogue/);
    toClaim
      .facts({ institution: on('INSTITUTION', 'suspended', '2020-06-01') })
      .when(submitClaim, claim, asked)
      .thenRefused('A-084', /suspended/);
  });

  it('takes an employer for who runs a class, but where an institution is to be paid', () => {
    const employer = listed(SCHOOL, 'EMPLOYER');
    toClaim.facts({ institution: employer }).when(submitClaim, claim, asked).accepted();
    const forSchool = classState({ plan: { ...plan, payeeKind: 'INSTITUTION' } });
    toClaim
      .facts({ institution: employer, class: forSchool })
      .when(submitClaim, claim, asked)
      .thenRefused('A-084', /not in the catalogue/);
  });

  it('refuses a project that was not in the catalogue on that day', () => {
    toClaim
      .facts({ projects: { projects: {}, occupations: {} } })
      .when(submitClaim, claim, asked)
      .thenRefused('A-084', /welder-l4/);
  });

  it('refuses a certificate of a body that was not listed on the issue date', () => {
    toClaim
      .facts({ issuer: on('EVALUATOR', 'delisted', '2020-06-28') })
      .when(submitClaim, claim, asked)
      .thenRefused('A-084', /on the issue date 2020-06-28/);
  });

  it('accepts and flags what was de-listed only since, for a person to look at', () => {
    toClaim
      .facts({ institution: on('INSTITUTION', 'delisted', '2020-06-02') })
      .when(submitClaim, claim, asked)
      .thenFlags('DELISTED_MEANWHILE');
    toClaim
      .facts({ issuer: on('EVALUATOR', 'delisted', '2020-06-29') })
      .when(submitClaim, claim, asked)
      .thenFlags('DELISTED_MEANWHILE');
  });
});

describe('a certificate issued before its class had ended', () => {
  it('is flagged for a person to look at, and refuses nothing', () => {
    const late = { class: classState({ finishedOn: '2020-06-29' }) };
    toClaim.facts(late).when(submitClaim, claim, asked).thenFlags('ISSUED_BEFORE_END');
    toClaim
      .facts({ class: classState({ finishedOn: '2020-06-28' }) })
      .when(submitClaim, claim, asked)
      .thenFlags();
  });
});

describe('who is trained', () => {
  it('is refused when the category does not hold on the day the class started (A-004)', () => {
    const categories = [{ category: 'RURAL_MIGRANT' as const, validFrom: '2020-06-02', version: 2 }];
    toClaim
      .facts({ person: personState({ categories }) })
      .when(submitClaim, claim, asked)
      .thenRefused('A-004', /rural migrant worker/);
  });

  it('is refused alone when a moved start has made the learner too old (B.2-age)', () => {
    toClaim
      .facts({ class: classState({ ages: { [CASE]: 60 } }) })
      .when(submitClaim, claim, asked)
      .thenRefused('B.2-age', /60/);
    toClaim
      .facts({ class: classState({ ages: { [CASE]: 59 } }) })
      .when(submitClaim, claim, asked)
      .accepted();
    given(caseStream, { ...enrolled, data: { ...(enrolled.data as object), noPension: true } }, certified)
      .facts({
        ...claimFacts,
        class: classState({ ages: { [CASE]: 60 } }),
        policy: policyState({ 'age.pensionExcludes': true }),
      })
      .when(submitClaim, claim, asked)
      .accepted();
  });
});

describe('the amount is the province’s rate when the class started (A-087)', () => {
  it('refuses one fen more or less', () => {
    for (const amountFen of [AMOUNT + 1, AMOUNT - 1]) {
      toClaim.when(submitClaim, { ...claim, amountFen }, asked).thenRefused('A-087', /1,600\.00/);
    }
  });

  it('takes the rate of the start, not that of the claim', () => {
    const rates = {
      'skill-l4': rate('skill-l4', AMOUNT, { level: 'L4', validTo: '2020-06-01' }),
      later: rate('later', 180_000, { level: 'L4', validFrom: '2020-06-02' }),
    };
    toClaim
      .facts({ policy: policyState({}, rates) })
      .when(submitClaim, claim, asked)
      .accepted();
    const plan2 = { ...plan, startsAt: '2020-06-01T16:00:00.000Z' };
    toClaim
      .facts({ policy: policyState({}, rates), class: classState({ plan: plan2 }) })
      .when(submitClaim, claim, asked)
      .thenRefused('A-087', /1,800\.00/);
  });

  it('takes a row that names the nature of the training before one that does not', () => {
    const rates = { special: rate('special', 170_000, { level: 'L4', trainingNature: 'UPSKILLING' }) };
    toClaim
      .facts({ policy: policyState({}, rates) })
      .when(submitClaim, { ...claim, amountFen: 170_000 }, asked)
      .accepted();
  });

  it('refuses while the rate is pending', () => {
    const none = { 'skill-l4': rate('skill-l4', AMOUNT, { level: 'L4', validTo: '2020-05-31' }) };
    toClaim
      .facts({ policy: policyState({}, none) })
      .when(submitClaim, claim, asked)
      .thenRefused('A-087', /rate pending/);
    const occupations = {
      projects: {},
      occupations: {
        welder: { entry: { occupationId: 'welder', ratePending: true }, listedFrom: '2020-01-01', listedBy: 1 },
      },
    };
    toClaim
      .facts({ occupations })
      .when(submitClaim, claim, asked)
      .thenRefused('A-087', /rate pending/);
  });

  it('is never paid by a rate of another fund (B.3)', () => {
    const elsewhere = policyState({}, { 'skill-l4': rate('skill-l4', AMOUNT, { fund: 'EMPLOYMENT_SUBSIDY' }) });
    toClaim
      .facts({ policy: elsewhere })
      .when(submitClaim, claim, asked)
      .thenRefused('A-087', /another fund \(EMPLOYMENT_SUBSIDY\)/);
  });

  it('is paid by an unconfirmed rate on a simulated ledger only', () => {
    toClaim
      .facts({ ledger: { clock: 'real' } })
      .when(submitClaim, claim, asked)
      .thenRefused('A-087', /not confirmed/);
    const confirmed = { 'skill-l4': { ...rate('skill-l4', AMOUNT, { level: 'L4' }), status: 'confirmed' as const } };
    toClaim
      .facts({ ledger: { clock: 'real' }, policy: policyState({}, confirmed) })
      .when(submitClaim, claim, asked)
      .accepted();
  });

  it('is refused for a class that started before the special account pays (A-001)', () => {
    toClaim
      .facts({ policy: policyState({ 'fund.firstClassStart': '2020-06-02' }) })
      .when(submitClaim, claim, asked)
      .thenRefused('A-001', /2020-06-02/);
  });

  it('is refused while a parameter that it needs has no value', () => {
    toClaim
      .facts({ policy: policyState({ 'fund.firstClassStart': undefined }) })
      .when(submitClaim, claim, asked)
      .thenRefused('A-001', /has no value/);
    toClaim
      .facts({ policy: policyState({ 'quota.yearBasis': undefined }) })
      .when(submitClaim, claim, asked)
      .thenRefused('A-063', /has no value/);
  });
});

describe('three a year (A-063)', () => {
  const three = [slotIn(1, 2020), slotIn(2, 2020), slotIn(3, 2020)];

  it('refuses the fourth and lists all four bases', () => {
    toClaim
      .facts({ person: personWith(...three) })
      .when(submitClaim, claim, asked)
      .thenRefused('A-063', /certificate issue 2020: 3, end of training 2020: 3, application 2020: 3, payment 2020: 3/);
    toClaim
      .facts({ person: personWith(...three.slice(1)) })
      .when(submitClaim, claim, asked)
      .thenFlags();
  });

  it('counts trainings only where the policy counts them (quota.counts); the same twice is refused all the same', () => {
    const with_ = (counts: readonly string[]) =>
      toClaim.facts({ policy: policyState({ 'quota.counts': counts }), person: personWith(...three) });
    with_(['TRAINING', 'APPRENTICESHIP']).when(submitClaim, claim, asked).thenRefused('A-063');
    with_(['APPRENTICESHIP']).when(submitClaim, claim, asked).thenFlags();
    toClaim
      .facts({
        policy: policyState({ 'quota.counts': [] }),
        person: personWith(slotIn(1, 2019, { dedupeKey: 'welder|L4', occupationId: 'welder', level: 'L4' })),
      })
      .when(submitClaim, claim, asked)
      .thenRefused('A-064');
  });

  it('counts a claim of 2020-12-31T16:00:00Z in 2021', () => {
    const outcome = toClaim.when(submitClaim, claim, { ...asked, at: '2020-12-31T16:00:00.000Z' });
    expect(outcome.next.state.slot?.years).toEqual({
      certificateIssue: 2020,
      trainingEnd: 2020,
      application: 2021,
      payment: 2021,
    });
    const byApplication = policyState({ 'quota.yearBasis': 'application' });
    const full = personWith(...[1, 2, 3].map((n) => slotIn(n, 2021)));
    toClaim
      .facts({ policy: byApplication, person: full })
      .when(submitClaim, claim, { ...asked, at: '2020-12-31T15:59:59.999Z' })
      .accepted();
    toClaim
      .facts({ policy: byApplication, person: full })
      .when(submitClaim, claim, { ...asked, at: '2020-12-31T16:00:00.000Z' })
      .thenRefused('A-063');
  });

  it('accepts and flags when the basis in force accepts and another would refuse', () => {
    const years = { certificateIssue: 2019, trainingEnd: 2020, application: 2020, payment: 2020 };
    const person4 = personWith(...three.map((slot) => ({ ...slot, years })));
    toClaim.facts({ person: person4 }).when(submitClaim, claim, asked).thenFlags('QUOTA_BASIS_SENSITIVE');
  });

  it('refuses when the basis in force refuses, whatever the others say', () => {
    const years = { certificateIssue: 2020, trainingEnd: 2019, application: 2019, payment: 2019 };
    toClaim
      .facts({ person: personWith(...three.map((slot) => ({ ...slot, years }))) })
      .when(submitClaim, claim, asked)
      .thenRefused('A-063');
  });

  it('lets an approved exception for this case and year pass, and no other', () => {
    const exception = {
      caseId: CASE,
      year: 2020,
      status: 'approved' as const,
      proposedBy: 'c',
      document: {} as never,
      at: '2020-06-30T00:00:00.000Z',
      version: 9,
    };
    const withException = (changed: object) => ({
      ...personWith(...three),
      exceptions: { e: { ...exception, ...changed } },
    });
    const outcome = toClaim
      .facts({ person: withException({}) })
      .when(submitClaim, claim, asked)
      .thenFlags();
    outcome.then({ type: 'ClaimSubmitted', data: submission });
    for (const changed of [{ year: 2021 }, { caseId: uuid(9) }, { status: 'proposed' }, { status: 'used' }]) {
      toClaim
        .facts({ person: withException(changed) })
        .when(submitClaim, claim, asked)
        .thenRefused('A-063');
    }
  });
});

describe('the same occupation and level once for life (A-064)', () => {
  const welder = slotIn(1, 2015, { dedupeKey: 'welder|L4', occupationId: 'welder', level: 'L4' });

  it('refuses a repeat, however long ago and by whatever kind of certificate', () => {
    toClaim
      .facts({ person: personWith(welder) })
      .when(submitClaim, claim, asked)
      .thenRefused('A-064', new RegExp(welder.caseId));
  });

  it('allows another level, and flags a lower one after a higher', () => {
    const higher = { ...welder, dedupeKey: 'welder|L3', level: 'L3' };
    toClaim
      .facts({ person: personWith(higher) })
      .when(submitClaim, claim, asked)
      .thenFlags('LEVEL_DOWNGRADE');
    const lower = { ...welder, dedupeKey: 'welder|L5', level: 'L5' };
    toClaim
      .facts({ person: personWith(lower) })
      .when(submitClaim, claim, asked)
      .thenFlags();
  });

  it('refuses the lower level where the policy says so, and ignores it where it says off', () => {
    const higher = personWith({ ...welder, dedupeKey: 'welder|L3', level: 'L3' });
    toClaim
      .facts({ person: higher, policy: policyState({ 'rule.blockLowerLevel': 'refuse' }) })
      .when(submitClaim, claim, asked)
      .thenRefused('A-064', /higher level/);
    toClaim
      .facts({ person: higher, policy: policyState({ 'rule.blockLowerLevel': 'off' }) })
      .when(submitClaim, claim, asked)
      .thenFlags();
  });

  it('flags another 工种 of the same occupation and level, under a key of its own', () => {
    const arc = certificateWith({ workType: '电焊工' });
    const gas = { ...welder, workType: '气焊工' };
    const outcome = arc
      .facts({ person: personWith(gas) })
      .when(submitClaim, claim, asked)
      .thenFlags('WORK_TYPE');
    expect(outcome.next.state.slot?.dedupeKey).toBe('welder|L4|电焊工');
    arc
      .facts({ person: personWith({ ...welder, workType: '电焊工' }) })
      .when(submitClaim, claim, asked)
      .thenRefused('A-064');
  });

  it('refuses the same 工种 again beside another one, and beside what is left of two', () => {
    const arc = certificateWith({ workType: '电焊工' });
    const gas = slotIn(2, 2016, { ...welder, caseId: uuid(102), workType: '气焊工', dedupeKey: 'welder|L4|气焊工' });
    const former = slotIn(3, 2016, { ...welder, caseId: uuid(103), workType: '电焊工' });
    arc
      .facts({ person: personWith(former, gas) })
      .when(submitClaim, claim, asked)
      .thenRefused('A-064', new RegExp(former.caseId));
    const left = { ...former, dedupeKey: 'welder|L4|电焊工' };
    arc
      .facts({ person: personWith(left) })
      .when(submitClaim, claim, asked)
      .thenRefused('A-064', new RegExp(left.caseId));
  });

  it('keys an ungraded certificate by kind and item, a special operation by first issue or renewal as well', () => {
    const key = (more: object) => {
      const { kind } = more as { kind: string };
      return certificateWith({ level: null, skillItem: '高压电工', ...more })
        .facts({ policy: policyState({}, { r: rate('r', AMOUNT, { certKind: kind as never, level: null }) }) })
        .when(submitClaim, claim, asked).next.state.slot?.dedupeKey;
    };
    expect(key({ kind: 'SPECIAL_ABILITY' })).toBe('SPECIAL_ABILITY|高压电工');
    expect(key({ kind: 'SPECIAL_OPERATION', issue: 'RENEWAL' })).toBe('SPECIAL_OPERATION|高压电工|RENEWAL');
  });

  const certificateWith = (more: object) =>
    given(caseStream, enrolled, { ...certified, data: { certificate: { ...certificate, ...more } } }).facts(claimFacts);
});

describe('where the money comes from (A-071-class)', () => {
  it('refuses a claim beyond what its class still holds', () => {
    toClaim
      .facts({ class: classState({ heldFen: AMOUNT, drawnFen: 1 }) })
      .when(submitClaim, claim, asked)
      .thenRefused('A-071-class', /1,599\.99/);
    toClaim
      .facts({ class: classState({ heldFen: AMOUNT }) })
      .when(submitClaim, claim, asked)
      .accepted();
  });

  it('encumbers anew on the fund line once the class is closed', () => {
    const outcome = toClaim
      .facts({ class: classState({ status: 'closed', heldFen: 0 }) })
      .when(submitClaim, claim, asked);
    outcome.thenBefore(
      { stream: person, effect: 'reserve-slot' },
      {
        stream: `fund-SPECIAL_ACCOUNT-${UNIT}`,
        effect: 'encumber',
        data: { classId: CLASS, amountFen: AMOUNT, caseId: CASE },
        giveBack: { effect: 'release', data: { classId: CLASS, amountFen: AMOUNT, caseId: CASE, why: 'gave-back' } },
      },
    );
    expect(outcome.next.state.lines).toMatchObject([{ place: 'fund' }]);
  });

  it('encumbers anew when the class’s money for this place has gone to the bank before', () => {
    const owedBack = caseEvent('ClaimWithdrawn', { effect: { owedReleasedFen: AMOUNT }, commandId: uuid(51) });
    const again = toPay
      .and(assigned, instructed, bounced, owedBack)
      .when(submitClaim, claim, { ...asked, at: '2020-08-01T02:00:00.000Z' });
    again.thenBefore({ effect: 'reserve-slot' }, { effect: 'encumber' });
    expect(again.next.state.lines).toMatchObject([
      { amountFen: AMOUNT, place: 'fund', attempts: [{ attempt: 1, status: 'rejected' }] },
    ]);
  });

  it('draws on the class in place of a voided case, unless that one’s money has gone to the bank', () => {
    const late = given(
      caseStream,
      { ...enrolled, data: { ...(enrolled.data as object), lateEnrolment: { replaces: uuid(8) } } },
      certified,
    ).facts(claimFacts);
    late.when(submitClaim, claim, asked).thenBefore({ effect: 'reserve-slot' }, { effect: 'draw' });
    late
      .facts({ replaced: toPay.and(assigned, instructed).state })
      .when(submitClaim, claim, asked)
      .thenBefore({ effect: 'reserve-slot' }, { effect: 'encumber' });
  });

  it('gives the same answer once its own slot and draw stand', () => {
    const first = toClaim.when(submitClaim, claim, asked).accepted();
    const slot = first.before[0]!.data as object;
    const own = personState({ slots: { [CASE]: { ...slot, commandId: uuid(50) } as never } });
    const drawn = classState({
      heldFen: AMOUNT,
      drawnFen: AMOUNT,
      draws: { [`${CASE}#1`]: { amountFen: AMOUNT, commandId: uuid(50) } },
    });
    const second = toClaim.facts({ person: own, class: drawn }).when(submitClaim, claim, asked).accepted();
    expect(second.before).toEqual(first.before);
    expect(second.events).toEqual(first.events);
  });
});

describe('who is paid (C.4)', () => {
  it('refuses a wrong check digit of the bank branch number', () => {
    toClaim
      .when(submitClaim, { ...claim, bankCnaps: '102503000001' }, asked)
      .thenRefused('C.4', /branch number is wrong/);
    toClaim.when(submitClaim, { ...claim, bankCnaps: undefined }, asked).thenRefused('C.4', /missing/);
  });

  it('refuses an account in another name, and compares names as people write them', () => {
    toClaim.when(submitClaim, { ...claim, accountName: '李四' }, asked).thenRefused('C.4', /not in the learner/);
    toClaim.when(submitClaim, { ...claim, accountName: ' 张 三•测 ' }, asked).accepted();
  });

  it('refuses a learner whose account is missing, or whose personal key is destroyed', () => {
    toClaim.when(submitClaim, { ...claim, accountNumber: undefined }, asked).thenRefused('C.4', /missing/);
    toClaim.keysDestroyed(LEARNER).when(submitClaim, claim, asked).thenRefused('C.4');
  });

  it('only notes a card number that fails Luhn', () => {
    const outcome = toClaim
      .when(submitClaim, { ...claim, accountNumber: '6222020000000000019' }, asked)
      .thenFlags('LUHN');
    expect(outcome.next.state.account).toEqual({
      kind: 'PERSON',
      payee: LEARNER,
      number: sealedFor(LEARNER, '6222020000000000019'),
      accountName: sealedFor(LEARNER, NAME),
      bankCnaps: CNAPS,
      luhnOk: false,
    });
  });

  it('pays an institution or employer to the account on its record, and takes no other', () => {
    const forSchool = toClaim.facts({ class: classState({ plan: { ...plan, payeeKind: 'INSTITUTION' } }) });
    const bare = { ...claim, accountNumber: undefined, accountName: undefined, bankCnaps: undefined };
    expect(forSchool.when(submitClaim, bare, asked).next.state.account).toEqual({
      kind: 'INSTITUTION',
      payee: SCHOOL,
      bankCnaps: CNAPS,
    });
    forSchool.when(submitClaim, claim, asked).thenRefused('C.4', /leave account number and name out/);
    forSchool
      .facts({ institution: listed(SCHOOL, 'INSTITUTION', { account: undefined }) })
      .when(submitClaim, bare, asked)
      .thenRefused('C.4', /no account on record/);
  });
});

describe('notices block nothing', () => {
  it('notes a claim later than twelve months after the issue (claim window)', () => {
    toClaim.when(submitClaim, claim, { ...asked, at: '2021-06-28T15:59:59.999Z' }).thenFlags();
    toClaim.when(submitClaim, claim, { ...asked, at: '2021-06-28T16:00:00.000Z' }).thenFlags('CLAIM_WINDOW');
  });

  it('notes a fee that was charged to a poor learner (A-025)', () => {
    const poor = {
      ...enrolled,
      data: { ...(enrolled.data as object), feeFen: 1, categories: ['RURAL_MIGRANT', 'POOR_LABOURER'] },
    };
    given(caseStream, poor, certified)
      .facts(claimFacts)
      .when(submitClaim, claim, asked)
      .thenFlags('FEE_CHARGED_TO_POOR');
  });

  it('notes a division of Xuchang that is not known', () => {
    toClaim.when(submitClaim, { ...claim, basisDivision: '411099' }, asked).thenFlags('REGION_UNKNOWN');
    toClaim.when(submitClaim, { ...claim, basisDivision: '411023' }, asked).thenFlags();
  });
});

describe('the shape of a claim', () => {
  it.each([
    ['amountFen', { amountFen: 0 }],
    ['amountFen', { amountFen: 1.5 }],
    ['basisDivision', { basisDivision: '41100' }],
    ['basisEvidence', { basisEvidence: 'toString' }],
    ['accountNumber', { accountNumber: '1'.repeat(51) }],
    ['bankCnaps', { bankCnaps: '1'.repeat(21) }],
    ['caseId', { caseId: 'x' }],
    ['payee', { payee: 'me' }],
  ])('is invalid with a wrong %s', (field, changed) => {
    toClaim.when(submitClaim, { ...claim, ...changed }, asked).thenInvalid(field);
  });
});

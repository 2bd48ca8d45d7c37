import { event } from '@ledger/kernel';
import { actor, by, given, uuid } from '@ledger/testing';
import {
  APPROVED_AT,
  approved,
  CLASS_FACTS,
  CLASS_ID,
  CLERK,
  DOCUMENT,
  filed,
  FILED_AT,
  occupations,
  org,
  PLAN,
  policy,
  RATE,
  SCHOOL,
  setParameter,
  UNIT,
} from '@ledger/testing/class-samples';
import { classStream } from '../class.stream';
import { approveClass } from './approve-class.decide';

const command = { classId: CLASS_ID };
const asked = { actor: CLERK, at: APPROVED_AT, commandId: uuid(50) };
const isFiled = given(classStream, filed()).facts(CLASS_FACTS);
const REAL = { ledgerId: 'x', clock: 'real' };

const approvedWith = (more: object) => ({
  type: 'ClassApproved',
  data: { rateFen: 120_000, rateId: 'rate-l5', encumberedFen: 2_400_000, commandId: uuid(50), ...more },
});
const pending = approvedWith({ rateFen: null, rateId: null, encumberedFen: 0, unpayable: 'RATE_PENDING' });

describe('approving a class', () => {
  it('encumbers head-count × rate on the line of the unit before, and gives it back if it comes to nothing', () => {
    const outcome = isFiled
      .when(approveClass, command, asked)
      .then(approvedWith({}))
      .thenBefore({
        stream: `fund-SPECIAL_ACCOUNT-${UNIT}`,
        effect: 'encumber',
        data: { classId: CLASS_ID, amountFen: 2_400_000 },
        giveBack: { effect: 'release', data: { classId: CLASS_ID, amountFen: 2_400_000, why: 'gave-back' } },
      })
      .thenFlags();
    expect(outcome.next.state).toMatchObject({
      status: 'approved',
      heldFen: 2_400_000,
      rateFen: 120_000,
      approvedBy: CLERK.id,
    });
    expect(outcome.subject).toEqual({ unit: UNIT, orgs: [PLAN.institution] });
  });

  it('holds nothing for a rate that another fund pays (B.3)', () => {
    const row = { ...RATE, rateId: 'rate-l5', level: 'L5', amountFen: 120_000, fund: 'EMPLOYMENT_SUBSIDY' };
    const elsewhere = policy(event('RateAdded', { rate: row, document: DOCUMENT, status: 'unconfirmed' }));
    isFiled.facts({ policy: elsewhere }).when(approveClass, command, asked).then(pending).thenBefore();
  });

  it('picks the rate by the day of the start, not by that of the approval (A-087)', () => {
    const ended = policy(event('RateEnded', { rateId: 'rate-l5', validTo: '2020-10-15' }));
    isFiled.facts({ policy: ended }).when(approveClass, command, asked).then(approvedWith({}));
    const endedBefore = policy(event('RateEnded', { rateId: 'rate-l5', validTo: '2020-10-14' }));
    isFiled.facts({ policy: endedBefore }).when(approveClass, command, asked).then(pending);
  });

  it('approves a class without a rate all the same, encumbers nothing and says why (A-086)', () => {
    isFiled
      .facts({ occupations: occupations({ ratePending: true }) })
      .when(approveClass, command, asked)
      .then(pending)
      .thenBefore()
      .thenFlags('RATE_PENDING');
  });

  it('uses an unconfirmed rate on a simulated ledger only; a real one waits for its confirmation', () => {
    isFiled.facts({ ledger: REAL }).when(approveClass, command, asked).then(pending).thenBefore();
    isFiled.facts({ ledger: {} }).when(approveClass, command, asked).then(pending).thenBefore();
    const confirmed = policy(event('RateConfirmed', { proposalId: uuid(9), rateId: 'rate-l5', document: DOCUMENT }));
    isFiled.facts({ ledger: REAL, policy: confirmed }).when(approveClass, command, asked).then(approvedWith({}));
  });

  it('encumbers nothing for a class that starts before the special account pays, and says why (A-001)', () => {
    isFiled
      .facts({ policy: policy(setParameter('fund.firstClassStart', '2020-10-16')) })
      .when(approveClass, command, asked)
      .then(approvedWith({ encumberedFen: 0, unpayable: 'BEFORE_FIRST_CLASS_START' }))
      .thenBefore()
      .thenFlags('BEFORE_FIRST_CLASS_START');
  });

  it('is refused to who filed it, whatever the role (B.5-four-eyes)', () => {
    isFiled
      .when(approveClass, command, { ...asked, actor: actor('CLERK', UNIT, SCHOOL.id) })
      .thenRefused('B.5-four-eyes', new RegExp(SCHOOL.id));
  });

  it('is refused to the second clerk, naming the first (B.5-order)', () => {
    given(classStream, filed(), approved())
      .facts(CLASS_FACTS)
      .when(approveClass, command, asked)
      .thenRefused('B.5-order', /“Class approved” by clerk clerk-1 of Weidu District/);
  });

  it('is refused once the start is past, and when dated before the filing (B.5-order)', () => {
    isFiled
      .when(approveClass, command, { ...asked, at: PLAN.startsAt })
      .thenRefused('B.5-order', /cancel it and file anew/);
    isFiled
      .when(approveClass, command, { ...asked, at: '2020-09-24T00:00:00.000Z' })
      .thenRefused('B.5-order', /2020-09-25/);
    given(classStream)
      .facts(CLASS_FACTS)
      .when(approveClass, command, asked)
      .thenRefused('B.5-order', /not filed/);
  });

  it('judges the working days by the day of the filing, not by that of the approval (B.5-filing)', () => {
    isFiled.when(approveClass, command, { ...asked, at: '2020-10-14T01:00:00.000Z' }).accepted();
    const late = by(SCHOOL, event('ClassFiled', { plan: PLAN, filedOn: '2020-10-10' }), { occurredAt: FILED_AT });
    given(classStream, late)
      .facts(CLASS_FACTS)
      .when(approveClass, command, asked)
      .thenRefused('B.5-filing', /2020-10-09/);
  });

  it('is refused where the institution was suspended after the filing (A-084)', () => {
    const suspended = org(
      'INSTITUTION',
      { projects: ['*'] },
      event('OrganisationSuspended', { role: 'INSTITUTION', from: '2020-09-27', document: DOCUMENT }),
    );
    isFiled
      .facts({ institution: suspended })
      .when(approveClass, command, asked)
      .thenRefused('A-084', /suspended/);
  });
});

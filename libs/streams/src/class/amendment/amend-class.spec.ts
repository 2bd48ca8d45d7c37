import { event, makeIdNumber, type EventBody } from '@ledger/kernel';
import { personStream } from '../../person';
import { actor, given, pseudonymOf, sealedFor, stateOf, uuid } from '@ledger/testing';
import {
  APPROVED_AT,
  approved,
  CLASS_FACTS,
  CLASS_ID,
  CLERK,
  DOCUMENT,
  drawn,
  filed,
  place,
  PLAN,
  policy,
  SCHOOL,
  started,
  STARTED_AT,
  UNIT,
} from '@ledger/testing/class-samples';
import { classStream } from '../class.stream';
import { approveClassAmendment } from './approve-class-amendment.decide';
import { declineClassAmendment } from './decline-class-amendment.decide';
import { proposeClassAmendment } from './propose-class-amendment.decide';

const PROPOSAL = uuid(60);
const AT = '2020-09-29T02:00:00.000Z';
const DECIDED_AT = '2020-09-30T02:00:00.000Z';
const asked = { actor: SCHOOL, at: AT };
const deciding = { actor: CLERK, at: DECIDED_AT, commandId: uuid(61) };
const decision = { classId: CLASS_ID, proposalId: PROPOSAL };
const why = { reason: '报名人数变化', document: DOCUMENT };

const isApproved = given(classStream, filed(), approved()).facts(CLASS_FACTS);
const change = (what: object) => ({ classId: CLASS_ID, proposalId: PROPOSAL, ...what, ...why });
const proposed = (what: object, ...more: EventBody[]) =>
  isApproved.and(...more).when(proposeClassAmendment, change(what), asked).next;

const later = {
  startsAt: '2020-10-20T00:30:00.000Z',
  sessions: PLAN.sessions.map((each) => ({ ...each, on: '2020-10-20' })),
};

describe('proposing an amendment', () => {
  it('keeps the whole plan as it would be', () => {
    isApproved.when(proposeClassAmendment, change({ headCount: 25, venue: '二号实训室' }), asked).then({
      type: 'AmendmentProposed',
      data: { proposalId: PROPOSAL, plan: { ...PLAN, headCount: 25, venue: '二号实训室' }, filedOn: '2020-09-29' },
    });
  });

  it('is refused where nothing would change (B.5-order)', () => {
    isApproved.when(proposeClassAmendment, change({}), asked).thenRefused('B.5-order', /Nothing is to be changed/);
    isApproved.when(proposeClassAmendment, change({ headCount: 20 }), asked).thenRefused('B.5-order');
  });

  it('may ask for a class that could not be paid to be encumbered anew as it is', () => {
    given(classStream, filed(), approved({ unpayable: 'RATE_PENDING', rateFen: null, rateId: null, encumberedFen: 0 }))
      .facts(CLASS_FACTS)
      .when(proposeClassAmendment, change({}), asked)
      .accepted();
  });

  it('is checked like a filing: working days before the new start, timetable, hours (B.5-filing, B.4-hours)', () => {
    isApproved
      .when(proposeClassAmendment, change({ headCount: 25 }), { ...asked, at: '2020-10-10T01:00:00.000Z' })
      .thenRefused('B.5-filing', /2020-10-09/);
    isApproved
      .when(proposeClassAmendment, change({ startsAt: later.startsAt }), asked)
      .thenRefused('B.5-filing', /2020-10-20/);
    isApproved
      .when(proposeClassAmendment, change({ sessions: PLAN.sessions.slice(0, 2) }), asked)
      .thenRefused('B.4-hours');
    isApproved.when(proposeClassAmendment, change({ level: 'L3' }), asked).thenRefused('A-084', /scope/);
    isApproved.when(proposeClassAmendment, change({ evaluator: '91350100M000100Y4A' }), asked).thenRefused('C.2');
  });

  it('is refused once the class has started or its start is past (B.5-order)', () => {
    isApproved
      .and(started())
      .when(proposeClassAmendment, change({ headCount: 25 }), { actor: SCHOOL, at: STARTED_AT })
      .thenRefused('B.5-order', /“Class started”/);
    isApproved
      .when(proposeClassAmendment, change({ headCount: 25 }), { ...asked, at: PLAN.startsAt })
      .thenRefused('B.5-order', /past/);
    isApproved
      .when(proposeClassAmendment, change({ startsAt: '2020-09-29T01:00:00.000Z' }), asked)
      .thenRefused('B.5-order', /2020-09-29 09:00/);
  });

  it('is refused where the roster would not fit (B.5-order)', () => {
    isApproved
      .and(place(1), place(2))
      .when(proposeClassAmendment, change({ headCount: 1 }), asked)
      .thenRefused('B.5-order', /2 are on the roster/);
  });

  it('is refused under an id that another amendment has (B.5-order)', () => {
    proposed({ headCount: 25 })
      .when(proposeClassAmendment, change({ headCount: 26 }), asked)
      .thenRefused('B.5-order', /another proposal/);
  });
});

describe('approving an amendment', () => {
  const amended = (what: object, more: object) => ({
    type: 'ClassAmended',
    data: {
      proposalId: PROPOSAL,
      plan: { ...PLAN, ...what },
      rateFen: 120_000,
      rateId: 'rate-l5',
      encumberedFen: 0,
      releasedFen: 0,
      commandId: uuid(61),
      ...more,
    },
  });

  it('encumbers what a larger head-count adds, before', () => {
    const { next } = proposed({ headCount: 25 })
      .when(approveClassAmendment, decision, deciding)
      .then(amended({ headCount: 25 }, { encumberedFen: 600_000 }))
      .thenBefore({
        stream: `fund-SPECIAL_ACCOUNT-${UNIT}`,
        effect: 'encumber',
        data: { classId: CLASS_ID, amountFen: 600_000 },
      })
      .thenAfter();
    expect(next.state).toMatchObject({ heldFen: 3_000_000, plan: { headCount: 25 }, amendments: {} });
  });

  it('releases what a smaller head-count frees, after', () => {
    const { next } = proposed({ headCount: 15 })
      .when(approveClassAmendment, decision, deciding)
      .then(amended({ headCount: 15 }, { releasedFen: 600_000 }))
      .thenBefore()
      .thenAfter({
        stream: `fund-SPECIAL_ACCOUNT-${UNIT}`,
        effect: 'release',
        data: { classId: CLASS_ID, amountFen: 600_000, why: 'class-amended' },
      });
    expect(next.state.heldFen).toBe(1_800_000);
  });

  it('touches no money where only the place changes', () => {
    proposed({ venue: '二号实训室' })
      .when(approveClassAmendment, decision, deciding)
      .then(amended({ venue: '二号实训室' }, {}))
      .thenBefore()
      .thenAfter();
  });

  it('takes the rate of the new start (A-087) and of the new level', () => {
    proposed({ level: 'L4' })
      .when(approveClassAmendment, decision, deciding)
      .then(amended({ level: 'L4' }, { rateFen: 160_000, rateId: 'rate-l4', encumberedFen: 800_000 }));
    proposed(later)
      .facts({ policy: policy(event('RateEnded', { rateId: 'rate-l5', validTo: '2020-10-19' })) })
      .when(approveClassAmendment, decision, deciding)
      .then(
        amended(later, { rateFen: null, rateId: null, unpayable: 'RATE_PENDING', releasedFen: 2_400_000, ages: {} }),
      )
      .thenFlags('RATE_PENDING');
  });

  it('does not take from claims what they have drawn (A-071-class)', () => {
    proposed({ headCount: 1 }, place(1), drawn(1), drawn(1, 120_000, 2))
      .when(approveClassAmendment, decision, deciding)
      .thenRefused('A-071-class', /2,400.00/);
  });

  it('is refused to who proposed it (B.5-four-eyes)', () => {
    proposed({ headCount: 25 })
      .when(approveClassAmendment, decision, { ...deciding, actor: actor('CLERK', UNIT, SCHOOL.id) })
      .thenRefused('B.5-four-eyes');
  });

  it('is refused a second time, naming who decided; and where there is no such amendment (B.5-order)', () => {
    const { next } = proposed({ headCount: 25 }).when(approveClassAmendment, decision, deciding);
    next
      .when(approveClassAmendment, decision, { ...deciding, actor: actor('CLERK', UNIT, 'clerk-2') })
      .thenRefused('B.5-order', /approved by clerk clerk-1 of Weidu District on 2020-09-30/);
    isApproved.when(approveClassAmendment, decision, deciding).thenRefused('B.5-order', /no such proposal/);
  });

  it('is refused when dated before the proposal, or after the start (B.5-order)', () => {
    const waiting = proposed({ headCount: 25 });
    waiting
      .when(approveClassAmendment, decision, { ...deciding, at: APPROVED_AT })
      .thenRefused('B.5-order', /2020-09-29/);
    waiting.when(approveClassAmendment, decision, { ...deciding, at: PLAN.startsAt }).thenRefused('B.5-order', /past/);
  });

  it('is refused where another amendment was approved meanwhile: the plan that it changes is no longer in force (B.5-order)', () => {
    const second = { classId: CLASS_ID, proposalId: uuid(62) };
    proposed({ headCount: 25 })
      .when(proposeClassAmendment, { ...second, venue: '二号实训室', ...why }, asked)
      .next.when(approveClassAmendment, decision, deciding)
      .next.when(approveClassAmendment, second, { ...deciding, commandId: uuid(63) })
      .thenRefused('B.5-order', /propose it anew/);
  });

  describe('moving the start', () => {
    const ID = makeIdNumber('411002', '2004-10-18', 1);
    const OTHER = makeIdNumber('411002', '1990-01-01', 2);
    const [person, other] = [pseudonymOf(ID), pseudonymOf(OTHER)];
    const registered = (id: string) =>
      stateOf(
        personStream,
        event('PersonRegistered', {
          idNumber: sealedFor(pseudonymOf(id), id),
          name: sealedFor(pseudonymOf(id), '张三'),
          sex: 'M',
          notices: [],
        }),
      );
    const waiting = proposed(later, place(1, person), place(2, other)).facts({
      [`person:${person}`]: registered(ID),
      [`person:${other}`]: registered(OTHER),
    });

    it('derives the age of everyone on the roster anew, and no birth date is written', () => {
      const outcome = waiting
        .when(approveClassAmendment, decision, deciding)
        .then(amended(later, { ages: { [uuid(101)]: 16, [uuid(102)]: 30 } }));
      expect(outcome.evidence.facts).toContainEqual({ stream: `person-${person}`, version: 1, name: 'age', value: 16 });
      expect(outcome.next.state.ages).toEqual({ [uuid(101)]: 16, [uuid(102)]: 30 });
      expect(JSON.stringify(outcome.events)).not.toContain('2004');
    });

    it('leaves out whose key is destroyed', () => {
      waiting
        .keysDestroyed(person)
        .when(approveClassAmendment, decision, deciding)
        .then(amended(later, { ages: { [uuid(102)]: 30 } }));
    });

    it('opens nothing where the start stays', () => {
      proposed({ headCount: 25 }, place(1, person))
        .facts({ [`person:${person}`]: registered(ID) })
        .when(approveClassAmendment, decision, deciding)
        .then(amended({ headCount: 25 }, { encumberedFen: 600_000 }));
    });
  });
});

describe('declining an amendment', () => {
  const no = { ...decision, reason: '场地容量不足' };

  it('leaves the plan and the money as they are', () => {
    const { next } = proposed({ headCount: 25 })
      .when(declineClassAmendment, no, deciding)
      .then({ type: 'AmendmentDeclined', data: { proposalId: PROPOSAL } });
    expect(next.state).toMatchObject({ heldFen: 2_400_000, plan: { headCount: 20 }, amendments: {} });
    next.when(approveClassAmendment, decision, deciding).thenRefused('B.5-order', /declined/);
  });

  it('is for another person, once, and after the proposal (B.5-four-eyes, B.5-order)', () => {
    const waiting = proposed({ headCount: 25 });
    waiting
      .when(declineClassAmendment, no, { ...deciding, actor: actor('CLERK', UNIT, SCHOOL.id) })
      .thenRefused('B.5-four-eyes');
    waiting.when(declineClassAmendment, no, { ...deciding, at: APPROVED_AT }).thenRefused('B.5-order');
    isApproved.when(declineClassAmendment, no, deciding).thenRefused('B.5-order', /no such proposal/);
  });
});

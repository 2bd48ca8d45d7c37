import { event } from '@ledger/kernel';
import { given } from '@ledger/testing';
import {
  approved,
  attended,
  CLASS_FACTS,
  CLASS_ID,
  CLERK,
  DOCUMENT,
  drawn,
  filed,
  held,
  org,
  place,
  PLAN,
  SCHOOL,
  started,
  STARTED_AT,
} from '@ledger/testing/class-samples';
import { classStream } from '../class.stream';
import { startClass } from './start-class.decide';
import { takeBackClassStart } from './take-back-class-start.decide';

const command = { classId: CLASS_ID };
const asked = { actor: SCHOOL, at: STARTED_AT };
const isApproved = given(classStream, filed(), approved()).facts(CLASS_FACTS);

describe('starting a class', () => {
  it('begins at the approved instant, whenever on its day that is recorded', () => {
    isApproved.when(startClass, command, asked).then({ type: 'ClassStarted', data: { startedAt: PLAN.startsAt } });
    isApproved.when(startClass, command, { ...asked, at: '2020-10-14T16:00:00.000Z' }).accepted();
    expect(isApproved.when(startClass, command, asked).next.state).toMatchObject({
      status: 'started',
      startedAt: PLAN.startsAt,
    });
  });

  it.each(['2020-10-14T15:59:59.999Z', '2020-10-15T16:00:00.000Z'])(
    'is refused on another day than the approved one: %s (B.5-order)',
    (at) => {
      isApproved.when(startClass, command, { ...asked, at }).thenRefused('B.5-order', /2020-10-15/);
    },
  );

  it('is refused where project or institution is not listed that day (A-084)', () => {
    const suspended = org(
      'INSTITUTION',
      { projects: ['*'] },
      event('OrganisationSuspended', { role: 'INSTITUTION', from: '2020-10-15', document: DOCUMENT }),
    );
    isApproved
      .facts({ institution: suspended })
      .when(startClass, command, asked)
      .thenRefused('A-084', /suspended/);
    isApproved
      .facts({ projects: { projects: {}, occupations: {} } })
      .when(startClass, command, asked)
      .thenRefused('A-084', /prj-electrician/);
  });

  it('is refused before the approval and a second time (B.5-order)', () => {
    given(classStream, filed())
      .facts(CLASS_FACTS)
      .when(startClass, command, asked)
      .thenRefused('B.5-order', /waiting for approval/);
    isApproved
      .and(started())
      .when(startClass, command, asked)
      .thenRefused('B.5-order', /“Class started” by training institution/);
    given(classStream).facts(CLASS_FACTS).when(startClass, command, asked).thenRefused('B.5-order');
  });
});

describe('taking the start back', () => {
  const back = { ...command, reason: '因疫情未开班', document: DOCUMENT };
  const isStarted = isApproved.and(place(1), started());

  it('leaves the class approved, and names the event that it corrects', () => {
    const { next } = isStarted
      .when(takeBackClassStart, back, { actor: CLERK })
      .then({ type: 'ClassStartTakenBack', data: {}, corrects: { stream: isStarted.events[0]?.stream, version: 4 } });
    expect(next.state).toMatchObject({ status: 'approved', heldFen: 2_400_000, placeCount: 1 });
    expect(next.state.startedAt).toBeUndefined();
  });

  it('is refused once a session is recorded, until it is withdrawn (B.5-order)', () => {
    isStarted
      .and(held(1), attended(1, 1))
      .when(takeBackClassStart, back, { actor: CLERK })
      .thenRefused('B.5-order', /1 sessions/);
    isStarted
      .and(held(1), event('SessionRecordWithdrawn', { no: 1 }))
      .when(takeBackClassStart, back, { actor: CLERK })
      .accepted();
  });

  it('is refused while a claim draws on the class, and where it has not started', () => {
    isStarted
      .and(drawn(1))
      .when(takeBackClassStart, back, { actor: CLERK })
      .thenRefused('A-071-class', /1,200.00/);
    isApproved.when(takeBackClassStart, back, { actor: CLERK }).thenRefused('B.5-order');
  });
});

import { given } from '@ledger/testing';
import {
  approved,
  CLASS_FACTS,
  CLASS_ID,
  CLERK,
  DOCUMENT,
  drawn,
  filed,
  finished,
  FINISHED_AT,
  held,
  place,
  policy,
  RATE,
  SCHOOL,
  started,
  taught,
} from '@ledger/testing/class-samples';
import { classStream } from '../class.stream';
import { finishClass } from './finish-class.decide';
import { takeBackClassFinish } from './take-back-class-finish.decide';

const command = { classId: CLASS_ID };
const asked = { actor: SCHOOL, at: FINISHED_AT };
const isStarted = given(classStream, filed(), approved(), place(1), place(2), started()).facts(CLASS_FACTS);
const isTaught = isStarted.and(...taught());

describe('finishing a class', () => {
  it('ends today, or on the day that is named', () => {
    isTaught.when(finishClass, command, asked).then({ type: 'ClassFinished', data: { finishedOn: '2020-10-26' } });
    isTaught
      .when(finishClass, { ...command, finishedOn: '2020-10-24' }, asked)
      .then({ type: 'ClassFinished', data: { finishedOn: '2020-10-24' } });
  });

  it('is refused before the last session and in the future (B.5-order)', () => {
    isTaught.when(finishClass, { ...command, finishedOn: '2020-10-23' }, asked).thenRefused('B.5-order', /2020-10-24/);
    isTaught.when(finishClass, { ...command, finishedOn: '2020-10-27' }, asked).thenRefused('B.5-order', /today/);
  });

  it('is refused with fewer hours than the project (B.4-hours)', () => {
    isStarted
      .and(...taught().slice(0, 18))
      .when(finishClass, command, asked)
      .thenRefused('B.4-hours', /72.*80/);
  });

  it('is refused with fewer hours or days than the rate asks for, however it was planned (B.4-hours)', () => {
    const asking = (more: object) => {
      const { rateId, ...least } = { rateId: 'rate-l5', ...more };
      const row = { ...RATE, rateId, level: 'L5', amountFen: 120_000, ...least };
      const event = { type: 'RateAdded', data: { rate: row, document: DOCUMENT, status: 'unconfirmed' } };
      return isTaught.facts({ ...CLASS_FACTS, policy: policy(event) });
    };
    asking({ minDays: 10 }).when(finishClass, command, asked).accepted();
    asking({ minDays: 11 })
      .when(finishClass, command, asked)
      .thenRefused('B.4-hours', /10 days.*11 days/);
    asking({ minHours: 81 })
      .when(finishClass, command, asked)
      .thenRefused('B.4-hours', /80 hours.*81 hours/);
  });

  it('is refused while a session lacks its attendance (B.5-order)', () => {
    isStarted
      .and(...taught().slice(0, 18), held(10))
      .when(finishClass, command, asked)
      .thenRefused('B.5-order', /Sessions 10/);
  });

  it('is refused before the start and a second time (B.5-order)', () => {
    given(classStream, filed(), approved())
      .facts(CLASS_FACTS)
      .when(finishClass, command, asked)
      .thenRefused('B.5-order');
    isTaught
      .and(finished())
      .when(finishClass, command, { actor: SCHOOL })
      .thenRefused('B.5-order', /“Class finished” by/);
    given(classStream).when(finishClass, command, asked).thenRefused('B.5-order');
  });
});

describe('taking the finish back', () => {
  const back = { ...command, reason: '尚有补课', document: DOCUMENT };
  const isFinished = isTaught.and(finished());

  it('lets the class go on, and names the event that it corrects', () => {
    const { next } = isFinished.when(takeBackClassFinish, back, { actor: CLERK }).then({
      type: 'ClassFinishTakenBack',
      data: {},
      corrects: { stream: isFinished.events[0]?.stream, version: isFinished.events.length },
    });
    expect(next.state.status).toBe('started');
    expect(next.state.finishedOn).toBeUndefined();
    next.when(finishClass, command, { actor: SCHOOL }).accepted();
  });

  it('is refused while a claim draws on the class, and where it is not finished', () => {
    isFinished.and(drawn(1)).when(takeBackClassFinish, back, { actor: CLERK }).thenRefused('A-071-class');
    isTaught.when(takeBackClassFinish, back, { actor: CLERK }).thenRefused('B.5-order');
  });
});

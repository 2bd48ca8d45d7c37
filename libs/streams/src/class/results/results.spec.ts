import { event } from '@ledger/kernel';
import { given, uuid } from '@ledger/testing';
import {
  approved,
  CLASS_FACTS,
  CLASS_ID,
  DOCUMENT,
  EXAMINER,
  filed,
  finished,
  place,
  PLAN,
  SCHOOL,
  started,
  taught,
  UNIT,
} from '@ledger/testing/class-samples';
import { classStream } from '../class.stream';
import { correctResults } from './correct-results.decide';
import { recordResults } from './record-results.decide';

const [LI, WANG] = [uuid(101), uuid(102)];
const results = [
  { caseId: LI, passed: true, score: 88 },
  { caseId: WANG, passed: false },
];
const command = { classId: CLASS_ID, results };
const asked = { actor: EXAMINER };
const isStarted = given(classStream, filed(), approved(), place(1), place(2), started(), ...taught()).facts(
  CLASS_FACTS,
);
const isFinished = isStarted.and(finished());
const { stream } = isFinished.events[0]!;

describe('recording results', () => {
  it('keeps them by case', () => {
    const { next } = isFinished
      .when(recordResults, command, asked)
      .then({ type: 'ResultsRecorded', data: { results } });
    expect(next.state.results[LI]).toMatchObject({ passed: true, score: 88 });
    expect(next.state.results[WANG]).toMatchObject({ passed: false });
  });

  it('is the evaluation body’s; for a training completion certificate, of who ran the class', () => {
    expect(isFinished.when(recordResults, command, asked).subject).toEqual({ unit: UNIT, orgs: [PLAN.evaluator] });
    const own = given(
      classStream,
      filed({ ...PLAN, projectId: 'prj-pre-job', evaluator: undefined }),
      approved(),
      place(1),
      started(),
      finished(),
    );
    expect(
      own.facts(CLASS_FACTS).when(recordResults, { ...command, results: [results[0]] }, { actor: SCHOOL }).subject,
    ).toEqual({
      unit: UNIT,
      orgs: [PLAN.institution],
    });
  });

  it('is refused before the finish; after closing it is open for who came late (B.5-order)', () => {
    isStarted.when(recordResults, command, asked).thenRefused('B.5-order', /started/);
    isFinished
      .and(event('ClassClosed', { releasedFen: 0, commandId: uuid(9) }))
      .when(recordResults, command, asked)
      .accepted();
  });

  it('is refused for strangers and for who has a result (B.5-order)', () => {
    isFinished
      .when(recordResults, { ...command, results: [{ caseId: uuid(199), passed: true }] }, asked)
      .thenRefused('B.5-order', /not on the roster/);
    isFinished
      .when(recordResults, command, asked)
      .next.when(recordResults, command, asked)
      .thenRefused('B.5-order', /correct it/);
  });

  it.each([
    ['nobody', []],
    ['one case twice', [results[0], results[0]]],
    ['a score above 100', [{ caseId: LI, passed: true, score: 101 }]],
    ['no verdict', [{ caseId: LI }]],
    ['null', [null]],
  ])('is invalid with %s', (_what, wrong) => {
    isFinished.when(recordResults, { ...command, results: wrong }, asked).thenInvalid('results');
  });
});

describe('correcting results', () => {
  const recorded = isFinished.when(recordResults, command, asked).next;
  const version = recorded.events.length;
  const correction = {
    classId: CLASS_ID,
    results: [{ caseId: WANG, passed: true, score: 61 }],
    reason: '成绩登录有误',
    document: DOCUMENT,
  };

  it('changes those named, and names the event that it corrects', () => {
    const { next } = recorded
      .when(correctResults, correction, asked)
      .then({ type: 'ResultsCorrected', data: { results: correction.results }, corrects: { stream, version } });
    expect(next.state.results[WANG]).toMatchObject({ passed: true, score: 61 });
    expect(next.state.results[LI]).toMatchObject({ passed: true, score: 88 });
    next.when(correctResults, correction, asked).then({
      type: 'ResultsCorrected',
      data: { results: correction.results },
      corrects: { stream, version: version + 1 },
    });
  });

  it('is refused where there is no result, or those named come from several acts (B.5-order)', () => {
    isFinished.when(correctResults, correction, asked).thenRefused('B.5-order', /record it first/);
    recorded
      .when(correctResults, correction, asked)
      .next.when(correctResults, { ...correction, results }, asked)
      .thenRefused('B.5-order', /each act on their own/);
  });

  it('wants a document and a reason', () => {
    recorded.when(correctResults, { classId: CLASS_ID, results }, asked).thenInvalid('reason', 'document');
  });
});

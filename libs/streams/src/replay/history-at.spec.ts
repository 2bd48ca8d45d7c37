import { by, recorded, type GivenEvent } from '@ledger/testing';
import { nameOf, type LedgerEvent } from '@ledger/kernel';
import {
  accepted,
  CASE,
  certificate,
  certified,
  clerk,
  confirmed,
  confirmer,
  enrolled,
  firstReviewed,
  firstReviewer,
  published,
  publicityEnded,
  secondReviewed,
  submitted,
} from '../case/case-examples-spec';
import { caseStream, type CaseState, type CertificateFacts } from '../case';
import { classStream } from '../class';
import { personStream } from '../person';
import { historyAt, stateAt } from './history-at';
import { momentOf, type Moment } from './moment';

const STREAM = nameOf(caseStream, CASE);
const steps = [enrolled, certified, submitted, accepted, firstReviewed];

const corrected = (facts: Partial<CertificateFacts>, version: number, at: string, recordedAt = at): GivenEvent =>
  by(
    confirmer,
    {
      type: 'CertificateCorrected',
      data: {
        proposalId: 'p',
        before: certificate,
        certificate: { ...certificate, ...facts },
        amountFen: 200_000,
        effect: {},
        flags: [],
        commandId: 'c',
      },
      corrects: { stream: STREAM, version },
    },
    { occurredAt: at, recordedAt },
  );

const caseAt = (events: readonly LedgerEvent[], moment: Moment): CaseState =>
  stateAt(caseStream, historyAt(events, moment));

describe('a case as of a day', () => {
  const events = recorded(STREAM, [...steps, secondReviewed, published, publicityEnded, confirmed]);

  it('stands where its events had brought it by the end of that day in Shanghai', () => {
    expect(caseAt(events, { asOf: momentOf('2020-07-01') }).step).toBe('submitted');
    expect(caseAt(events, { asOf: momentOf('2020-07-03') }).step).toBe('first-reviewed');
    expect(caseAt(events, {}).step).toBe('confirmed');
    expect(caseAt(events, { asOf: momentOf('2020-05-24') }).step).toBe('none');
  });

  it('counts what happened in the last millisecond of the day and nothing later', () => {
    const on = (occurredAt: string) =>
      caseAt(recorded(STREAM, [enrolled, by(clerk, { type: 'HoldPlaced', data: { cause: 'x' } }, { occurredAt })]), {
        asOf: momentOf('2020-12-31'),
      }).held;
    expect(on('2020-12-31T15:59:59.999Z')).toBe(true);
    expect(on('2020-12-31T16:00:00.000Z')).toBe(false);
  });

  it('has the certificate that it is now known to have had, and the amount as it was then', () => {
    const now = recorded(STREAM, [...steps, corrected({ level: 'L3' }, 2, '2020-09-01T02:00:00.000Z')]);
    const then = caseAt(now, { asOf: momentOf('2020-07-02') });
    expect(then.certificate?.level).toBe('L3');
    expect(then.dueFen).toBe(160_000);
    expect(caseAt(now, { asOf: momentOf('2020-09-01') })).toMatchObject({ dueFen: 200_000 });
  });

  it('follows a correction of a correction', () => {
    const now = recorded(STREAM, [
      ...steps,
      corrected({ level: 'L3' }, 2, '2020-09-01T02:00:00.000Z'),
      corrected({ level: 'L3', issuedOn: '2020-06-29' }, 6, '2020-10-01T02:00:00.000Z'),
    ]);
    const between = caseAt(now, { asOf: momentOf('2020-09-15') });
    expect(between.certificate).toMatchObject({ level: 'L3', issuedOn: '2020-06-29' });
    expect(caseAt(now, { asOf: momentOf('2020-07-02') }).certificate?.issuedOn).toBe('2020-06-29');
    expect(historyAt(now, {}).map(({ correctedBy }) => correctedBy)).toEqual([[], [6], [], [], [], [7], []]);
  });

  it('is not corrected by a proposal that nobody has approved', () => {
    const corrects = { stream: STREAM, version: 2 };
    const proposed = by(clerk, { type: 'CorrectionProposed', data: { proposalId: 'p', change: {} }, corrects });
    const declined = by(confirmer, { type: 'CorrectionDeclined', data: { proposalId: 'p' }, corrects });
    const history = historyAt(recorded(STREAM, [...steps, proposed, declined]), {});
    expect(history.flatMap(({ correctedBy }) => correctedBy)).toEqual([]);
  });

  it('keeps an act until the day on which it was taken back', () => {
    const takenBack = by(
      firstReviewer,
      { type: 'FirstReviewTakenBack', data: {}, corrects: { stream: STREAM, version: 5 } },
      { occurredAt: '2020-07-05T02:00:00.000Z' },
    );
    const now = recorded(STREAM, [...steps, takenBack]);
    expect(caseAt(now, { asOf: momentOf('2020-07-04') }).step).toBe('first-reviewed');
    expect(caseAt(now, { asOf: momentOf('2020-07-05') }).step).toBe('accepted');
    expect(historyAt(now, { asOf: momentOf('2020-07-04') }).at(-1)).toMatchObject({ discounted: 'later' });
  });
});

describe('a case as it was known on a day', () => {
  const late = corrected({ level: 'L3' }, 2, '2020-09-01T02:00:00.000Z', '2020-12-20T02:00:00.000Z');
  const events = recorded(
    STREAM,
    [...steps, late].map((each) => ({
      ...each,
      envelope: { ...each.envelope, recordedAt: each.envelope?.recordedAt ?? each.envelope?.occurredAt ?? '' },
    })),
  );

  it('does not show what was recorded later, even about earlier days', () => {
    const known = { asKnown: momentOf('2020-12-01') };
    expect(historyAt(events, known)).toHaveLength(5);
    expect(caseAt(events, known).certificate?.level).toBe('L4');
    expect(caseAt(events, { asKnown: momentOf('2020-12-20') }).certificate?.level).toBe('L3');
  });

  it('joins with as-of: the certificate in July, as we knew it in November and as we know it since December', () => {
    const asOf = momentOf('2020-07-02');
    expect(caseAt(events, { asOf, asKnown: momentOf('2020-11-30') }).certificate?.level).toBe('L4');
    expect(caseAt(events, { asOf, asKnown: momentOf('2020-12-31') }).certificate?.level).toBe('L3');
  });
});

describe('facts of other streams as of a day', () => {
  const on = (day: string, body: Omit<GivenEvent, 'envelope'>): GivenEvent =>
    by(clerk, body, { occurredAt: `${day}T02:00:00.000Z`, recordedAt: `${day}T02:00:00.000Z` });
  const held = on('2020-06-01', { type: 'SessionHeld', data: { no: 1, on: '2020-06-01', hours: 8, trainer: 't' } });

  it('attendance and results are what they are now known to have been', () => {
    const stream = 'class-1';
    const events = recorded(stream, [
      held,
      on('2020-06-01', { type: 'AttendanceRecorded', data: { no: 1, present: ['a', 'b'] } }),
      on('2020-06-20', { type: 'ResultsRecorded', data: { results: [result('a', true), result('b', true)] } }),
      on('2020-07-01', {
        type: 'AttendanceCorrected',
        data: { no: 1, present: ['a'] },
        corrects: { stream, version: 2 },
      }),
      on('2020-07-02', {
        type: 'ResultsCorrected',
        data: { results: [result('b', false)] },
        corrects: { stream, version: 3 },
      }),
    ]);
    const state = stateAt(classStream, historyAt(events, { asOf: momentOf('2020-06-30') }));
    expect(state.sessions[1]?.present).toEqual(['a']);
    expect([state.results['a']?.passed, state.results['b']?.passed]).toEqual([true, false]);
  });

  it('a session that was recorded in error was never held', () => {
    const stream = 'class-1';
    const withdrawn = on('2020-07-01', {
      type: 'SessionRecordWithdrawn',
      data: { no: 1 },
      corrects: { stream, version: 1 },
    });
    const history = historyAt(recorded(stream, [held, withdrawn]), { asOf: momentOf('2020-06-30') });
    expect(history.map(({ discounted }) => discounted)).toEqual(['never', 'later']);
    expect(stateAt(classStream, history).sessions).toEqual({});
  });

  it('a category that was withdrawn was never held', () => {
    const stream = 'person-1';
    const events = recorded(stream, [
      on('2020-01-01', {
        type: 'CategoryRecorded',
        data: { category: 'VETERAN', evidence: {}, validFrom: '2019-01-01' },
      }),
      on('2020-07-01', { type: 'CategoryWithdrawn', data: { category: 'VETERAN' }, corrects: { stream, version: 1 } }),
    ]);
    expect(stateAt(personStream, historyAt(events, { asOf: momentOf('2020-06-30') })).categories).toEqual([]);
    expect(stateAt(personStream, historyAt(events, { asKnown: momentOf('2020-06-30') })).categories).toHaveLength(1);
  });

  const result = (caseId: string, passed: boolean) => ({ caseId, passed });
});

describe('a moment', () => {
  it('is a day, meant to its end in Shanghai, or an instant with its offset', () => {
    expect(momentOf('2020-12-31')).toBe('2020-12-31T15:59:59.999Z');
    expect(momentOf('2021-01-01T00:00:00+08:00')).toBe('2020-12-31T16:00:00.000Z');
    expect(momentOf('2021-01-01T00:00:00')).toBeUndefined();
    expect(momentOf('2021-02-30')).toBeUndefined();
    expect(momentOf('now')).toBeUndefined();
  });
});

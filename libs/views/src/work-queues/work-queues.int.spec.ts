import type { CalendarYear } from '@ledger/kernel';
import type { GivenLog } from '@ledger/testing';
import {
  answeredLog,
  BATCH_ID,
  BOUNCED,
  CASE_IDS,
  CITY,
  claimedLog,
  CLASS_ID,
  confirmedLog,
  dispatchedLog,
  ofCase,
  ofClass,
  ofFund,
  PAID,
  PLAN,
  RATE_FEN,
  UNIT,
} from '@ledger/testing/programme-log';
import { ProjectedViews } from '@ledger/testing/projected-views';
import { QUEUE_LABELS } from '../labels';
import { projections } from '../projections';
import type { DueRules } from './due-rules';
import { QUEUES, type QueueId, type Waiting } from './queues.table';
import { queueItems, queueLengths } from './work-queues.query';

const YEAR: CalendarYear = { holidays: ['01-01', '01-24', '01-27'], makeUpDays: ['01-19'] };
const due: DueRules = {
  calendar: { years: { 2020: YEAR } },
  acceptDays: 5,
  reviewDays: 10,
  objectionDays: 5,
  paymentDays: 30,
};

let opened: ProjectedViews | undefined;
afterEach(() => opened?.close());
const itemsOf = async (log: GivenLog, queue: QueueId, unit?: string): Promise<readonly Waiting[]> => {
  opened = await ProjectedViews.of(log, projections);
  return (await queueItems(opened.views, { queue, unit, due })).items;
};

describe('work queues', () => {
  it('hold the claims to accept, each due five working days later (B.5)', async () => {
    const items = await itemsOf(claimedLog(), 'acceptance');
    expect(items.map(({ stream }) => stream).toSorted()).toEqual(CASE_IDS.map((id) => `case-${id}`).toSorted());
    // Claimed on Wednesday 2020-01-01: 2, 3, 6, 7 and 8 January are the five days.
    expect(items[0]).toMatchObject({ unit: UNIT, dueOn: '2020-01-08', amountFen: RATE_FEN });
  });

  it('name no due day where the calendar of the year is not known', async () => {
    opened = await ProjectedViews.of(claimedLog(), projections);
    const unknown = await queueItems(opened.views, { queue: 'acceptance', due: { ...due, calendar: { years: {} } } });
    expect(unknown.items[0]?.dueOn).toBeUndefined();
  });

  it('give a role and a unit their own queues only', async () => {
    opened = await ProjectedViews.of(claimedLog(), projections);
    const clerk = await queueLengths(opened.views, { unit: UNIT, role: 'CLERK' });
    expect(clerk.find(({ queue }) => queue === 'acceptance')?.length).toBe(3);
    expect(clerk.map(({ queue }) => queue)).not.toContain('first-review');
    const elsewhere = await queueLengths(opened.views, { unit: 'XC-411003' });
    expect(elsewhere.filter(({ length }) => length > 0)).toEqual([]);
  });

  it('hold confirmed claims until they are paid, due thirty days after publicity, and those that the bank sent back', async () => {
    const confirmed = await itemsOf(confirmedLog(), 'payment');
    expect(confirmed.map(({ dueOn }) => dueOn)).toEqual(['2020-05-08', '2020-05-08']);
    opened?.close();
    expect((await itemsOf(dispatchedLog(), 'payment')).length).toBe(0);
    opened?.close();
    expect((await itemsOf(answeredLog(), 'payment')).map(({ stream }) => stream)).toEqual([`case-${BOUNCED}`]);
  });

  it('hold the batches that wait for the bank', async () => {
    expect(await itemsOf(dispatchedLog(), 'batch-answer', UNIT)).toMatchObject([
      { stream: `batch-${BATCH_ID}`, amountFen: 2 * RATE_FEN },
    ]);
  });

  it('hold what waits beside the procedure, with when it began to, and say what a claim waits behind', async () => {
    const stream = `case-${PAID}`;
    const log = claimedLog()
      .on(stream, ofCase('ObjectionLodged', { objectionId: 'o1', summary: '未参加' }))
      .on(stream, ofCase('FlagReopened', { flag: 'WORK_TYPE' }), ofCase('HoldPlaced', { cause: '核查' }))
      .on(`class-${CLASS_ID}`, ofClass('AmendmentProposed', { proposalId: 'p1', plan: PLAN, filedOn: '2020-02-25' }));
    const lodgedAt = log.events.find(({ type }) => type === 'ObjectionLodged')!.occurredAt;
    expect(await itemsOf(log, 'objection')).toMatchObject([
      { stream, which: 'o1', since: lodgedAt, dueOn: '2020-01-08' },
    ]);
    const behind = (await queueItems(opened!.views, { queue: 'acceptance', due })).items.find(
      (each) => each.stream === stream,
    );
    expect(behind?.behind?.toSorted()).toEqual(['flag:WORK_TYPE', 'hold:', 'objection:o1']);
    const lengths = await queueLengths(opened!.views, { unit: UNIT });
    const waiting = Object.fromEntries(
      lengths.filter(({ length }) => length > 0).map(({ queue, length }) => [queue, length]),
    );
    expect(waiting).toEqual({ acceptance: 3, flag: 1, objection: 1, hold: 1, amendment: 1 });
  });

  it('hold what another person must decide of a closed class and of a fund line, until it is decided', async () => {
    const closed = claimedLog()
      .on(`class-${CLASS_ID}`, ofClass('ClassClosed', { releasedFen: 1, commandId: 'c' }))
      .on(`class-${CLASS_ID}`, ofClass('ClassReopeningProposed', { proposalId: 'p1' }))
      .on(CITY, ofFund('InterestRecorded', { amountFen: 5 }))
      .on(
        CITY,
        ofFund('FundCorrectionProposed', {
          proposalId: 'p2',
          change: { kind: 'INTEREST_REVERSAL', version: 3, amountFen: 5 },
        }),
      );
    expect(await itemsOf(closed, 'class-reopening', UNIT)).toMatchObject([
      { stream: `class-${CLASS_ID}`, which: 'p1' },
    ]);
    expect((await queueItems(opened!.views, { queue: 'fund-correction', due })).items).toMatchObject([
      { stream: CITY, unit: 'XC', which: 'p2' },
    ]);
    opened?.close();
    const decided = closed
      .on(`class-${CLASS_ID}`, ofClass('ClassReopeningDeclined', { proposalId: 'p1' }))
      .on(CITY, ofFund('FundCorrectionDeclined', { proposalId: 'p2' }));
    expect(await itemsOf(decided, 'class-reopening')).toEqual([]);
    expect((await queueItems(opened!.views, { queue: 'fund-correction', due })).items).toEqual([]);
  });

  it('hold claims that did not pass a review for rejection, not for publicity', async () => {
    const log = claimedLog().on(
      `case-${PAID}`,
      ofCase('ClaimAccepted', {}),
      ofCase('ClaimFirstReviewed', { verdict: 'PASS', opinion: '好' }),
      ofCase('ClaimSecondReviewed', { verdict: 'FAIL', opinion: '学时不足' }),
    );
    expect((await itemsOf(log, 'rejection')).map(({ stream }) => stream)).toEqual([`case-${PAID}`]);
    expect((await queueItems(opened!.views, { queue: 'publicity', due })).items).toEqual([]);
  });

  it('are each named, and each for a command that somebody may give', () => {
    expect(QUEUES.map(({ id }) => id).toSorted()).toEqual(Object.keys(QUEUE_LABELS).toSorted());
    expect(QUEUES.filter(({ roles }) => roles.length === 0)).toEqual([]);
  });
});

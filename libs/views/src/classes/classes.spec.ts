import { projected } from '@ledger/testing';
import {
  claimedLog,
  CLASS_ID,
  confirmedLog,
  ofClass,
  PAID,
  personOf,
  PLAN,
  RATE_FEN,
  REJECTED,
  trainedLog,
} from '@ledger/testing/programme-log';
import { CLASS_ROLL, CLASSES, type ClassRollRow, type ClassRow } from './class-row';
import { classes } from './classes.projection';
import { attendanceOf } from './completion';

const STREAM = `class-${CLASS_ID}`;
const rowOf = (log: ReturnType<typeof trainedLog>): ClassRow | undefined =>
  projected(log, classes).get<ClassRow>(CLASSES, CLASS_ID);

describe('classes: one row per class', () => {
  it('shows plan, status, head-count and the money that claims may still draw (A-071-class)', () => {
    expect(rowOf(claimedLog())).toMatchObject({
      status: 'finished',
      unit: PLAN.unit,
      startsOn: '2020-03-02',
      plannedHours: 16,
      headCount: 4,
      enrolled: 3,
      heldFen: 4 * RATE_FEN,
      drawnFen: 3 * RATE_FEN,
      freeFen: RATE_FEN,
    });
    expect(rowOf(confirmedLog())).toMatchObject({ drawnFen: 2 * RATE_FEN, freeFen: 2 * RATE_FEN });
  });

  it('frees what was not drawn when it is closed, and takes it again when it is reopened', () => {
    const closed = confirmedLog().on(STREAM, ofClass('ClassClosed', { releasedFen: 2 * RATE_FEN, commandId: 'c' }));
    expect(rowOf(closed)).toMatchObject({ status: 'closed', heldFen: 2 * RATE_FEN, freeFen: 0 });
    const proposed = closed.on(STREAM, ofClass('ClassReopeningProposed', { proposalId: 'p' }));
    expect(rowOf(proposed)).toMatchObject({ status: 'closed', attention: 1, reopenings: [{ proposalId: 'p' }] });
    const reopening = { proposalId: 'p', encumberedFen: 2 * RATE_FEN, commandId: 'd' };
    expect(rowOf(proposed.on(STREAM, ofClass('ClassReopened', reopening)))).toMatchObject({
      status: 'finished',
      heldFen: 4 * RATE_FEN,
      freeFen: 2 * RATE_FEN,
      attention: undefined,
      reopenings: [],
    });
  });

  it('waits for another person while an amendment is proposed', () => {
    const proposed = trainedLog().on(
      STREAM,
      ofClass('AmendmentProposed', { proposalId: 'p', plan: PLAN, filedOn: '2020-02-25' }),
    );
    expect(rowOf(proposed)).toMatchObject({ attention: 1, amendments: [{ proposalId: 'p' }] });
    const amended = proposed.on(
      STREAM,
      ofClass('ClassAmended', {
        proposalId: 'p',
        plan: { ...PLAN, headCount: 5 },
        rateFen: RATE_FEN,
        rateId: 'R-L4',
        encumberedFen: RATE_FEN,
        releasedFen: 0,
        commandId: 'c',
      }),
    );
    expect(rowOf(amended)).toMatchObject({ attention: undefined, amendments: [], headCount: 5, heldFen: 5 * RATE_FEN });
  });

  it('counts who passed by the hours that they were there (A-005)', () => {
    expect(rowOf(trainedLog())?.passedByShare).toEqual({ 100: 2, 50: 1 });
    const corrected = trainedLog().on(STREAM, ofClass('AttendanceCorrected', { no: 2, present: [PAID, REJECTED] }));
    expect(rowOf(corrected)?.passedByShare).toEqual({ 100: 2, 50: 1 });
    const roll = projected(corrected, classes).get<ClassRollRow>(CLASS_ROLL, CLASS_ID);
    expect(roll && attendanceOf(roll, REJECTED)).toEqual({ attended: 16, held: 16, share: 100 });
    const failed = corrected.on(STREAM, ofClass('ResultsCorrected', { results: [{ caseId: PAID, passed: false }] }));
    expect(rowOf(failed)?.passedByShare).toEqual({ 100: 1, 50: 1 });
    const withdrawn = failed.on(STREAM, ofClass('SessionRecordWithdrawn', { no: 2 }));
    expect(rowOf(withdrawn)?.passedByShare).toEqual({ 100: 2 });
  });

  it('counts nobody whose place was given back', () => {
    const left = trainedLog().on(
      STREAM,
      ofClass('PlaceGivenBack', { caseId: PAID, person: personOf(PAID), commandId: 'v', why: 'voided' }),
    );
    expect(rowOf(left)).toMatchObject({ enrolled: 2, passedByShare: { 100: 1, 50: 1 } });
  });
});

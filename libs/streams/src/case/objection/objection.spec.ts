import { actor, uuid } from '@ledger/testing';
import {
  CASE,
  clerk,
  confirmer,
  document,
  firstReviewer,
  inPublicity,
  reason,
  school,
  secondReviewer,
  toConfirm,
  toPay,
  toPublish,
  UNIT,
} from '../case-examples-spec';
import { lodgeObjection } from './lodge-objection.decide';
import { resolveObjection } from './resolve-objection.decide';
import { takeBackObjectionResolution } from './take-back-objection-resolution.decide';
import { withdrawObjection } from './withdraw-objection.decide';

const caseId = CASE;
const OBJECTION = uuid(30);
const lodging = { caseId, objectionId: OBJECTION, summary: '该学员从未到课' };
const resolving = { caseId, objectionId: OBJECTION, upheld: false, opinion: '签到与影像一致' };
const lodged = inPublicity.when(lodgeObjection, lodging, { actor: clerk }).next;
const resolved = lodged.when(resolveObjection, resolving, { actor: confirmer }).next;

describe('an objection', () => {
  it('is lodged by anybody from publication until confirmation, and stops this claim only', () => {
    const outcome = inPublicity
      .when(lodgeObjection, lodging, { actor: clerk })
      .then({ type: 'ObjectionLodged', data: { objectionId: OBJECTION, summary: '该学员从未到课' } });
    expect(outcome.next.state).toMatchObject({
      step: 'publicity',
      objections: { [OBJECTION]: { open: true, lodgedBy: 'clerk-1' } },
    });
    toConfirm.when(lodgeObjection, lodging, { actor: actor('LEARNER', '-', 'p') }).accepted();
  });

  it('takes its id from the command where the caller gave none, and an id serves once (B.5-order)', () => {
    const unnamed = inPublicity.when(
      lodgeObjection,
      { caseId, summary: '不符' },
      { actor: clerk, commandId: uuid(31) },
    );
    expect(Object.keys(unnamed.next.state.objections)).toEqual([uuid(31)]);
    lodged.when(lodgeObjection, lodging, { actor: school }).thenRefused('B.5-order', /in use/);
  });

  it('is refused before the publication and after the confirmation (B.5-order)', () => {
    toPublish.when(lodgeObjection, lodging, { actor: clerk }).thenRefused('B.5-order');
    toPay.when(lodgeObjection, lodging, { actor: clerk }).thenRefused('B.5-order', /report it to a confirmer/);
  });

  it('is not taken in without end (B.5-order)', () => {
    let full = inPublicity;
    for (let n = 0; n < 50; n++)
      full = full.and({ type: 'ObjectionLodged', data: { objectionId: uuid(300 + n), summary: '重复' } });
    full.when(lodgeObjection, lodging, { actor: clerk }).thenRefused('B.5-order', /50 objections/);
  });
});

describe('resolving an objection', () => {
  it('says whether it is right', () => {
    const outcome = lodged
      .when(resolveObjection, resolving, { actor: confirmer })
      .then({ type: 'ObjectionResolved', data: { objectionId: OBJECTION, upheld: false, opinion: '签到与影像一致' } });
    expect(outcome.next.state.objections[OBJECTION]).toMatchObject({
      open: false,
      upheld: false,
      resolvedBy: 'confirmer-1',
    });
  });

  it.each([
    ['the first reviewer', firstReviewer.id],
    ['the second reviewer', secondReviewer.id],
    ['the submitter', school.id],
    ['who lodged it', clerk.id],
  ])('is refused to %s (B.5-four-eyes)', (_who, id) => {
    lodged.when(resolveObjection, resolving, { actor: actor('CONFIRMER', UNIT, id) }).thenRefused('B.5-four-eyes');
  });

  it('is refused twice, naming who acted first, and for an unknown one (B.5-order)', () => {
    resolved
      .when(resolveObjection, resolving, { actor: actor('CONFIRMER', UNIT, 'confirmer-2') })
      .thenRefused('B.5-order', /already resolved by confirmer-1/);
    inPublicity.when(resolveObjection, resolving, { actor: confirmer }).thenRefused('B.5-order', /no objection/);
    toPay.when(resolveObjection, resolving, { actor: confirmer }).thenRefused('B.5-order');
  });

  it('in error is taken back with reason and document; the objection is open again', () => {
    const back = { caseId, objectionId: OBJECTION, reason, document };
    const outcome = resolved.when(takeBackObjectionResolution, back, { actor: confirmer }).then({
      type: 'ObjectionResolutionTakenBack',
      data: { objectionId: OBJECTION },
      corrects: { stream: `case-${CASE}`, version: 9 },
    });
    expect(outcome.next.state.objections).toEqual(lodged.state.objections);
    lodged.when(takeBackObjectionResolution, back, { actor: confirmer }).thenRefused('B.5-order', /still open/);
    resolved
      .when(takeBackObjectionResolution, back, { actor: actor('CONFIRMER', UNIT, firstReviewer.id) })
      .thenRefused('B.5-four-eyes');
    resolved
      .when(takeBackObjectionResolution, back, { actor: actor('CONFIRMER', UNIT, clerk.id) })
      .thenRefused('B.5-four-eyes');
  });
});

describe('withdrawing an objection', () => {
  const withdrawal = { caseId, objectionId: OBJECTION, reason };

  it('is for who lodged it, and the claim stands as before', () => {
    const outcome = lodged.when(withdrawObjection, withdrawal, { actor: clerk }).then({
      type: 'ObjectionWithdrawn',
      data: { objectionId: OBJECTION },
      corrects: { stream: `case-${CASE}`, version: 8 },
    });
    expect(outcome.next.state.objections).toEqual({});
    expect(outcome.next.state.step).toBe('publicity');
  });

  it('is refused to anybody else (A-083-role)', () => {
    lodged.when(withdrawObjection, withdrawal, { actor: school }).thenRefused('A-083-role', /clerk-1/);
  });

  it('is refused once it is resolved, for an unknown one, and after the confirmation (B.5-order)', () => {
    resolved.when(withdrawObjection, withdrawal, { actor: clerk }).thenRefused('B.5-order', /already resolved/);
    inPublicity.when(withdrawObjection, withdrawal, { actor: clerk }).thenRefused('B.5-order', /no objection/);
    toPay.when(withdrawObjection, withdrawal, { actor: clerk }).thenRefused('B.5-order');
    lodged.when(withdrawObjection, { caseId, objectionId: OBJECTION }, { actor: clerk }).thenInvalid('reason');
  });
});

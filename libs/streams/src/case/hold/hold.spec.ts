import { actor } from '@ledger/testing';
import { caseEvent } from '../case.events';
import {
  AMOUNT,
  assigned,
  bounced,
  CASE,
  confirmer,
  document,
  instructed,
  reason,
  school,
  settled,
  toAccept,
  toClaim,
  toPay,
  UNIT,
} from '../case-examples-spec';
import { placeHold } from './place-hold.decide';
import { releaseHold } from './release-hold.decide';

const caseId = CASE;
const hold = { caseId, cause: '群众来信' };
const asked = { actor: confirmer };

describe('holding a claim', () => {
  it('stops it and ends its assignment to a batch', () => {
    const outcome = toPay
      .and(assigned)
      .when(placeHold, hold, asked)
      .then({ type: 'HoldPlaced', data: { cause: '群众来信' } });
    expect(outcome.next.state).toMatchObject({ step: 'confirmed', held: true, heldBy: 'confirmer-1' });
    expect(outcome.next.state.lines).toMatchObject([{ place: 'class', attempts: [{ status: 'unassigned' }] }]);
  });

  it('is refused once the money is with the bank or paid: already dispatched (D.4-batch)', () => {
    toPay
      .and(assigned, instructed)
      .when(placeHold, hold, asked)
      .thenRefused('D.4-batch', /already dispatched/);
    toPay.and(assigned, instructed, settled).when(placeHold, hold, asked).thenRefused('D.4-batch');
  });

  it('stops what bounced, and a supplement that waits after a payment', () => {
    toPay.and(assigned, instructed, bounced).when(placeHold, hold, asked).accepted();
    const supplement = caseEvent('AmountCorrected', {
      proposalId: CASE,
      fromFen: AMOUNT,
      toFen: 200_000,
      effect: { unfundedFen: 40_000 },
      commandId: CASE,
    });
    toPay.and(assigned, instructed, settled, supplement).when(placeHold, hold, asked).accepted();
  });

  it('is refused without a claim and twice (B.5-order), and to who submitted (B.5-four-eyes)', () => {
    toClaim.when(placeHold, hold, asked).thenRefused('B.5-order');
    toAccept
      .when(placeHold, hold, asked)
      .next.when(placeHold, hold, asked)
      .thenRefused('B.5-order', /already held/);
    toAccept.when(placeHold, hold, { actor: actor('CONFIRMER', UNIT, school.id) }).thenRefused('B.5-four-eyes');
  });
});

describe('releasing a hold', () => {
  const release = { caseId, reason, document };
  const held = toPay.when(placeHold, hold, asked).next;

  it('lets the claim go on, and names the hold that it lifts', () => {
    const outcome = held
      .when(releaseHold, release, asked)
      .then({ type: 'HoldReleased', data: {}, corrects: { stream: `case-${CASE}`, version: 10 } });
    expect(outcome.next.state).toMatchObject({ step: 'confirmed', held: false, heldBy: undefined });
  });

  it('is refused where nothing is held (B.5-order), and to who submitted (B.5-four-eyes)', () => {
    toPay.when(releaseHold, release, asked).thenRefused('B.5-order', /not held/);
    held.when(releaseHold, release, { actor: actor('CONFIRMER', UNIT, school.id) }).thenRefused('B.5-four-eyes');
  });
});

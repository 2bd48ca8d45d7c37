import { actor, uuid } from '@ledger/testing';
import { caseEvent } from '../case.events';
import {
  AMOUNT,
  assigned,
  CASE,
  confirmer,
  document,
  firstReviewer,
  held,
  inPublicity,
  instructed,
  publicityEnded,
  reason,
  school,
  secondReviewer,
  submittedWith,
  accepted,
  firstReviewed,
  published,
  secondReviewed,
  toClaim,
  toConfirm,
  toPay,
  toPublish,
  UNIT,
} from '../case-examples-spec';
import { confirmClaim } from './confirm-claim.decide';
import { takeBackConfirmation } from './take-back-confirmation.decide';

const caseId = CASE;
const asked = { actor: confirmer };
const lodged = caseEvent('ObjectionLodged', { objectionId: uuid(30), summary: '未到课' });
const resolution = (upheld: boolean) =>
  caseEvent('ObjectionResolved', { objectionId: uuid(30), upheld, opinion: '查实' });

describe('confirming a claim', () => {
  it('grants what is due', () => {
    const outcome = toConfirm
      .when(confirmClaim, { caseId }, asked)
      .then({ type: 'ClaimConfirmed', data: { amountFen: AMOUNT } });
    expect(outcome.next.state).toMatchObject({ step: 'confirmed', confirmer: 'confirmer-1' });
    expect(outcome.evidence.rules.map(({ ruleId }) => ruleId)).toEqual([
      'B.5-publicity',
      'B.5-order',
      'B.5-publicity',
      'B.5-order',
      'A-076',
      'B.5-four-eyes',
    ]);
  });

  it('is refused before the publicity has ended and was closed (B.5-publicity)', () => {
    inPublicity.when(confirmClaim, { caseId }, asked).thenRefused('B.5-publicity', /until the end of 2020-07-13/);
    toPublish.when(confirmClaim, { caseId }, asked).thenRefused('B.5-publicity');
  });

  it('is refused twice, naming who confirmed first', () => {
    toPay
      .when(confirmClaim, { caseId }, { actor: actor('CONFIRMER', UNIT, 'confirmer-2') })
      .thenRefused('B.5-publicity', /confirmer-1/);
  });

  it('is refused with an open objection (B.5-publicity)', () => {
    inPublicity
      .and(lodged, publicityEnded)
      .when(confirmClaim, { caseId }, asked)
      .thenRefused('B.5-publicity', /still open/);
    inPublicity.and(lodged, publicityEnded, resolution(false)).when(confirmClaim, { caseId }, asked).accepted();
  });

  it('is refused after an objection was upheld, until the claim is corrected (B.5-publicity)', () => {
    const upheld = inPublicity.and(lodged, publicityEnded, resolution(true));
    upheld.when(confirmClaim, { caseId }, asked).thenRefused('B.5-publicity', /was upheld/);
    upheld
      .and(
        caseEvent('AmountCorrected', {
          proposalId: uuid(70),
          fromFen: AMOUNT,
          toFen: 120_000,
          effect: { giveBackFen: 40_000, giveBackTo: 'class' },
          commandId: uuid(71),
        }),
      )
      .when(confirmClaim, { caseId }, asked)
      .then({ type: 'ClaimConfirmed', data: { amountFen: 120_000 } });
  });

  it('is refused while a review flag is open, and when fraud was found (B.5-order, A-076)', () => {
    const rest = [accepted, firstReviewed, secondReviewed, published, publicityEnded];
    const flagged = toClaim.and(submittedWith({ flags: ['LEVEL_DOWNGRADE'] }), ...rest);
    flagged.when(confirmClaim, { caseId }, asked).thenRefused('B.5-order', /a higher level is held already/);
    const closed = (outcome: 'NO_PROBLEM' | 'SUSPECTED_FRAUD') =>
      flagged.and(caseEvent('FlagClosed', { flag: 'LEVEL_DOWNGRADE', outcome, opinion: '查明' }));
    closed('SUSPECTED_FRAUD')
      .when(confirmClaim, { caseId }, asked)
      .thenRefused('A-076', /suspected fraud/);
    closed('NO_PROBLEM').when(confirmClaim, { caseId }, asked).accepted();
  });

  it('is refused while the claim is held (B.5-order)', () => {
    toConfirm
      .and(held)
      .when(confirmClaim, { caseId }, asked)
      .thenRefused('B.5-order', /held by confirmer-1/);
  });

  it.each([
    ['the submitter', school.id],
    ['the first reviewer', firstReviewer.id],
    ['the second reviewer', secondReviewer.id],
  ])('is refused to %s (B.5-four-eyes)', (_who, id) => {
    toConfirm.when(confirmClaim, { caseId }, { actor: actor('CONFIRMER', UNIT, id) }).thenRefused('B.5-four-eyes');
  });
});

describe('a confirmation made in error', () => {
  const back = { caseId, reason, document };

  it('is taken back and ends the assignment to a batch', () => {
    const outcome = toPay
      .and(assigned)
      .when(takeBackConfirmation, back, asked)
      .then({ type: 'ConfirmationTakenBack', data: {}, corrects: { stream: `case-${CASE}`, version: 9 } });
    expect(outcome.next.state).toMatchObject({ step: 'publicity-ended', confirmer: undefined });
    expect(outcome.next.state.lines).toMatchObject([
      { amountFen: AMOUNT, place: 'class', attempts: [{ status: 'unassigned' }] },
    ]);
  });

  it('is refused once the claim went to the bank (D.4-batch), and where there is none (B.5-order)', () => {
    toPay
      .and(assigned, instructed)
      .when(takeBackConfirmation, back, asked)
      .thenRefused('D.4-batch', /which two people decide/);
    toConfirm.when(takeBackConfirmation, back, asked).thenRefused('B.5-order');
  });

  it('is not taken back by submitter or reviewers (B.5-four-eyes)', () => {
    for (const { id } of [school, firstReviewer, secondReviewer])
      toPay.when(takeBackConfirmation, back, { actor: actor('CONFIRMER', UNIT, id) }).thenRefused('B.5-four-eyes');
  });
});

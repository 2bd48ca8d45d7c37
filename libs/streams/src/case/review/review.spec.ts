import { actor, uuid } from '@ledger/testing';
import { caseEvent } from '../case.events';
import {
  AMOUNT,
  CASE,
  CLASS,
  classState,
  confirmer,
  document,
  firstReviewer,
  inPublicity,
  LEARNER,
  reason,
  school,
  secondReviewer,
  submittedWith,
  toAccept,
  toClaim,
  toConfirm,
  toPay,
  toPublish,
  toReview,
  toReviewAgain,
  UNIT,
} from '../case-examples-spec';
import { closeFlag } from './close-flag.decide';
import { confirmClaim } from '../confirmation/confirm-claim.decide';
import { raiseFlag } from './raise-flag.decide';
import { recordSecondReview } from './record-second-review.decide';
import { rejectClaim } from './reject-claim.decide';
import { reopenFlag } from './reopen-flag.decide';
import { takeBackFirstReview } from './take-back-first-review.decide';
import { takeBackSecondReview } from './take-back-second-review.decide';

const caseId = CASE;
const as = (who: { id: string }, role = 'REVIEWER') => ({ actor: actor(role, UNIT, who.id) });
const review = { caseId, verdict: 'PASS', opinion: '同意' };
const back = { caseId, reason, document };

describe('the second review', () => {
  it('is made by another person than the first', () => {
    const outcome = toReviewAgain
      .when(recordSecondReview, review, as(secondReviewer))
      .then({ type: 'ClaimSecondReviewed', data: { verdict: 'PASS', opinion: '同意' } });
    expect(outcome.next.state).toMatchObject({ step: 'second-reviewed', secondReviewer: 'reviewer-2' });
  });

  it('is refused to the first reviewer, whatever the role, and to the submitter (B.5-four-eyes)', () => {
    toReviewAgain
      .when(recordSecondReview, review, as(firstReviewer))
      .thenRefused('B.5-four-eyes', /reviewer-1 made the first review/);
    toReviewAgain.when(recordSecondReview, review, as(firstReviewer, 'CONFIRMER')).thenRefused('B.5-four-eyes');
    toReviewAgain.when(recordSecondReview, review, as(school)).thenRefused('B.5-four-eyes', /submitted/);
  });

  it('is refused before the first review and a second time (B.5-order)', () => {
    toReview.when(recordSecondReview, review, as(secondReviewer)).thenRefused('B.5-order');
    toPublish.when(recordSecondReview, review, as({ id: 'reviewer-3' })).thenRefused('B.5-order', /reviewer-2/);
  });
});

describe('a review recorded in error', () => {
  it('is taken back, last first, and names what it corrects', () => {
    const first = toPublish
      .when(takeBackSecondReview, back, as(firstReviewer))
      .then({ type: 'SecondReviewTakenBack', data: {}, corrects: { stream: `case-${CASE}`, version: 6 } });
    expect(first.next.state).toMatchObject({
      step: 'first-reviewed',
      secondReviewer: undefined,
      secondVerdict: undefined,
    });
    const second = first.next
      .when(takeBackFirstReview, back, as(firstReviewer))
      .then({ type: 'FirstReviewTakenBack', data: {}, corrects: { stream: `case-${CASE}`, version: 5 } });
    expect(second.next.state).toMatchObject({ step: 'accepted', firstReviewer: undefined });
    const anyStep = { lastStepAt: 0, lastStepType: 0, lastStepBy: 0, lastStepRole: 0, lastStepVersion: 0 };
    expect({ ...second.next.state, ...anyStep }).toEqual({ ...toReview.state, ...anyStep });
  });

  it('is refused out of order (B.5-order)', () => {
    toPublish.when(takeBackFirstReview, back, as(firstReviewer)).thenRefused('B.5-order', /take that back first/);
    toReview.when(takeBackFirstReview, back, as(firstReviewer)).thenRefused('B.5-order');
    inPublicity
      .when(takeBackSecondReview, back, as(firstReviewer))
      .thenRefused('B.5-order', /withdraw the publicity first/);
  });

  it('is not taken back by who submitted the claim (B.5-four-eyes)', () => {
    toReviewAgain.when(takeBackFirstReview, back, as(school)).thenRefused('B.5-four-eyes');
    toPublish.when(takeBackSecondReview, back, as(school)).thenRefused('B.5-four-eyes');
  });
});

describe('a review flag', () => {
  const flagged = toClaim.and(submittedWith({ flags: ['QUOTA_BASIS_SENSITIVE'] }));
  const closing = { caseId, flag: 'QUOTA_BASIS_SENSITIVE', outcome: 'NO_PROBLEM', opinion: '按发证日期计未超' };

  it('is closed by a person, with finding and reasons', () => {
    const outcome = flagged.when(closeFlag, closing, as(firstReviewer)).then({
      type: 'FlagClosed',
      data: { flag: 'QUOTA_BASIS_SENSITIVE', outcome: 'NO_PROBLEM', opinion: '按发证日期计未超' },
    });
    expect(outcome.next.state).toMatchObject({
      step: 'submitted',
      openFlags: [],
      closedFlags: ['QUOTA_BASIS_SENSITIVE'],
    });
  });

  it('is refused where it is not open, and names who closed it (B.5-order)', () => {
    const closed = flagged.when(closeFlag, closing, as(firstReviewer)).next;
    closed.when(closeFlag, closing, as(secondReviewer)).thenRefused('B.5-order', /already closed by reviewer-1/);
    toAccept.when(closeFlag, closing, as(firstReviewer)).thenRefused('B.5-order', /has no flag/);
    toClaim.when(closeFlag, closing, as(firstReviewer)).thenRefused('B.5-order');
  });

  it('is not closed by who submitted the claim (B.5-four-eyes)', () => {
    flagged.when(closeFlag, closing, as(school)).thenRefused('B.5-four-eyes');
  });

  it('closed in error is reopened with reason and document, until the confirmation', () => {
    const closed = flagged.when(closeFlag, closing, as(firstReviewer)).next;
    const reopened = closed.when(reopenFlag, { ...back, flag: 'QUOTA_BASIS_SENSITIVE' }, as(secondReviewer)).then({
      type: 'FlagReopened',
      data: { flag: 'QUOTA_BASIS_SENSITIVE' },
      corrects: { stream: `case-${CASE}`, version: 4 },
    });
    expect(reopened.next.state).toMatchObject({
      openFlags: ['QUOTA_BASIS_SENSITIVE'],
      closedFlags: [],
      flagFindings: {},
    });
    flagged
      .when(reopenFlag, { ...back, flag: 'QUOTA_BASIS_SENSITIVE' }, as(secondReviewer))
      .thenRefused('B.5-order', /not closed/);
    closed.when(reopenFlag, { ...back, flag: 'QUOTA_BASIS_SENSITIVE' }, as(school)).thenRefused('B.5-four-eyes');
    toPay
      .when(reopenFlag, { ...back, flag: 'WORK_TYPE' }, as(firstReviewer))
      .thenRefused('B.5-order', /take the confirmation back first/);
  });

  it('has a name of the list, and so has its finding', () => {
    flagged
      .when(closeFlag, { ...closing, flag: 'toString', outcome: 'FINE' }, as(firstReviewer))
      .thenInvalid('flag', 'outcome');
  });
});

describe('a flag on a claim in hand', () => {
  const system = { actor: actor('SYSTEM', UNIT, 'flag-delisted') };
  const flag = 'DELISTED_MEANWHILE';

  it('is raised after the submission, and keeps the claim from its confirmation until a person closes it', () => {
    const outcome = toConfirm.when(raiseFlag, { caseId, flag }, system).then(caseEvent('FlagRaised', { flag }));
    expect(outcome.next.state).toMatchObject({ step: 'publicity-ended', openFlags: [flag] });
    outcome.next.when(confirmClaim, { caseId }, { actor: confirmer }).thenRefused('B.5-order', /de-listed meanwhile/);
    const finding = { caseId, flag, outcome: 'NO_PROBLEM', opinion: '开班日在目录内' };
    const closed = outcome.next.when(closeFlag, finding, as({ id: 'reviewer-9' })).next;
    closed.when(confirmClaim, { caseId }, { actor: confirmer }).accepted();
    closed.when(raiseFlag, { caseId, flag }, system).thenRefused('B.5-order', /reopen it/);
    outcome.next.when(raiseFlag, { caseId, flag }, system).thenRefused('B.5-order', /has the flag/);
  });

  it('is not raised before there is a claim, nor once it is confirmed (B.5-order)', () => {
    toClaim.when(raiseFlag, { caseId, flag }, system).thenRefused('B.5-order');
    toPay.when(raiseFlag, { caseId, flag }, system).thenRefused('B.5-order', /propose a correction/);
  });
});

describe('rejecting a claim', () => {
  const command = { caseId, opinion: '考勤不实' };
  const asked = { ...as({ id: 'reviewer-3' }), commandId: uuid(51) };

  it('gives money and slot back', () => {
    const outcome = toPublish
      .when(rejectClaim, command, asked)
      .then({
        type: 'ClaimRejected',
        data: { opinion: '考勤不实', effect: { giveBackFen: AMOUNT, giveBackTo: 'class' }, commandId: uuid(51) },
      })
      .thenAfter(
        {
          stream: `class-${CLASS}`,
          effect: 'give-draw-back',
          data: { caseId, line: 1, amountFen: AMOUNT, why: 'rejected' },
        },
        { stream: `person-${LEARNER}`, effect: 'release-slot', data: { caseId, why: 'rejected' } },
      );
    expect(outcome.next.state).toMatchObject({
      step: 'rejected',
      dueFen: 0,
      dueBeforeFen: AMOUNT,
      stepBefore: 'second-reviewed',
      slot: undefined,
    });
  });

  it('gives the money to the fund line where the class is closed', () => {
    toConfirm
      .facts({ class: classState({ status: 'closed' }) })
      .when(rejectClaim, command, { actor: confirmer })
      .thenAfter({ effect: 'release' }, { effect: 'release-slot' });
  });

  it('is the reviewers’ to do under review and the confirmers’ before and after (A-083-role)', () => {
    for (const stage of [toReview, toReviewAgain, toPublish]) stage.when(rejectClaim, command, asked).accepted();
    for (const stage of [toAccept, inPublicity, toConfirm]) {
      stage.when(rejectClaim, command, asked).thenRefused('A-083-role', /let a confirmer reject/);
      stage.when(rejectClaim, command, { actor: confirmer }).accepted();
    }
  });

  it('is refused to who submitted or reviewed it (B.5-four-eyes)', () => {
    for (const who of [school, firstReviewer, secondReviewer])
      toPublish.when(rejectClaim, command, as(who, 'CONFIRMER')).thenRefused('B.5-four-eyes');
  });

  it('is refused once the claim is confirmed, or has ended (B.5-order)', () => {
    toPay.when(rejectClaim, command, { actor: confirmer }).thenRefused('B.5-order', /take the confirmation back first/);
    toPublish
      .when(rejectClaim, command, asked)
      .next.when(rejectClaim, command, { actor: confirmer })
      .thenRefused('B.5-order', /reviewer-3/);
  });

  it('while it was public: undone, the claim must be published again', () => {
    const undone = inPublicity.when(rejectClaim, command, { actor: confirmer }).next.and(
      caseEvent('RejectionUndone', {
        proposalId: uuid(70),
        effect: { drawFen: AMOUNT, drawFrom: 'class' },
        slot: toPay.state.slot!,
        commandId: uuid(71),
      }),
    );
    expect(undone.state).toMatchObject({
      step: 'second-reviewed',
      publicityId: undefined,
      dueFen: AMOUNT,
      slot: toPay.state.slot,
    });
    expect(undone.state.lines).toMatchObject([{ amountFen: AMOUNT, place: 'class' }]);
  });
});

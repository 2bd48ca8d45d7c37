import { actor } from '@ledger/testing';
import {
  clerk,
  firstReviewed,
  firstReviewer,
  school,
  secondReviewer,
  toAccept,
  toReview,
  toReviewAgain,
  UNIT,
  CASE,
} from '../case-examples-spec';
import { caseStream } from '../case.stream';
import { given } from '@ledger/testing';
import { recordFirstReview } from './record-first-review.decide';

const review = { caseId: CASE, verdict: 'PASS', opinion: '材料齐全' };
const asked = { actor: firstReviewer };

describe('the first review', () => {
  it('follows the acceptance and records verdict and opinion', () => {
    const outcome = toReview
      .when(recordFirstReview, review, asked)
      .then({ type: 'ClaimFirstReviewed', data: { verdict: 'PASS', opinion: '材料齐全' } });
    expect(outcome.next.state).toMatchObject({
      step: 'first-reviewed',
      firstReviewer: 'reviewer-1',
      firstVerdict: 'PASS',
    });
    expect(outcome.evidence.rules).toEqual([
      { ruleId: 'B.5-order', value: 'accepted' },
      { ruleId: 'B.5-four-eyes', value: 'reviewer-1' },
    ]);
    expect(outcome.subject).toMatchObject({ unit: UNIT });
  });

  it('of two reviewers at once refuses the second and names who acted first (B.5-order)', () => {
    toReviewAgain
      .when(recordFirstReview, review, { actor: secondReviewer })
      .thenRefused('B.5-order', /审核岗 reviewer-1.*\n.*reviewer reviewer-1 of Weidu District on 2020-07-03/);
  });

  it('is refused before the acceptance (B.5-order)', () => {
    toAccept.when(recordFirstReview, review, asked).thenRefused('B.5-order', /waiting for acceptance/);
  });

  it('is refused for a case that does not exist (B.5-order)', () => {
    given(caseStream)
      .when(recordFirstReview, review, asked)
      .thenRefused('B.5-order', /no such case/);
  });

  it('is refused at a time before the acceptance (B.5-order)', () => {
    toReview
      .when(recordFirstReview, review, { ...asked, at: '2020-07-02T01:59:59.999Z' })
      .thenRefused('B.5-order', /use a time after it/);
    toReview.when(recordFirstReview, review, { ...asked, at: '2020-07-02T02:00:00.000Z' }).accepted();
  });

  it('is refused to who submitted the claim, whatever the role (B.5-four-eyes)', () => {
    toReview
      .when(recordFirstReview, review, { actor: actor('REVIEWER', UNIT, school.id) })
      .thenRefused('B.5-four-eyes', /school-1 submitted the claim/);
  });

  it('may be made by the clerk who accepted, under a reviewer’s role', () => {
    toReview.when(recordFirstReview, review, { actor: actor('REVIEWER', UNIT, clerk.id) }).accepted();
  });

  it('takes no personal number into its opinion', () => {
    toReview.when(recordFirstReview, { ...review, opinion: '电话 13800000000' }, asked).thenInvalid('opinion');
    toReview.when(recordFirstReview, { ...review, verdict: 'MAYBE' }, asked).thenInvalid('verdict');
  });

  it('can be recorded again once it was taken back', () => {
    toReview
      .and(firstReviewed, { type: 'FirstReviewTakenBack', data: {} })
      .when(recordFirstReview, review, { actor: secondReviewer })
      .accepted();
  });
});

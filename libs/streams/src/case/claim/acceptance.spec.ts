import { actor, uuid } from '@ledger/testing';
import { caseEvent } from '../case.events';
import {
  CASE,
  clerk,
  document,
  firstReviewed,
  reason,
  school,
  toAccept,
  toClaim,
  toReview,
  UNIT,
} from '../case-examples-spec';
import { acceptClaim } from './accept-claim.decide';
import { requestSupplements } from './request-supplements.decide';
import { supplyDocuments } from './supply-documents.decide';
import { takeBackAcceptance } from './take-back-acceptance.decide';
import { takeBackSupplementRequest } from './take-back-supplement-request.decide';

const caseId = CASE;
const byClerk = { actor: clerk };
const submitterAsClerk = { actor: actor('CLERK', UNIT, school.id) };
const items = ['考勤签到表', '收费票据'];
const asked = toAccept.and(caseEvent('SupplementsRequested', { items }));
const paper = { kind: 'EVIDENCE', number: '签到表-1', issuer: '某某机构', issuedOn: '2020-07-02', title: '签到表' };

describe('accepting a claim', () => {
  it('takes it in for review', () => {
    const outcome = toAccept.when(acceptClaim, { caseId }, byClerk).then({ type: 'ClaimAccepted', data: {} });
    expect(outcome.next.state).toMatchObject({ step: 'accepted', acceptedBy: 'clerk-1' });
  });

  it('is refused before the submission and a second time (B.5-order)', () => {
    toClaim.when(acceptClaim, { caseId }, byClerk).thenRefused('B.5-order', /enrolled/);
    toReview
      .when(acceptClaim, { caseId }, { actor: actor('CLERK', UNIT, 'clerk-2') })
      .thenRefused('B.5-order', /“Claim accepted” by clerk clerk-1/);
  });

  it('is refused to who submitted it (B.5-four-eyes)', () => {
    toAccept.when(acceptClaim, { caseId }, submitterAsClerk).thenRefused('B.5-four-eyes');
  });

  it('waives outstanding supplements only with a reason (B.5-order)', () => {
    asked
      .when(acceptClaim, { caseId }, byClerk)
      .thenRefused('B.5-order', /2 supplements are still outstanding: 考勤签到表/);
    expect(asked.when(acceptClaim, { caseId, reason: '窗口已核验原件' }, byClerk).next.state).toMatchObject({
      step: 'accepted',
      supplements: [],
    });
  });
});

describe('an acceptance made in error', () => {
  const back = { caseId, reason, document };

  it('is taken back with reason and document, and names what it corrects', () => {
    const outcome = toReview
      .when(takeBackAcceptance, back, byClerk)
      .then({ type: 'ClaimAcceptanceTakenBack', data: {}, corrects: { stream: `case-${CASE}`, version: 4 } });
    expect(outcome.next.state).toMatchObject({ step: 'submitted', acceptedBy: undefined });
    outcome.next.when(acceptClaim, { caseId }, byClerk).accepted();
  });

  it('is refused before there is one, and once the first review was made: that comes first (B.5-order)', () => {
    toAccept.when(takeBackAcceptance, back, byClerk).thenRefused('B.5-order');
    toReview
      .and(firstReviewed)
      .when(takeBackAcceptance, back, byClerk)
      .thenRefused('B.5-order', /take that back first/);
  });

  it('is refused to who submitted the claim, and invalid without reason or document', () => {
    toReview.when(takeBackAcceptance, back, submitterAsClerk).thenRefused('B.5-four-eyes');
    toReview.when(takeBackAcceptance, { caseId }, byClerk).thenInvalid('reason', 'document');
    toReview.when(takeBackAcceptance, { ...back, document: '口头同意' }, byClerk).thenInvalid('document');
  });
});

describe('supplements', () => {
  it('are asked for all at once, before the acceptance', () => {
    const outcome = toAccept
      .when(requestSupplements, { caseId, items }, byClerk)
      .then({ type: 'SupplementsRequested', data: { items } });
    expect(outcome.next.state).toMatchObject({ step: 'supplements', supplements: items });
  });

  it('are not asked for twice, after the acceptance, or by who submitted (B.5-order, B.5-four-eyes)', () => {
    asked.when(requestSupplements, { caseId, items }, byClerk).thenRefused('B.5-order', /all of them at once/);
    toReview.when(requestSupplements, { caseId, items }, byClerk).thenRefused('B.5-order');
    toAccept.when(requestSupplements, { caseId, items }, submitterAsClerk).thenRefused('B.5-four-eyes');
  });

  it('let the claim go on when none is outstanding', () => {
    const half = asked
      .when(supplyDocuments, { caseId, items: [items[0]], documents: [paper] }, { actor: school })
      .then({ type: 'SupplementsSupplied', data: { items: [items[0]], documents: [paper] } });
    expect(half.next.state).toMatchObject({ step: 'supplements', supplements: [items[1]] });
    const all = half.next.when(supplyDocuments, { caseId, items: [items[1]], documents: [paper] }, { actor: school });
    expect(all.next.state).toMatchObject({ step: 'submitted', supplements: [] });
  });

  it('must have been asked for, in those words (B.5-order)', () => {
    asked
      .when(supplyDocuments, { caseId, items: ['发票'], documents: [paper] }, { actor: school })
      .thenRefused('B.5-order', /发票.*was not asked for/s);
    toAccept.when(supplyDocuments, { caseId, items, documents: [paper] }, { actor: school }).thenRefused('B.5-order');
  });

  it.each([
    ['items', { items: [] }],
    ['items', { items: Array.from({ length: 21 }, (_, i) => `第${i}项`) }],
    ['items', { items: ['一', '一'] }],
    ['documents', { documents: [] }],
    ['documents', { documents: ['见附件'] }],
    ['documents', { documents: [null] }],
  ])('are invalid with wrong %s', (field, changed) => {
    asked
      .when(supplyDocuments, { caseId, items, documents: [paper], ...changed }, { actor: school })
      .thenInvalid(field);
  });
});

describe('a request for supplements made in error', () => {
  const back = { caseId, reason, document };

  it('is taken back with reason and document, and the right items may be asked for', () => {
    const outcome = asked
      .when(takeBackSupplementRequest, back, byClerk)
      .then({ type: 'SupplementRequestTakenBack', data: {}, corrects: { stream: `case-${CASE}`, version: 4 } });
    expect(outcome.next.state).toMatchObject({ step: 'submitted', supplements: [] });
    outcome.next.when(requestSupplements, { caseId, items: ['发票'] }, byClerk).accepted();
    outcome.next.when(acceptClaim, { caseId }, byClerk).accepted();
  });

  it('also where some of it was supplied already', () => {
    const half = asked.when(supplyDocuments, { caseId, items: [items[0]], documents: [paper] }, { actor: school });
    expect(half.next.when(takeBackSupplementRequest, back, byClerk).next.state).toMatchObject({
      step: 'submitted',
      supplements: [],
    });
  });

  it('is refused where nothing is outstanding, and to who submitted the claim (B.5-order, B.5-four-eyes)', () => {
    toAccept.when(takeBackSupplementRequest, back, byClerk).thenRefused('B.5-order', /ask again/);
    toReview.when(takeBackSupplementRequest, back, byClerk).thenRefused('B.5-order');
    asked.when(takeBackSupplementRequest, back, submitterAsClerk).thenRefused('B.5-four-eyes');
  });

  it('is invalid without reason or document', () => {
    asked.when(takeBackSupplementRequest, { caseId }, byClerk).thenInvalid('reason', 'document');
  });
});

it('an acceptance is history once the claim was rejected (B.5-order)', () => {
  const rejected = caseEvent('ClaimRejected', {
    opinion: '不符',
    effect: { giveBackFen: 160_000, giveBackTo: 'class' },
    commandId: uuid(51),
  });
  toReview
    .and(rejected)
    .when(takeBackAcceptance, { caseId, reason, document }, byClerk)
    .thenRefused('B.5-order', /rejected/);
});

import { actor, given, stateOf, uuid } from '@ledger/testing';
import {
  APPROVED_AT,
  approved,
  CLASS_FACTS,
  CLASS_ID,
  CLERK,
  DOCUMENT,
  drawn,
  filed,
  finished,
  place,
  started,
  taught,
  UNIT,
} from '@ledger/testing/class-samples';
import { caseStream } from '../../case';
import { classStream } from '../class.stream';
import { approveClassReopening } from './approve-class-reopening.decide';
import { closeClass } from './close-class.decide';
import { declineClassReopening } from './decline-class-reopening.decide';
import { proposeClassReopening } from './propose-class-reopening.decide';

const FUND = `fund-SPECIAL_ACCOUNT-${UNIT}`;
const proposalId = uuid(75);
const proposal = { classId: CLASS_ID, proposalId, reason: '另有一名学员的证书已补发', document: DOCUMENT };
const decision = { classId: CLASS_ID, proposalId };
const asked = { actor: CLERK, commandId: uuid(70) };
const deciding = { actor: actor('CONFIRMER', UNIT, 'confirmer-1'), commandId: uuid(71) };
const confirmed = { [`case:${uuid(101)}`]: { ...stateOf(caseStream), step: 'confirmed' } };
const isFinished = given(
  classStream,
  filed(),
  approved(),
  place(1),
  place(2),
  started(),
  ...taught(),
  finished(),
).facts(CLASS_FACTS);
const closed = isFinished.and(drawn(1)).facts(confirmed).when(closeClass, { classId: CLASS_ID }, asked).next;
const closing = { stream: closed.events[0]?.stream, version: closed.events.length };
const proposed = closed.when(proposeClassReopening, proposal, asked).next;

describe('reopening a class takes two people (B.5-four-eyes)', () => {
  it('is proposed by one, names the closing, and changes nothing yet', () => {
    const { next } = closed
      .when(proposeClassReopening, proposal, asked)
      .then({ type: 'ClassReopeningProposed', data: { proposalId }, corrects: closing })
      .thenBefore();
    expect(next.state).toMatchObject({ status: 'closed', heldFen: 120_000, releasedAtCloseFen: 2_280_000 });
  });

  it('is approved by another: what closing released is encumbered again, before, and the class is as it was', () => {
    const { next } = proposed
      .when(approveClassReopening, decision, deciding)
      .then({
        type: 'ClassReopened',
        data: { proposalId, encumberedFen: 2_280_000, commandId: uuid(71) },
        corrects: closing,
      })
      .thenBefore({
        stream: FUND,
        effect: 'encumber',
        data: { classId: CLASS_ID, amountFen: 2_280_000 },
        giveBack: { effect: 'release', data: { classId: CLASS_ID, amountFen: 2_280_000, why: 'gave-back' } },
      });
    expect(next.state).toMatchObject({
      status: 'finished',
      heldFen: 2_400_000,
      drawnFen: 120_000,
      releasedAtCloseFen: 0,
      reopenings: {},
    });
  });

  it('is refused to who proposed it, whatever the role, and to a decision before the proposal', () => {
    const same = { ...deciding, actor: actor('CONFIRMER', UNIT, CLERK.id) };
    proposed.when(approveClassReopening, decision, same).thenRefused('B.5-four-eyes', new RegExp(CLERK.id));
    proposed
      .when(declineClassReopening, { ...decision, reason: '理由不足' }, same)
      .thenRefused('B.5-four-eyes', new RegExp(CLERK.id));
    proposed.when(approveClassReopening, decision, { ...deciding, at: APPROVED_AT }).thenRefused('B.5-order', /before/);
  });

  it('is declined by another, and the class stays closed', () => {
    const { next } = proposed
      .when(declineClassReopening, { ...decision, reason: '理由不足' }, deciding)
      .then({ type: 'ClassReopeningDeclined', data: { proposalId } });
    expect(next.state).toMatchObject({ status: 'closed', reopenings: {} });
    next.when(approveClassReopening, decision, deciding).thenRefused('B.5-order', /declined/);
    next
      .when(proposeClassReopening, { ...proposal, proposalId: uuid(76) }, asked)
      .then({ type: 'ClassReopeningProposed', data: { proposalId: uuid(76) }, corrects: closing });
  });
});

describe('the reopening of a class', () => {
  it('is proposed only while the class is closed, under a new id, one at a time (B.5-order)', () => {
    isFinished.when(proposeClassReopening, proposal, asked).thenRefused('B.5-order', /finished/);
    proposed.when(proposeClassReopening, proposal, asked).thenRefused('B.5-order', /use a new one/);
    proposed
      .when(proposeClassReopening, { ...proposal, proposalId: uuid(76) }, asked)
      .thenRefused('B.5-order', /undecided/);
  });

  it('is not approved of a class that was closed once more since (B.5-order)', () => {
    proposed
      .whenEffect('give-draw-back', { caseId: uuid(101), line: 1, amountFen: 120_000, why: 'revoked' })
      .next.when(closeClass, { classId: CLASS_ID }, { ...asked, commandId: uuid(72) })
      .next.when(approveClassReopening, decision, deciding)
      .thenRefused('B.5-order', /closed once more/);
  });

  it('is refused without a proposal and a second time (B.5-order)', () => {
    closed.when(approveClassReopening, decision, deciding).thenRefused('B.5-order', /no such proposal/);
    proposed
      .when(approveClassReopening, decision, deciding)
      .next.when(approveClassReopening, decision, { ...deciding, commandId: uuid(73) })
      .thenRefused('B.5-order', /approved/);
  });

  it('is invalid without reason or document, and a refusal of it without a reason', () => {
    closed.when(proposeClassReopening, { classId: CLASS_ID }, asked).thenInvalid('reason', 'document');
    proposed.when(declineClassReopening, decision, deciding).thenInvalid('reason');
  });
});

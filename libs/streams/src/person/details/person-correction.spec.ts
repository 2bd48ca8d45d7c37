import { event } from '@ledger/kernel';
import { actor, FakeKeyed, given, sealedFor, uuid } from '@ledger/testing';
import { DOCUMENT } from '@ledger/testing/class-samples';
import { ID, PERSON, PERSON_CLERK, PERSON_CONFIRMER, personRegistered } from '@ledger/testing/person-samples';
import { personStream } from '../person.stream';
import { approvePersonCorrection } from './approve-person-correction.decide';
import { declinePersonCorrection } from './decline-person-correction.decide';
import { proposePersonCorrection } from './propose-person-correction.decide';

const PROPOSAL = uuid(60);
const AT = '2020-10-01T02:00:00.000Z';
const asked = { actor: PERSON_CLERK, at: AT, commandId: PROPOSAL };
const deciding = { actor: PERSON_CONFIRMER, at: '2020-10-02T02:00:00.000Z' };
const why = { reason: '姓名用字有误', document: DOCUMENT };
const proposal = { idNumber: ID, name: '张珊', ...why };
const decision = { idNumber: ID, proposalId: PROPOSAL };
const isRegistered = given(personStream, personRegistered());
const waiting = isRegistered.when(proposePersonCorrection, proposal, asked).next;
const name = sealedFor(PERSON, '张珊');
const nameTag = new FakeKeyed().tag(PERSON, '张珊');

describe('correcting a name or a phone (two people)', () => {
  it('changes nothing when it is proposed', () => {
    isRegistered
      .when(proposePersonCorrection, proposal, asked)
      .then({ type: 'PersonDetailsCorrectionProposed', data: { proposalId: PROPOSAL, name, nameTag } });
    expect(waiting.state.name).toEqual(sealedFor(PERSON, '张三'));
  });

  it('changes what was proposed and nothing else when another person approves, and names what it corrects', () => {
    const { next } = waiting.when(approvePersonCorrection, decision, deciding).then({
      type: 'PersonDetailsCorrected',
      data: { proposalId: PROPOSAL, name, nameTag },
      corrects: { stream: `person-${PERSON}`, version: 1 },
    });
    expect(next.state).toMatchObject({
      name,
      nameTag,
      phone: sealedFor(PERSON, '13900000001'),
      detailProposals: {},
      detailsVersion: 3,
    });
    const phone = { idNumber: ID, phone: '13900000002', ...why };
    next
      .when(proposePersonCorrection, phone, { ...asked, commandId: uuid(61) })
      .next.when(approvePersonCorrection, { ...decision, proposalId: uuid(61) }, deciding)
      .then({
        type: 'PersonDetailsCorrected',
        data: { proposalId: uuid(61), phone: sealedFor(PERSON, '13900000002') },
        corrects: { stream: `person-${PERSON}`, version: 3 },
      });
  });

  it('leaves all as it is when another person declines', () => {
    const { next } = waiting
      .when(declinePersonCorrection, { ...decision, reason: '证件与申请不符' }, deciding)
      .then({ type: 'PersonDetailsCorrectionDeclined', data: { proposalId: PROPOSAL } });
    expect(next.state.name).toEqual(sealedFor(PERSON, '张三'));
    next
      .when(approvePersonCorrection, decision, deciding)
      .thenRefused('B.5-order', /declined by confirmer confirmer-1 of Weidu District on 2020-10-02/);
  });

  it('is refused to who proposed it (B.5-four-eyes)', () => {
    const same = actor('CONFIRMER', 'XC-411002', PERSON_CLERK.id);
    waiting.when(approvePersonCorrection, decision, { ...deciding, actor: same }).thenRefused('B.5-four-eyes');
    waiting
      .when(declinePersonCorrection, { ...decision, reason: 'x' }, { ...deciding, actor: same })
      .thenRefused('B.5-four-eyes');
  });

  it('is decided once, after it was proposed, and only if it was (B.5-order)', () => {
    waiting
      .when(approvePersonCorrection, decision, { ...deciding, at: '2020-09-30T00:00:00.000Z' })
      .thenRefused('B.5-order', /2020-10-01/);
    waiting
      .when(approvePersonCorrection, decision, deciding)
      .next.when(approvePersonCorrection, decision, deciding)
      .thenRefused('B.5-order', /approved by confirmer confirmer-1 of Weidu District on 2020-10-02/);
    isRegistered.when(approvePersonCorrection, decision, deciding).thenRefused('B.5-order', /no such proposal/);
    isRegistered.when(declinePersonCorrection, { ...decision, reason: 'x' }, deciding).thenRefused('B.5-order');
  });

  it('is refused without anything to change, under a known id, and for who is not registered (B.5-order)', () => {
    isRegistered
      .when(proposePersonCorrection, { idNumber: ID, ...why }, asked)
      .thenRefused('B.5-order', /Nothing is to be changed/);
    waiting.when(proposePersonCorrection, proposal, asked).thenRefused('B.5-order', /another proposal/);
    given(personStream)
      .when(proposePersonCorrection, proposal, asked)
      .thenRefused('B.5-order', /not registered/);
    isRegistered
      .and(event('KeyDestroyed', { proposalId: uuid(9), generation: 1 }))
      .when(proposePersonCorrection, proposal, asked)
      .thenRefused('B.5-order', /destroyed/);
  });

  it('wants a document and a reason', () => {
    isRegistered.when(proposePersonCorrection, { idNumber: ID, name: '张珊' }, asked).thenInvalid('reason', 'document');
    waiting.when(declinePersonCorrection, decision, deciding).thenInvalid('reason');
  });
});

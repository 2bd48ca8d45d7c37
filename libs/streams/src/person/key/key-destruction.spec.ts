import { actor, given, uuid } from '@ledger/testing';
import { DOCUMENT } from '@ledger/testing/class-samples';
import { ID, PERSON, personRegistered, slot } from '@ledger/testing/person-samples';
import { personStream } from '../person.stream';
import { approveKeyDestruction } from './approve-key-destruction.decide';
import { declineKeyDestruction } from './decline-key-destruction.decide';
import { proposeKeyDestruction } from './propose-key-destruction.decide';

const PROPOSAL = uuid(60);
const FIRST = actor('POLICY_ADMIN', 'XC', 'admin-1');
const asked = { actor: FIRST, at: '2020-10-01T02:00:00.000Z', commandId: PROPOSAL };
const deciding = { actor: actor('POLICY_ADMIN', 'XC', 'admin-2'), at: '2020-10-02T02:00:00.000Z' };
const proposal = { idNumber: ID, reason: '保存期限届满', document: DOCUMENT };
const decision = { idNumber: ID, proposalId: PROPOSAL };
const isRegistered = given(personStream, personRegistered(), slot(1, 2020));
const waiting = isRegistered.when(proposeKeyDestruction, proposal, asked).next;

describe('destroying a person’s key (two people)', () => {
  it('happens with the approval by another person, of the generation that is live; slots stay', () => {
    const { next } = waiting
      .when(approveKeyDestruction, decision, deciding)
      .then({ type: 'KeyDestroyed', data: { proposalId: PROPOSAL, generation: 1 } });
    expect(next.state).toMatchObject({ keyDestroyed: true, registered: true, keyProposals: {}, detailProposals: {} });
    expect(Object.keys(next.state.slots)).toEqual([uuid(101)]);
  });

  it('is proposed by the city’s administrator, and writes no ID number', () => {
    const outcome = isRegistered
      .when(proposeKeyDestruction, proposal, asked)
      .then({ type: 'KeyDestructionProposed', data: { proposalId: PROPOSAL } });
    expect(outcome.subject).toEqual({ unit: 'XC', person: PERSON });
    expect(JSON.stringify(outcome.events)).not.toContain(ID);
  });

  it('does not happen when another person declines', () => {
    const { next } = waiting
      .when(declineKeyDestruction, { ...decision, reason: '仍有未付补贴' }, deciding)
      .then({ type: 'KeyDestructionDeclined', data: { proposalId: PROPOSAL } });
    expect(next.state.keyDestroyed).toBe(false);
    next
      .when(approveKeyDestruction, decision, deciding)
      .thenRefused('B.5-order', /declined by policy administrator admin-2 of Xuchang City on 2020-10-02/);
  });

  it('is refused to who proposed it (B.5-four-eyes)', () => {
    waiting
      .when(approveKeyDestruction, decision, { ...deciding, actor: FIRST })
      .thenRefused('B.5-four-eyes', /admin-1/);
    waiting
      .when(declineKeyDestruction, { ...decision, reason: 'x' }, { ...deciding, actor: FIRST })
      .thenRefused('B.5-four-eyes');
  });

  it('is decided once, after it was proposed, and only if it was (B.5-order)', () => {
    waiting
      .when(approveKeyDestruction, decision, { ...deciding, at: '2020-09-30T00:00:00.000Z' })
      .thenRefused('B.5-order', /2020-10-01/);
    waiting
      .when(approveKeyDestruction, decision, deciding)
      .next.when(approveKeyDestruction, decision, deciding)
      .thenRefused('B.5-order', /approved/);
    isRegistered.when(approveKeyDestruction, decision, deciding).thenRefused('B.5-order', /no such proposal/);
    waiting.when(proposeKeyDestruction, proposal, asked).thenRefused('B.5-order', /another proposal/);
  });

  it('ends the other proposals about the person: what they hold cannot be read any more', () => {
    waiting
      .when(proposeKeyDestruction, proposal, { ...asked, commandId: uuid(61) })
      .next.when(approveKeyDestruction, decision, deciding)
      .next.when(approveKeyDestruction, { ...decision, proposalId: uuid(61) }, deciding)
      .thenRefused('B.5-order', /no such proposal/);
  });

  it('may be asked for who was never registered: a refused registration is sealed under a key too', () => {
    given(personStream)
      .when(proposeKeyDestruction, proposal, asked)
      .next.when(approveKeyDestruction, decision, deciding)
      .accepted();
  });

  it('wants a document and a reason', () => {
    isRegistered.when(proposeKeyDestruction, { idNumber: ID }, asked).thenInvalid('reason', 'document');
  });
});

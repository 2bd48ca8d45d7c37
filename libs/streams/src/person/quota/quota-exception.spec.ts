import { event } from '@ledger/kernel';
import { actor, given, stateOf, uuid } from '@ledger/testing';
import { DOCUMENT, policy, setParameter } from '@ledger/testing/class-samples';
import {
  ID,
  PERSON,
  PERSON_CLERK,
  PERSON_CONFIRMER,
  personRegistered,
  slotYears,
} from '@ledger/testing/person-samples';
import { caseStream } from '../../case';
import { policyStream } from '../../policy';
import { personStream } from '../person.stream';
import { approveQuotaException } from './approve-quota-exception.decide';
import { declineQuotaException } from './decline-quota-exception.decide';
import { proposeQuotaException } from './propose-quota-exception.decide';
import { withdrawQuotaException } from './withdraw-quota-exception.decide';

const [CASE, EXCEPTION] = [uuid(150), uuid(70)];
const facts = {
  policy: policy(),
  case: { ...stateOf(caseStream), person: PERSON, unit: 'XC-411002', step: 'enrolled' },
};
const isRegistered = given(personStream, personRegistered()).facts(facts);
const asked = { actor: PERSON_CLERK, at: '2020-10-01T02:00:00.000Z', commandId: EXCEPTION };
const deciding = { actor: PERSON_CONFIRMER, at: '2020-10-02T02:00:00.000Z' };
const proposal = { idNumber: ID, caseId: CASE, year: 2020, reason: '转岗急需', document: DOCUMENT };
const decision = { idNumber: ID, exceptionId: EXCEPTION };
const waiting = isRegistered.when(proposeQuotaException, proposal, asked).next;
const standing = waiting.when(approveQuotaException, decision, deciding).next;
const statusOf = (on: typeof waiting) => on.state.exceptions[EXCEPTION]?.status;

describe('an exception to the yearly limit (A-063)', () => {
  it('is proposed for one case and one year with a document, by the unit of the case', () => {
    const outcome = isRegistered.when(proposeQuotaException, proposal, asked).then({
      type: 'QuotaExceptionProposed',
      data: { exceptionId: EXCEPTION, caseId: CASE, year: 2020, document: DOCUMENT },
    });
    expect(outcome.subject).toEqual({ unit: 'XC-411002', person: PERSON });
    expect(outcome.evidence.facts).toEqual([{ stream: `case-${CASE}`, version: 1, name: 'step', value: 'enrolled' }]);
  });

  it('stands once another person approves it', () => {
    const outcome = waiting
      .when(approveQuotaException, decision, deciding)
      .then({ type: 'QuotaExceptionApproved', data: { exceptionId: EXCEPTION, caseId: CASE, year: 2020 } });
    expect(outcome.subject).toEqual({ unit: 'XC-411002', person: PERSON });
    expect(statusOf(outcome.next)).toBe('approved');
  });

  it('does not stand when another person declines it; another may then be proposed', () => {
    const { next } = waiting
      .when(declineQuotaException, { ...decision, reason: '理由不足' }, deciding)
      .then({ type: 'QuotaExceptionDeclined', data: { exceptionId: EXCEPTION } });
    expect(statusOf(next)).toBe('declined');
    next.when(proposeQuotaException, proposal, { ...asked, commandId: uuid(71) }).accepted();
  });

  it('is not approved where the policy has come to allow none since it was proposed (A-063)', () => {
    const none = { ...facts, policy: policy(setParameter('quota.exceptionAllowed', false)) };
    waiting
      .facts(none)
      .when(approveQuotaException, decision, deciding)
      .thenRefused('A-063', /allows no exception/);
    waiting
      .facts(none)
      .when(declineQuotaException, { ...decision, reason: '政策已变' }, deciding)
      .accepted();
  });

  it('is refused to who proposed it (B.5-four-eyes)', () => {
    const same = { ...deciding, actor: actor('CONFIRMER', 'XC-411002', PERSON_CLERK.id) };
    waiting.when(approveQuotaException, decision, same).thenRefused('B.5-four-eyes');
    waiting.when(declineQuotaException, { ...decision, reason: 'x' }, same).thenRefused('B.5-four-eyes');
  });

  it('is decided once, after it was proposed, and only if it was (B.5-order)', () => {
    waiting
      .when(approveQuotaException, decision, { ...deciding, at: '2020-09-30T00:00:00.000Z' })
      .thenRefused('B.5-order', /2020-10-01/);
    standing
      .when(approveQuotaException, decision, deciding)
      .thenRefused('B.5-order', /approved by confirmer confirmer-1 of Weidu District on 2020-10-02/);
    standing.when(declineQuotaException, { ...decision, reason: 'x' }, deciding).thenRefused('B.5-order', /approved/);
    isRegistered.when(approveQuotaException, decision, deciding).thenRefused('B.5-order', /no such proposal/);
  });

  it('is refused where the policy allows none (A-063)', () => {
    isRegistered
      .facts({ policy: policy(setParameter('quota.exceptionAllowed', false)) })
      .when(proposeQuotaException, proposal, asked)
      .thenRefused('A-063', /no exception/);
    isRegistered
      .facts({ policy: stateOf(policyStream) })
      .when(proposeQuotaException, proposal, asked)
      .thenRefused('A-063');
  });

  it('is refused for a case of somebody else, or of nobody (A-063)', () => {
    isRegistered
      .facts({ case: { ...facts.case, person: 'somebody-else' } })
      .when(proposeQuotaException, proposal, asked)
      .thenRefused('A-063', new RegExp(CASE));
    given(personStream, personRegistered())
      .facts({ policy: policy() })
      .when(proposeQuotaException, proposal, asked)
      .thenRefused('A-063');
  });

  it('is refused a second time for the same case and year, and under an id that is taken', () => {
    waiting
      .when(proposeQuotaException, proposal, { ...asked, commandId: uuid(71) })
      .thenRefused('A-063', new RegExp(EXCEPTION));
    waiting
      .when(proposeQuotaException, { ...proposal, year: 2021 }, asked)
      .thenRefused('B.5-order', /another proposal/);
    waiting.when(proposeQuotaException, { ...proposal, year: 2021 }, { ...asked, commandId: uuid(71) }).accepted();
  });

  it('wants a document and a reason', () => {
    isRegistered
      .when(proposeQuotaException, { idNumber: ID, caseId: CASE, year: 2020 }, asked)
      .thenInvalid('reason', 'document');
    isRegistered.when(proposeQuotaException, { ...proposal, year: 20 }, asked).thenInvalid('year');
  });
});

describe('withdrawing an exception', () => {
  const withdrawal = { ...decision, reason: '个案另行处理', document: DOCUMENT };

  it('ends one that nobody has used, and names the event that it corrects', () => {
    const { next } = standing.when(withdrawQuotaException, withdrawal, deciding).then({
      type: 'QuotaExceptionWithdrawn',
      data: { exceptionId: EXCEPTION },
      corrects: { stream: `person-${PERSON}`, version: 3 },
    });
    expect(statusOf(next)).toBe('withdrawn');
    next.when(withdrawQuotaException, withdrawal, deciding).thenRefused('B.5-order', /withdrawn already/);
  });

  it('is refused while a slot uses it, and names the approval again once the slot is back (B.5-order)', () => {
    const used = standing.and(
      event('SlotReserved', {
        caseId: CASE,
        commandId: 'x',
        years: slotYears(2020),
        basis: 'certificateIssue',
        dedupeKey: 'k',
        exceptionId: EXCEPTION,
      }),
    );
    used.when(withdrawQuotaException, withdrawal, deciding).thenRefused('B.5-order', /withdraw that claim first/);
    used
      .whenEffect('release-slot', { caseId: CASE, why: 'withdrawn' })
      .next.when(withdrawQuotaException, withdrawal, { ...deciding, at: '2020-10-05T00:00:00.000Z' })
      .then({
        type: 'QuotaExceptionWithdrawn',
        data: { exceptionId: EXCEPTION },
        corrects: { stream: `person-${PERSON}`, version: 3 },
      });
  });

  it('is refused before it was approved, and where there is none (B.5-order)', () => {
    waiting.when(withdrawQuotaException, withdrawal, deciding).thenRefused('B.5-order', /decline it instead/);
    isRegistered.when(withdrawQuotaException, withdrawal, deciding).thenRefused('B.5-order', /no such exception/);
    standing
      .when(withdrawQuotaException, withdrawal, { ...deciding, at: '2020-10-01T00:00:00.000Z' })
      .thenRefused('B.5-order', /2020-10-02/);
  });
});

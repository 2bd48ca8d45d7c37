import { event } from '@ledger/kernel';
import { given, pseudonymOf } from '@ledger/testing';
import {
  APPROVED_AT,
  approved,
  CLASS_ID,
  CLERK,
  filed,
  PLAN,
  SCHOOL,
  STARTED_AT,
  started,
  UNIT,
  DOCUMENT,
} from '@ledger/testing/class-samples';
import { classStream } from '../class.stream';
import { recordProvincialRegistration } from './record-provincial-registration.decide';
import { registrationOf } from './registration-of';
import { withdrawProvincialRegistration } from './withdraw-provincial-registration.decide';

const [ID, OTHER] = ['411002190101010006', '411025189701010006'];
const AT = '2020-10-10T02:00:00.000Z';
const command = {
  classId: CLASS_ID,
  system: 'TRAINING_INFO',
  registeredAt: '2020-10-09T08:00:00.000Z',
  roster: [ID, OTHER],
};
const number = 'HN-PX-2020-000123';
const asked = { actor: SCHOOL, at: AT };
const isApproved = given(classStream, filed(), approved());

describe('recording a provincial registration (A-078)', () => {
  it('turns the roster into pseudonyms: no ID number is written', () => {
    const outcome = isApproved.when(recordProvincialRegistration, { ...command, number }, asked).then({
      type: 'ProvincialRegistrationRecorded',
      data: {
        system: 'TRAINING_INFO',
        number,
        registeredAt: command.registeredAt,
        roster: [pseudonymOf(ID), pseudonymOf(OTHER)],
      },
    });
    expect(JSON.stringify(outcome.events)).not.toContain(ID);
    expect(outcome.subject).toEqual({ unit: UNIT, orgs: [PLAN.institution] });
    expect(registrationOf(outcome.next.state, 'TRAINING_INFO')).toMatchObject({ number, version: 3 });
    expect(registrationOf(outcome.next.state, 'REAL_NAME')).toBeUndefined();
  });

  it('names a person once who stands on the roster twice', () => {
    const [recorded] = isApproved.when(
      recordProvincialRegistration,
      { ...command, number, roster: [ID, OTHER, ID] },
      asked,
    ).events;
    expect(recorded?.data).toMatchObject({ roster: [pseudonymOf(ID), pseudonymOf(OTHER)] });
  });

  it('takes a number that fails its check and a registration made after the start: both are judged with the claim', () => {
    given(classStream, filed(), approved(), started())
      .when(
        recordProvincialRegistration,
        { ...command, number, registeredAt: '2020-10-15T02:00:00.000Z', roster: ['411002190101010007'] },
        { actor: SCHOOL, at: '2020-10-16T02:00:00.000Z' },
      )
      .accepted();
  });

  it('is refused when dated after the act that reports it (A-078)', () => {
    isApproved
      .when(recordProvincialRegistration, { ...command, number, registeredAt: '2020-10-10T02:00:00.001Z' }, asked)
      .thenRefused('A-078', /later than this act/);
  });

  it('is refused a second time until the first is withdrawn (B.5-order)', () => {
    const once = isApproved.when(recordProvincialRegistration, { ...command, number }, asked).next;
    once
      .when(recordProvincialRegistration, { ...command, number: 'HN-PX-2020-000124' }, asked)
      .thenRefused('B.5-order', /HN-PX-2020-000123/);
    once.when(recordProvincialRegistration, { ...command, number, system: 'REAL_NAME' }, asked).accepted();
  });

  it.each([
    ['not filed', given(classStream)],
    ['returned', given(classStream, filed(), event('ClassReturned', { reason: 'x' }))],
    ['cancelled', given(classStream, filed(), event('ClassCancelled', { releasedFen: 0, commandId: 'x' }))],
  ])('is refused for a class that is %s (B.5-order)', (_what, stream) => {
    stream
      .when(recordProvincialRegistration, { ...command, number }, { actor: SCHOOL, at: '2020-12-01T00:00:00.000Z' })
      .thenRefused('B.5-order');
  });

  it.each([
    ['number', '411002190101010006'],
    ['number', 'a b'],
    ['roster', []],
    ['roster', [1]],
    ['roster', Array.from({ length: 501 }, () => ID)],
    ['roster', ID],
    ['system', 'OTHER'],
  ])('is invalid with a wrong %s (%#)', (field, value) => {
    isApproved.when(recordProvincialRegistration, { ...command, number, [field]: value }, asked).thenInvalid(field);
  });
});

describe('withdrawing a provincial registration', () => {
  const withdrawal = { classId: CLASS_ID, system: 'TRAINING_INFO', reason: '班号录入有误', document: DOCUMENT };
  const recorded = isApproved.when(recordProvincialRegistration, { ...command, number }, asked).next;

  it('names the event that it corrects; the right one may then be recorded', () => {
    const { next } = recorded.when(withdrawProvincialRegistration, withdrawal, { actor: CLERK, at: STARTED_AT }).then({
      type: 'ProvincialRegistrationWithdrawn',
      data: { system: 'TRAINING_INFO' },
      corrects: { stream: recorded.events[0]?.stream, version: 3 },
    });
    expect(registrationOf(next.state, 'TRAINING_INFO')).toBeUndefined();
    next
      .when(
        recordProvincialRegistration,
        { ...command, number: 'HN-PX-2020-000124' },
        { actor: SCHOOL, at: STARTED_AT },
      )
      .accepted();
  });

  it('is refused where none stands (B.5-order)', () => {
    isApproved
      .when(withdrawProvincialRegistration, withdrawal, { actor: CLERK, at: APPROVED_AT })
      .thenRefused('B.5-order');
    recorded
      .when(withdrawProvincialRegistration, { ...withdrawal, system: 'REAL_NAME' }, { actor: CLERK })
      .thenRefused('B.5-order');
  });
});

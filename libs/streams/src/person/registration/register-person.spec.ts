import { event, makeIdNumber } from '@ledger/kernel';
import { actor, FakeKeyed, given, pseudonymOf, sealedFor } from '@ledger/testing';
import { policy } from '@ledger/testing/class-samples';
import { personStream } from '../person.stream';
import { registerPerson } from './register-person.decide';

const ID = makeIdNumber('411002', '1990-05-01', 123);
const person = pseudonymOf(ID);
const asked = { actor: actor('INSTITUTION', '52411000MJ0TE5T35D'), at: '2020-10-01T02:00:00.000Z' };
const empty = given(personStream).facts({ policy: policy() });
const command = { idNumber: ID, name: ' 古丽•阿依 ', phone: '+86 139-0000-0001' };
const nameTag = new FakeKeyed().tag(person, '古丽·阿依');
const sealed = {
  idNumber: sealedFor(person, ID),
  name: sealedFor(person, command.name),
  phone: sealedFor(person, command.phone),
};

describe('registering a person', () => {
  it('seals ID number, name and phone under the person’s key and writes none of them in clear', () => {
    const outcome = empty
      .when(registerPerson, command, asked)
      .then({ type: 'PersonRegistered', data: { ...sealed, nameTag, sex: 'M', notices: [] } });
    const written = JSON.stringify(outcome.events);
    for (const secret of [ID, '1990', '古丽', '13900000001', '139-0000-0001']) expect(written).not.toContain(secret);
    expect(outcome.events[0]?.stream).toBe(`person-${person}`);
    expect(outcome.subject).toEqual({ unit: 'XC', person });
    expect(outcome.next.state).toMatchObject({ registered: true, nameTag, detailsVersion: 1 });
  });

  it('needs no phone', () => {
    const { phone: _phone, ...without } = command;
    const [registered] = empty.when(registerPerson, without, asked).events;
    expect(registered?.data).toMatchObject({ idNumber: sealed.idNumber });
    expect(registered?.data).not.toHaveProperty('phone.cipher');
  });

  it.each([
    ['411002190101010007', /check character|校验码/],
    ['411024190002290004', /does not exist/],
    ['411002190113010003', /does not exist/],
    ['411002299901010003', /future/],
    ['41100219010101000A', /digits and X/],
    ['4110021901010100', /15 or 18/],
  ])('is refused for an ID number that cannot be: %s (C.1)', (idNumber, text) => {
    const refused = empty.when(registerPerson, { ...command, idNumber }, asked).thenRefused('C.1', text);
    expect(JSON.stringify([refused.refusal(), refused.evidence])).not.toContain(idNumber);
  });

  it.each([
    ['411002190101010006', 'F', ['AGE_ABOVE_MAXIMUM']],
    [makeIdNumber('411002', '1990-05-01', 2), 'F', []],
    [makeIdNumber('999999', '1990-05-01', 1), 'M', ['REGION_UNKNOWN']],
    [makeIdNumber('411023', '1990-05-01', 1), 'M', []],
    [makeIdNumber('411002', '2004-10-02', 1), 'M', ['AGE_BELOW_MINIMUM']],
    [makeIdNumber('411002', '2004-10-01', 1), 'M', []],
    [makeIdNumber('411002', '1960-10-01', 1), 'M', ['AGE_ABOVE_MAXIMUM']],
    [makeIdNumber('411002', '1960-10-02', 1), 'M', []],
    ['411002900501123', 'M', ['LEGACY_NUMBER']],
  ])('is accepted with notices that block nothing: %s (C.1)', (idNumber, sex, notices) => {
    const outcome = empty.when(registerPerson, { ...command, idNumber }, asked).thenFlags(...notices);
    expect(outcome.events[0]?.data).toMatchObject({ sex, notices });
  });

  it('is refused a second time (B.5-order)', () => {
    empty
      .when(registerPerson, command, asked)
      .next.when(registerPerson, command, asked)
      .thenRefused('B.5-order', /registered already/);
  });

  it('is open again to who comes back after the key was destroyed; slots have stayed', () => {
    const slot = event('SlotReserved', {
      caseId: 'c',
      commandId: 'x',
      basis: 'certificateIssue',
      dedupeKey: 'k',
      years: { certificateIssue: 2020, trainingEnd: 2020, application: 2020, payment: 2020 },
    });
    const back = empty
      .when(registerPerson, command, asked)
      .next.and(slot, event('KeyDestroyed', { proposalId: 'p', generation: 1 }))
      .when(registerPerson, command, { ...asked, at: '2021-01-01T00:00:00.000Z' }).next;
    expect(back.state).toMatchObject({ keyDestroyed: false, registered: true });
    expect(Object.keys(back.state.slots)).toEqual(['c']);
  });

  it.each([
    ['name', '张3'],
    ['name', ''],
    ['phone', '12345'],
    ['phone', null],
    ['idNumber', '1'],
    ['idNumber', 411002190101],
  ])('is invalid with a wrong %s (%#)', (field, value) => {
    empty.when(registerPerson, { ...command, [field]: value }, asked).thenInvalid(field);
  });
});

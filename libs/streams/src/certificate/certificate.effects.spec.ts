import fc from 'fast-check';
import { given, uuid } from '@ledger/testing';
import { certificateStream } from './certificate.stream';

const [CASE, OTHER, ME] = [uuid(101), uuid(102), uuid(5)];
const own = { commandId: ME };
const number = { caseId: CASE, person: 'person-1', kind: 'SKILL_LEVEL' };
const operation = {
  caseId: CASE,
  person: 'person-1',
  kind: 'SPECIAL_OPERATION',
  use: 'op-low-voltage|FIRST|2020-05-01',
};
const renewal = 'op-low-voltage|RENEWAL|2023-05-01';
const empty = given(certificateStream);
const taken = empty.whenEffect('take-number', number, own).next;
const takenOperation = empty.whenEffect('take-number', operation, own).next;

describe('a certificate number', () => {
  it('is taken for one case and its holder, once however often the command runs', () => {
    empty
      .whenEffect('take-number', number, own)
      .then({ type: 'CertificateNumberTaken', data: { ...number, commandId: ME } });
    taken.whenEffect('take-number', number, own).thenNothing();
    taken.whenEffect('take-number', number, { commandId: uuid(6) }).thenNothing();
  });

  it('has one holder (C.6-holder)', () => {
    taken
      .whenEffect('take-number', { ...number, caseId: OTHER, person: 'person-2' }, own)
      .thenRefused('C.6-holder', new RegExp(CASE));
    takenOperation
      .whenEffect('take-number', { ...operation, caseId: OTHER, person: 'person-2', use: renewal }, own)
      .thenRefused('C.6-holder');
  });

  it('serves one case (C.6-unique)', () => {
    taken.whenEffect('take-number', { ...number, caseId: OTHER }, own).thenRefused('C.6-unique', new RegExp(CASE));
  });

  it('of a special operation serves once per item, issue or renewal, and date (C.6-unique)', () => {
    takenOperation.whenEffect('take-number', { ...operation, caseId: OTHER }, own).thenRefused('C.6-unique');
    takenOperation
      .whenEffect('take-number', { ...operation, caseId: OTHER, use: renewal }, own)
      .then({ type: 'CertificateNumberTaken', data: { ...operation, caseId: OTHER, use: renewal, commandId: ME } });
  });

  it('given back, is free for the right person', () => {
    const back = taken
      .whenEffect('give-number-back', { caseId: CASE, why: 'corrected' }, { commandId: uuid(6) })
      .then({ type: 'CertificateNumberGivenBack', data: { caseId: CASE, commandId: uuid(6), why: 'corrected' } });
    expect(back.next.state).toMatchObject({ uses: {}, person: undefined });
    back.next.whenEffect('give-number-back', { caseId: CASE, why: 'corrected' }).thenNothing();
    back.next.whenEffect('take-number', { ...number, caseId: OTHER, person: 'person-2' }, own).then({
      type: 'CertificateNumberTaken',
      data: { ...number, caseId: OTHER, person: 'person-2', commandId: ME },
    });
  });

  it('as an undone reservation, is given back only by the command that took it', () => {
    taken.whenEffect('give-number-back', { caseId: CASE, why: 'gave-back' }, { commandId: uuid(6) }).thenNothing();
    taken.whenEffect('give-number-back', { caseId: CASE, why: 'gave-back' }, own).then({
      type: 'CertificateNumberGivenBack',
      data: { caseId: CASE, commandId: ME, why: 'gave-back' },
    });
  });

  it('taken anew by a correction of the same case, stands as before when the correction comes to nothing', () => {
    const anew = takenOperation.whenEffect('take-number', { ...operation, use: renewal }, { commandId: uuid(6) }).next;
    expect(anew.state.uses[CASE]?.use).toBe(renewal);
    const undone = anew.whenEffect('give-number-back', { caseId: CASE, why: 'gave-back' }, { commandId: uuid(6) }).next;
    expect(undone.state.uses[CASE]).toEqual({ use: operation.use, commandId: ME });
    expect(undone.state.person).toBe('person-1');
  });

  it('under any sequence has one holder, and one case unless it is a special operation', () => {
    const step = fc.record({
      effect: fc.constantFrom('take-number', 'give-number-back'),
      n: fc.integer({ min: 1, max: 3 }),
      command: fc.integer({ min: 1, max: 3 }),
      why: fc.constantFrom('gave-back', 'corrected'),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let on = empty;
        for (const { effect, n, command, why } of steps) {
          const data = { caseId: uuid(100 + n), person: `person-${n}`, kind: 'SKILL_LEVEL', why };
          on = on.whenEffect(effect, data, { commandId: uuid(400 + command) }).next;
          const cases = Object.keys(on.state.uses);
          expect(cases.length).toBeLessThanOrEqual(1);
          expect(on.state.person).toBe(
            cases[0] === undefined ? undefined : `person-${Number(cases[0].slice(-3)) - 100}`,
          );
        }
      }),
      { numRuns: 200 },
    );
  });
});

import { event } from '@ledger/kernel';
import type { PersonEventMap } from '@ledger/streams/person';
import { by, type GivenEvent, log, projected, sealedFor } from '@ledger/testing';
import { CLERK } from '@ledger/testing/programme-log';
import { PERSONS, type PersonRow } from './person-row';
import { persons } from './persons.projection';

const WHO = 'pseudonym';
const STREAM = `person-${WHO}`;
const value = sealedFor(WHO, 'x');
const ofPerson = <T extends keyof PersonEventMap>(type: T, data: PersonEventMap[T]): GivenEvent => event(type, data);
const years = { certificateIssue: 2020, trainingEnd: 2020, application: 2021, payment: 2021 };

const given = log.on(
  STREAM,
  ofPerson('PersonRegistered', { idNumber: value, name: value, sex: 'F', notices: [] }),
  ofPerson('CategoryRecorded', {
    category: 'POOR_LABOURER',
    evidence: { kind: 'POVERTY_RECORD', number: value, verifiedBy: '扶贫办' },
    validFrom: '2019-01-01',
  }),
  ofPerson('SlotReserved', { caseId: 'c1', commandId: 'k', years, basis: 'certificateIssue', dedupeKey: 'E|L4' }),
);
const rowOf = (from: typeof given): PersonRow => projected(from, persons).get<PersonRow>(PERSONS, WHO)!;
const after = (...events: readonly GivenEvent[]): PersonRow => rowOf(given.on(STREAM, ...events));

describe('persons: one row each', () => {
  it('shows categories with the kind of evidence, and live slots (A-063)', () => {
    expect(rowOf(given)).toMatchObject({
      sex: 'F',
      categories: [{ category: 'POOR_LABOURER', evidence: 'POVERTY_RECORD', version: 2 }],
      slots: { c1: { years, dedupeKey: 'E|L4' } },
    });
    expect(JSON.stringify(rowOf(given))).not.toContain('cipher');
  });

  it('marks a category that was withdrawn', () => {
    const withdrawn: GivenEvent = {
      ...ofPerson('CategoryWithdrawn', { category: 'POOR_LABOURER' }),
      corrects: { stream: STREAM, version: 2 },
    };
    expect(after(withdrawn).categories).toMatchObject([{ withdrawn: true }]);
  });

  it('moves, pays and gives back slots', () => {
    expect(after(ofPerson('SlotPaid', { caseId: 'c1', year: 2022 })).slots).toMatchObject({
      c1: { paid: true, years: { payment: 2022, application: 2021 } },
    });
    const moved = { caseId: 'c1', commandId: 'm', years: { ...years, certificateIssue: 2019 }, dedupeKey: 'E|L3' };
    expect(after(ofPerson('SlotMoved', moved)).slots).toMatchObject({ c1: { dedupeKey: 'E|L3' } });
    expect(after(ofPerson('SlotReleased', { caseId: 'c1', commandId: 'r', why: 'rejected' })).slots).toEqual({});
  });

  it('waits for another person over an exception, which is used by its slot and free again after it', () => {
    const document = { kind: 'NOTICE', number: '1', issuer: 'x', issuedOn: '2020-01-01', title: 'x' };
    const unit = 'XC-411002';
    const proposed = given.on(
      STREAM,
      by(CLERK, ofPerson('QuotaExceptionProposed', { exceptionId: 'e', caseId: 'c4', year: 2020, document }), { unit }),
    );
    expect(rowOf(proposed)).toMatchObject({ attention: 1, waiting: { e: { what: 'exception', unit, caseId: 'c4' } } });
    const used = proposed.on(
      STREAM,
      ofPerson('QuotaExceptionApproved', { exceptionId: 'e', caseId: 'c4', year: 2020 }),
      ofPerson('SlotReserved', {
        caseId: 'c4',
        commandId: 'k',
        years,
        basis: 'certificateIssue',
        dedupeKey: 'F|L4',
        exceptionId: 'e',
      }),
    );
    expect(rowOf(used)).toMatchObject({ attention: undefined, exceptions: { e: { status: 'used' } } });
    const released = used.on(STREAM, ofPerson('SlotReleased', { caseId: 'c4', commandId: 'k', why: 'voided' }));
    expect(rowOf(released).exceptions).toMatchObject({ e: { status: 'approved' } });
  });

  it('keeps slots and exceptions when the key is destroyed, not what was sealed under it', () => {
    const gone = after(
      ofPerson('PersonDetailsCorrectionProposed', { proposalId: 'd', name: value }),
      ofPerson('KeyDestructionProposed', { proposalId: 'k' }),
      ofPerson('KeyDestroyed', { proposalId: 'k', generation: 1 }),
    );
    expect(gone).toMatchObject({ keyDestroyed: true, waiting: {}, attention: undefined });
    expect(Object.keys(gone.slots)).toEqual(['c1']);
  });
});

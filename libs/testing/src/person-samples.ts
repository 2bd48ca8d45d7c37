import { event, makeIdNumber } from '@ledger/kernel';
import { pseudonymOf, sealedFor } from './fake-keyed';
import { by, type GivenEvent, uuid } from './recorded';
import { actor } from './actors';

/* One made-up person of Weidu District, and the staff who decide about persons. */

export const ID = makeIdNumber('411002', '1990-05-01', 123);
export const PERSON = pseudonymOf(ID);
export const PERSON_CLERK = actor('CLERK', 'XC-411002', 'clerk-1');
export const PERSON_CONFIRMER = actor('CONFIRMER', 'XC-411002', 'confirmer-1');

export const personRegistered = (): GivenEvent =>
  by(
    PERSON_CLERK,
    event('PersonRegistered', {
      idNumber: sealedFor(PERSON, ID),
      name: sealedFor(PERSON, '张三'),
      phone: sealedFor(PERSON, '13900000001'),
      nameTag: 'tag',
      sex: 'M',
      notices: [],
    }),
    { occurredAt: '2020-01-01T00:00:00.000Z' },
  );

/** The same year under every basis, but for what is named. */
export const slotYears = (year: number, more: object = {}) => ({
  certificateIssue: year,
  trainingEnd: year,
  application: year,
  payment: year,
  ...more,
});

/** A live slot of the n-th case, which the n-th command reserved. */
export const slot = (n: number, year: number, more: object = {}): GivenEvent =>
  event('SlotReserved', {
    caseId: uuid(100 + n),
    commandId: uuid(200 + n),
    years: slotYears(year),
    basis: 'certificateIssue',
    dedupeKey: `occ-${n}|L5`,
    ...more,
  });

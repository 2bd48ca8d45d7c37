import type { RecordedEvent } from '@ledger/kernel';
import { personStream, type PersonEventMap } from '@ledger/streams/person';
import type { Rows, TableSchema } from '@ledger/viewstore';
import { viewOf } from '../view';
import { NOBODY_YET, PERSONS, type PersonRow } from './person-row';

const personsTable: TableSchema = { name: PERSONS, columns: { attention: 'integer' }, indexes: [['attention']] };

function change(rows: Rows, person: string, changed: (row: PersonRow) => Partial<PersonRow>): void {
  const row = rows.get<PersonRow>(PERSONS, person) ?? NOBODY_YET;
  rows.put(PERSONS, person, { ...row, ...changed(row) });
}

type Waiting = PersonRow['waiting'][string]['what'];

/** Waits for another person. The unit is that of the matter. */
const proposed = (
  row: PersonRow,
  id: string,
  what: Waiting,
  event: RecordedEvent,
  more: { caseId?: string } = {},
): Partial<PersonRow> => ({
  waiting: { ...row.waiting, [id]: { what, by: event.actor.id, unit: event.unit, at: event.occurredAt, ...more } },
  attention: 1,
});

function decided({ waiting }: PersonRow, id: string): Partial<PersonRow> {
  const { [id]: _decided, ...left } = waiting;
  return { waiting: left, attention: Object.keys(left).length > 0 ? 1 : undefined };
}

const excepted = (
  row: PersonRow,
  id: string,
  status: PersonRow['exceptions'][string]['status'],
): Partial<PersonRow> => {
  const exception = row.exceptions[id];
  return exception ? { exceptions: { ...row.exceptions, [id]: { ...exception, status } } } : {};
};

/** 人员一览: what the e-archive knows of a person beside their cases. */
export const persons = viewOf<PersonEventMap>({
  name: 'persons',
  version: 1,
  tables: [personsTable],
  prefix: personStream.prefix,
  on: {
    PersonRegistered: ({ data: { sex, notices }, occurredAt }, rows, id) =>
      change(rows, id, () => ({ sex, notices, registeredAt: occurredAt, keyDestroyed: false })),
    CategoryRecorded: ({ data: { category, evidence, validFrom, validTo }, version }, rows, id) =>
      change(rows, id, ({ categories }) => ({
        categories: [
          ...categories,
          { category, evidence: evidence.kind, verifiedBy: evidence.verifiedBy, validFrom, validTo, version },
        ],
      })),
    CategoryWithdrawn: ({ corrects }, rows, id) =>
      change(rows, id, ({ categories }) => ({
        categories: categories.map((each) =>
          each.version === corrects?.version ? { ...each, withdrawn: true } : each,
        ),
      })),
    SlotReserved: ({ data: { caseId, years, dedupeKey, exceptionId } }, rows, id) =>
      change(rows, id, (row) => ({
        slots: { ...row.slots, [caseId]: { years, dedupeKey, exceptionId } },
        ...(exceptionId === undefined ? {} : excepted(row, exceptionId, 'used')),
      })),
    SlotReleased: ({ data: { caseId } }, rows, id) =>
      change(rows, id, (row) => {
        const { [caseId]: released, ...slots } = row.slots;
        const { exceptionId } = released ?? {};
        return { slots, ...(exceptionId === undefined ? {} : excepted(row, exceptionId, 'approved')) };
      }),
    SlotMoved: ({ data: { caseId, years, dedupeKey } }, rows, id) =>
      change(rows, id, ({ slots }) => {
        const slot = slots[caseId];
        return slot ? { slots: { ...slots, [caseId]: { ...slot, years, dedupeKey } } } : {};
      }),
    SlotPaid: ({ data: { caseId, year } }, rows, id) =>
      change(rows, id, ({ slots }) => {
        const slot = slots[caseId];
        return slot
          ? { slots: { ...slots, [caseId]: { ...slot, years: { ...slot.years, payment: year }, paid: true } } }
          : {};
      }),
    SlotPaidTakenBack: ({ data: { caseId } }, rows, id) =>
      change(rows, id, ({ slots }) => {
        const slot = slots[caseId];
        if (!slot) return {};
        const years = { ...slot.years, payment: slot.years.application };
        return { slots: { ...slots, [caseId]: { ...slot, years, paid: undefined } } };
      }),
    PersonDetailsCorrectionProposed: (event, rows, id) =>
      change(rows, id, (row) => proposed(row, event.data.proposalId, 'details', event)),
    PersonDetailsCorrected: ({ data }, rows, id) => change(rows, id, (row) => decided(row, data.proposalId)),
    PersonDetailsCorrectionDeclined: ({ data }, rows, id) => change(rows, id, (row) => decided(row, data.proposalId)),
    QuotaExceptionProposed: (event, rows, id) =>
      change(rows, id, (row) => {
        const { exceptionId, caseId, year } = event.data;
        return {
          ...proposed(row, exceptionId, 'exception', event, { caseId }),
          exceptions: { ...row.exceptions, [exceptionId]: { caseId, year, status: 'proposed' } },
        };
      }),
    QuotaExceptionApproved: ({ data: { exceptionId } }, rows, id) =>
      change(rows, id, (row) => ({ ...decided(row, exceptionId), ...excepted(row, exceptionId, 'approved') })),
    QuotaExceptionDeclined: ({ data: { exceptionId } }, rows, id) =>
      change(rows, id, (row) => ({ ...decided(row, exceptionId), ...excepted(row, exceptionId, 'declined') })),
    QuotaExceptionWithdrawn: ({ data: { exceptionId } }, rows, id) =>
      change(rows, id, (row) => excepted(row, exceptionId, 'withdrawn')),
    KeyDestructionProposed: (event, rows, id) =>
      change(rows, id, (row) => proposed(row, event.data.proposalId, 'key', event)),
    KeyDestructionDeclined: ({ data }, rows, id) => change(rows, id, (row) => decided(row, data.proposalId)),
    // What waited for a decision was sealed under the key that is gone, all but exceptions.
    KeyDestroyed: (_event, rows, id) =>
      change(rows, id, ({ waiting }) => {
        const left = Object.fromEntries(Object.entries(waiting).filter(([, { what }]) => what === 'exception'));
        return { keyDestroyed: true, waiting: left, attention: Object.keys(left).length > 0 ? 1 : undefined };
      }),
  },
});

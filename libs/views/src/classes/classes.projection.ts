import { localDateOf, type RecordedEvent } from '@ledger/kernel';
import { classStream, type ClassEventMap, type ClassPlan, type ClassStatus } from '@ledger/streams/class';
import type { Rows, TableSchema } from '@ledger/viewstore';
import { viewOf } from '../view';
import { CLASS_ROLL, CLASSES, emptyRoll, type ClassRollRow, type ClassRow } from './class-row';
import { passedByShare } from './completion';

const classesTable: TableSchema = {
  name: CLASSES,
  columns: {
    unit: 'text',
    status: 'text',
    since: 'text',
    institution: 'text',
    evaluator: 'text',
    projectId: 'text',
    startsOn: 'text',
    finishedOn: 'text',
    heldFen: 'integer',
    drawnFen: 'integer',
    freeFen: 'integer',
    enrolled: 'integer',
    attention: 'integer',
  },
  indexes: [
    ['unit', 'status', 'since'],
    ['status', 'since'],
    ['institution', 'status'],
    ['projectId'],
    ['finishedOn'],
    // Classes are few enough to be looked through within an index.
    ['since', 'key', 'unit', 'status', 'institution', 'evaluator', 'projectId', 'startsOn'],
    ['startsOn', 'key', 'unit', 'status', 'institution', 'evaluator', 'projectId'],
    ['attention', 'unit'],
  ],
};

const rollTable: TableSchema = { name: CLASS_ROLL, columns: {}, indexes: [] };

/** A plan as its row shows it: sessions as their hours. */
function planned({ sessions, ...plan }: ClassPlan): Pick<ClassRow, keyof typeof plan | 'plannedHours' | 'startsOn'> {
  return {
    ...plan,
    startsOn: localDateOf(plan.startsAt),
    plannedHours: sessions.reduce((sum, { hours }) => sum + hours, 0),
  };
}

/** Changes some fields of a class; one that was never filed has no row. */
function change(rows: Rows, classId: string, changed: (row: ClassRow) => Partial<ClassRow>): void {
  const row = rows.get<ClassRow>(CLASSES, classId);
  if (row) rows.put(CLASSES, classId, { ...row, ...changed(row) });
}

const step = (status: ClassStatus, { occurredAt, actor }: RecordedEvent): Partial<ClassRow> => ({
  status,
  since: occurredAt,
  by: actor.id,
});

const held = (row: ClassRow, byFen: number): Partial<ClassRow> => money(row.heldFen + byFen, row.drawnFen);
const drawn = (row: ClassRow, byFen: number): Partial<ClassRow> => money(row.heldFen, row.drawnFen + byFen);
const money = (heldFen: number, drawnFen: number): Partial<ClassRow> => ({
  heldFen,
  drawnFen,
  freeFen: heldFen - drawnFen,
});

const proposed = ({ proposalId }: { proposalId: string }, { actor, occurredAt: at }: RecordedEvent) => ({
  proposalId,
  proposedBy: actor.id,
  at,
});

/** A proposal that is decided waits no more. */
const without = ({ amendments, reopenings }: ClassRow, proposalId: string): Partial<ClassRow> => {
  const left = {
    amendments: amendments.filter((each) => each.proposalId !== proposalId),
    reopenings: reopenings.filter((each) => each.proposalId !== proposalId),
  };
  return { ...left, attention: left.amendments.length + left.reopenings.length > 0 ? 1 : undefined };
};

/** Changes the roll, and counts anew who has completed once there are results. */
function roll(rows: Rows, classId: string, changed: (roll: ClassRollRow) => Partial<ClassRollRow>): void {
  const before = rows.get<ClassRollRow>(CLASS_ROLL, classId) ?? emptyRoll;
  const after = { ...before, ...changed(before) };
  rows.put(CLASS_ROLL, classId, after);
  if (Object.keys(after.results).length > 0) change(rows, classId, () => ({ passedByShare: passedByShare(after) }));
}

function recordAttendance(
  { data: { no, present } }: { data: ClassEventMap['AttendanceRecorded'] },
  rows: Rows,
  classId: string,
): void {
  roll(rows, classId, ({ sessions }) => {
    const session = sessions[no];
    return session ? { sessions: { ...sessions, [no]: { ...session, present } } } : {};
  });
}

function recordResults({ data }: { data: ClassEventMap['ResultsRecorded'] }, rows: Rows, classId: string): void {
  roll(rows, classId, ({ results }) => {
    const now = { ...results };
    for (const { caseId, passed, score } of data.results) now[caseId] = { passed, score };
    return { results: now };
  });
}

/** 班期一览: plan, status, money and head-count of each class, and its roll. */
export const classes = viewOf<ClassEventMap>({
  name: 'classes',
  version: 3,
  tables: [classesTable, rollTable],
  prefix: classStream.prefix,
  on: {
    ClassFiled(event, rows, classId) {
      const { plan, filedOn } = event.data;
      const before = rows.get<ClassRow>(CLASSES, classId);
      rows.put(CLASSES, classId, {
        rateFen: null,
        rateId: null,
        heldFen: 0,
        drawnFen: 0,
        freeFen: 0,
        enrolled: 0,
        registrations: {},
        amendments: [],
        reopenings: [],
        passedByShare: {},
        ...before,
        ...planned(plan),
        ...step('filed', event),
        filedOn,
        filedBy: event.actor.id,
      });
    },
    ClassReturned: (event, rows, id) => change(rows, id, () => step('returned', event)),
    ClassReturnTakenBack: (event, rows, id) => change(rows, id, () => step('filed', event)),
    ClassApproved: (event, rows, id) =>
      change(rows, id, (row) => {
        const { rateFen, rateId, unpayable, encumberedFen } = event.data;
        const approvedBy = event.actor.id;
        return { ...step('approved', event), rateFen, rateId, unpayable, approvedBy, ...held(row, encumberedFen) };
      }),
    AmendmentProposed: (event, rows, id) =>
      change(rows, id, ({ amendments }) => ({
        amendments: [...amendments, proposed(event.data, event)],
        attention: 1,
      })),
    AmendmentDeclined: ({ data }, rows, id) => change(rows, id, (row) => without(row, data.proposalId)),
    ClassAmended: (event, rows, id) =>
      change(rows, id, (row) => {
        const { plan, rateFen, rateId, unpayable, encumberedFen, releasedFen, proposalId } = event.data;
        return {
          ...planned(plan),
          ...step('approved', event),
          rateFen,
          rateId,
          unpayable,
          ...held(row, encumberedFen - releasedFen),
          ...without(row, proposalId),
        };
      }),
    ClassCancelled: (event, rows, id) =>
      change(rows, id, (row) => ({ ...step('cancelled', event), ...held(row, -event.data.releasedFen) })),
    ClassCancellationTakenBack: (event, rows, id) =>
      change(rows, id, (row) => ({ ...step(event.data.status, event), ...held(row, event.data.encumberedFen) })),
    ProvincialRegistrationRecorded: ({ data: { system, number, registeredAt, roster } }, rows, id) =>
      change(rows, id, ({ registrations }) => ({
        registrations: { ...registrations, [system]: { number, registeredAt, heads: roster.length } },
      })),
    ProvincialRegistrationWithdrawn: ({ data: { system } }, rows, id) =>
      change(rows, id, ({ registrations }) => ({ registrations: { ...registrations, [system]: undefined } })),
    ClassStarted: (event, rows, id) =>
      change(rows, id, () => ({ ...step('started', event), startedAt: event.data.startedAt })),
    ClassStartTakenBack: (event, rows, id) =>
      change(rows, id, () => ({ ...step('approved', event), startedAt: undefined })),
    PlaceTaken({ data: { caseId } }, rows, id) {
      change(rows, id, ({ enrolled }) => ({ enrolled: enrolled + 1 }));
      // A case that had left and is restored counts again.
      if (rows.get<ClassRollRow>(CLASS_ROLL, id)?.left.includes(caseId))
        roll(rows, id, ({ left }) => ({ left: left.filter((each) => each !== caseId) }));
    },
    PlaceGivenBack({ data: { caseId } }, rows, id) {
      change(rows, id, ({ enrolled }) => ({ enrolled: enrolled - 1 }));
      if (rows.get<ClassRollRow>(CLASS_ROLL, id)) roll(rows, id, ({ left }) => ({ left: [...left, caseId] }));
    },
    SessionHeld: ({ data: { no, on, hours } }, rows, id) =>
      roll(rows, id, ({ sessions }) => ({ sessions: { ...sessions, [no]: { on, hours } } })),
    SessionRecordWithdrawn: ({ data: { no } }, rows, id) =>
      roll(rows, id, ({ sessions: { [no]: _withdrawn, ...sessions } }) => ({ sessions })),
    AttendanceRecorded: recordAttendance,
    AttendanceCorrected: recordAttendance,
    ClassFinished: (event, rows, id) =>
      change(rows, id, () => ({ ...step('finished', event), finishedOn: event.data.finishedOn })),
    ClassFinishTakenBack: (event, rows, id) =>
      change(rows, id, () => ({ ...step('started', event), finishedOn: undefined })),
    ResultsRecorded: recordResults,
    ResultsCorrected: recordResults,
    ClassDrawn: ({ data }, rows, id) => change(rows, id, (row) => drawn(row, data.amountFen)),
    DrawGivenBack: ({ data }, rows, id) => change(rows, id, (row) => drawn(row, -data.amountFen)),
    DrawChanged: ({ data }, rows, id) => change(rows, id, (row) => drawn(row, data.toFen - data.fromFen)),
    ClassClosed: (event, rows, id) =>
      change(rows, id, (row) => ({ ...step('closed', event), ...held(row, -event.data.releasedFen) })),
    ClassReopeningProposed: (event, rows, id) =>
      change(rows, id, ({ reopenings }) => ({
        reopenings: [...reopenings, proposed(event.data, event)],
        attention: 1,
      })),
    ClassReopeningDeclined: ({ data }, rows, id) => change(rows, id, (row) => without(row, data.proposalId)),
    ClassReopened: (event, rows, id) =>
      change(rows, id, (row) => ({
        ...step('finished', event),
        ...held(row, event.data.encumberedFen),
        ...without(row, event.data.proposalId),
      })),
  },
});

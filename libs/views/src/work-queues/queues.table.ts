import { nameOf, localDateOf } from '@ledger/kernel';
import { WHO_MAY, type Role } from '@ledger/streams/authority';
import { batchStream } from '@ledger/streams/batch';
import { caseStream, openFen } from '@ledger/streams/case';
import { classStream } from '@ledger/streams/class';
import { fundStream } from '@ledger/streams/fund';
import { orgStream } from '@ledger/streams/org';
import { personStream } from '@ledger/streams/person';
import { publicityStream } from '@ledger/streams/publicity';
import type { Condition, Row, WithKey } from '@ledger/viewstore';
import { BATCHES, type BatchRow } from '../batches/batch-row';
import { CASES, type CaseRow, type CaseStatus, type Wait, type WaitKey } from '../cases/case-row';
import { CLASSES, type ClassRow } from '../classes/class-row';
import { FUND_CORRECTIONS, type FundCorrectionRow } from '../fund/fund-corrections.projection';
import { ORGANISATIONS, type OrganisationRow } from '../organisations/organisations.projection';
import { PERSONS, type PersonRow } from '../persons/person-row';
import { PUBLICITY_LISTS, type PublicityListRow } from '../publicity/publicity-lists.projection';
import { calendarDays, workingDays, type DueRules } from './due-rules';

export type QueueId =
  | 'class-approval'
  | 'amendment'
  | 'acceptance'
  | 'supplements'
  | 'first-review'
  | 'second-review'
  | 'rejection'
  | 'publicity'
  | 'publicity-end'
  | 'confirmation'
  | Wait
  | 'payment'
  | 'batch-check'
  | 'batch-signature'
  | 'batch-dispatch'
  | 'batch-answer'
  | 'class-reopening'
  | 'fund-correction'
  | 'org-account'
  | 'person-details'
  | 'quota-exception'
  | 'key-destruction';

/** 待办: one thing that waits for somebody. */
export interface Waiting {
  readonly queue: QueueId;
  /** The stream to act on. */
  readonly stream: string;
  readonly unit?: string;
  /** Business time since when it waits. */
  readonly since: string;
  /** Last Shanghai date by which it should be done, where the plan or a parameter sets one and the calendar is known. */
  readonly dueOn?: string;
  /** Which flag, objection, proposal or recovery. */
  readonly which?: string;
  readonly amountFen?: number;
  /** What must be cleared up first. */
  readonly behind?: readonly WaitKey[];
}

/** 待办队列: what waits, for the roles that may give the command, and where its things are found. */
export interface Queue {
  readonly id: QueueId;
  readonly command: string;
  readonly roles: readonly Role[];
  readonly table: string;
  readonly where: readonly Condition[];
  readonly orderBy: readonly string[];
  /** Whether every row that is found is one thing, so that they can be counted without being read. */
  readonly oneEach: boolean;
  waitingIn(row: WithKey<Row>, due: DueRules): readonly Waiting[];
}

const rolesOf = (command: string): readonly Role[] =>
  Object.keys(WHO_MAY.find((row) => row.command === command)?.who ?? {}) as Role[];

type Found<R> = (row: WithKey<R>, due: DueRules) => readonly Omit<Waiting, 'queue'>[];

function queue<R>(
  id: QueueId,
  command: string,
  from: Pick<Queue, 'table' | 'where' | 'orderBy' | 'oneEach'>,
  found: Found<R>,
): Queue {
  return {
    id,
    command,
    roles: rolesOf(command),
    ...from,
    // The table holds rows of this kind only.
    waitingIn: (row, due) => found(row as WithKey<R>, due).map((each) => ({ queue: id, ...each })),
  };
}

const standing = (table: string, ...status: readonly string[]) => ({
  table,
  where: [{ column: 'status', is: status }],
  orderBy: ['since'],
  oneEach: true,
});

/** Rows that call for attention; which of them belong to a queue only they know. */
const attended = (table: string) => ({
  table,
  where: [{ column: 'attention', is: 1 }],
  orderBy: [],
  oneEach: false,
});

type DueOn = (row: CaseRow, due: DueRules) => string | undefined;

const caseAt = (id: QueueId, command: string, status: readonly CaseStatus[], dueOn: DueOn = () => undefined): Queue =>
  queue<CaseRow>(id, command, standing(CASES, ...status), (row, due) => [
    {
      stream: nameOf(caseStream, row.key),
      unit: row.unit,
      since: row.since,
      dueOn: dueOn(row, due),
      amountFen: row.dueFen,
      behind: row.waiting && (Object.keys(row.waiting) as WaitKey[]),
    },
  ]);

const caseWait = (
  wait: Wait,
  command: string,
  amountOf: (row: CaseRow, which: string) => number | undefined = () => undefined,
  dueOn: (since: string, due: DueRules) => string | undefined = () => undefined,
): Queue =>
  queue<CaseRow>(wait, command, attended(CASES), (row, due) =>
    Object.entries(row.waiting ?? {})
      .filter(([key]) => key.startsWith(`${wait}:`))
      .map(([key, since]) => {
        const which = key.slice(wait.length + 1);
        return {
          stream: nameOf(caseStream, row.key),
          unit: row.unit,
          since,
          dueOn: dueOn(since, due),
          which: which === '' ? undefined : which,
          amountFen: amountOf(row, which),
        };
      }),
  );

const batchAt = (id: QueueId, command: string, status: string): Queue =>
  queue<BatchRow>(id, command, standing(BATCHES, status), ({ key, unit, since, totalFen }) => [
    { stream: nameOf(batchStream, key), unit, since, amountFen: totalFen },
  ]);

const personWait = (id: QueueId, command: string, what: PersonRow['waiting'][string]['what']): Queue =>
  queue<PersonRow>(id, command, attended(PERSONS), ({ key, waiting }) =>
    Object.entries(waiting)
      .filter(([, each]) => each.what === what)
      .map(([which, { unit, at }]) => ({ stream: nameOf(personStream, key), unit, since: at, which })),
  );

const onceAccepted: DueOn = ({ acceptedOn, since }, due) =>
  workingDays(due, acceptedOn ?? localDateOf(since), due.reviewDays);
const afterPublicity: DueOn = ({ publicityLastDay: last }, due) =>
  last === undefined ? undefined : calendarDays(last, due.paymentDays);

/** 待办队列, in the order of the procedure (B.5). */
export const QUEUES: readonly Queue[] = [
  queue<ClassRow>('class-approval', 'ApproveClass', standing(CLASSES, 'filed'), ({ key, unit, since, startsOn }) => [
    { stream: nameOf(classStream, key), unit, since, dueOn: calendarDays(startsOn, -1) },
  ]),
  queue<ClassRow>('amendment', 'ApproveClassAmendment', attended(CLASSES), ({ key, unit, amendments }) =>
    amendments.map(({ proposalId, at }) => ({ stream: nameOf(classStream, key), unit, since: at, which: proposalId })),
  ),
  caseAt('acceptance', 'AcceptClaim', ['submitted'], ({ since }, due) =>
    workingDays(due, localDateOf(since), due.acceptDays),
  ),
  caseAt('supplements', 'SupplyDocuments', ['supplements']),
  caseAt('first-review', 'RecordFirstReview', ['accepted'], onceAccepted),
  caseAt('second-review', 'RecordSecondReview', ['first-reviewed'], onceAccepted),
  caseAt('rejection', 'RejectClaim', ['not-passed'], onceAccepted),
  caseAt('publicity', 'OpenPublicity', ['second-reviewed']),
  queue<PublicityListRow>(
    'publicity-end',
    'ClosePublicity',
    { ...standing(PUBLICITY_LISTS, 'open'), orderBy: ['lastDay'] },
    ({ key, unit, since, lastDay }) => [{ stream: nameOf(publicityStream, key), unit, since, dueOn: lastDay }],
  ),
  caseAt('confirmation', 'ConfirmClaim', ['publicity-ended']),
  caseWait('flag', 'CloseFlag'),
  caseWait('objection', 'ResolveObjection', undefined, (since, due) =>
    workingDays(due, localDateOf(since), due.objectionDays),
  ),
  caseWait('correction', 'ApproveCorrection'),
  caseWait('hold', 'ReleaseHold'),
  caseAt('payment', 'MakeBatch', ['confirmed', 'owed'], afterPublicity),
  caseWait('refund', 'MakeBatch', ({ owedFen }) => owedFen),
  caseWait('unfunded', 'FundSupplement', ({ unfundedFen }) => unfundedFen),
  caseWait('bank-answer', 'SettleDue', ({ detail }) => detail?.pendingDueFen),
  batchAt('batch-check', 'CheckBatch', 'made'),
  batchAt('batch-signature', 'SignBatch', 'checked'),
  batchAt('batch-dispatch', 'DispatchBatch', 'signed'),
  batchAt('batch-answer', 'RecordBankAnswer', 'dispatched'),
  caseWait('recovery', 'RecordRecovery', ({ detail }, which) => {
    const recovery = detail?.recoveries?.[which];
    return recovery && openFen(recovery);
  }),
  queue<ClassRow>('class-reopening', 'ApproveClassReopening', attended(CLASSES), ({ key, unit, reopenings }) =>
    reopenings.map(({ proposalId, at }) => ({ stream: nameOf(classStream, key), unit, since: at, which: proposalId })),
  ),
  queue<FundCorrectionRow>(
    'fund-correction',
    'ApproveFundCorrection',
    { table: FUND_CORRECTIONS, where: [], orderBy: ['since'], oneEach: true },
    ({ line, unit, since, proposalId }) => [{ stream: nameOf(fundStream, line), unit, since, which: proposalId }],
  ),
  queue<OrganisationRow>(
    'org-account',
    'ApproveOrgAccountChange',
    attended(ORGANISATIONS),
    ({ key, unit, accountChanges }) =>
      accountChanges.map(({ proposalId, at }) => ({
        stream: nameOf(orgStream, key),
        unit,
        since: at,
        which: proposalId,
      })),
  ),
  personWait('person-details', 'ApprovePersonCorrection', 'details'),
  personWait('quota-exception', 'ApproveQuotaException', 'exception'),
  personWait('key-destruction', 'ApproveKeyDestruction', 'key'),
];

import type { RecordedEvent } from '@ledger/kernel';
import { caseStream, type CaseEventMap } from '@ledger/streams/case';
import type { Rows, TableSchema } from '@ledger/viewstore';
import { CASE_EVENT_LABELS } from '../labels';
import { viewOf, type Handlers } from '../view';
import { CASES, type CaseRow } from './case-row';
import { foldCase, UNOPENED } from './fold-case';
import { takePlainStep } from './plain-steps';

const casesTable: TableSchema = {
  name: CASES,
  columns: {
    unit: 'text',
    step: 'text',
    status: 'text',
    since: 'text',
    classId: 'text',
    person: 'text',
    institution: 'text',
    dueFen: 'integer',
    drawnFen: 'integer',
    inTransitFen: 'integer',
    owedFen: 'integer',
    paidFen: 'integer',
    recoveredFen: 'integer',
    openRecoveryFen: 'integer',
    unfundedFen: 'integer',
    attention: 'integer',
    flags: 'text',
  },
  // What the search offers is what these give (case-search.query.ts); each costs a write at most steps of a case.
  indexes: [
    ['unit', 'status', 'since'],
    ['unit', 'since'],
    ['status', 'since'],
    ['since'],
    ['unit', 'dueFen'],
    ['dueFen'],
    // Few cases each, and therefore looked through within the index by whatever else is asked.
    ['institution', 'since', 'key', 'status', 'unit', 'classId', 'person', 'dueFen', 'flags'],
    ['classId', 'since', 'key', 'status', 'unit', 'institution', 'person', 'dueFen', 'flags'],
    ['person', 'since', 'key', 'status', 'unit', 'institution', 'classId', 'dueFen', 'flags'],
    ['attention', 'since', 'key', 'flags', 'status', 'unit', 'institution', 'classId', 'person', 'dueFen'],
    ['attention', 'unit'],
    ['step', 'classId', 'paidFen'],
  ],
};

function fold(event: RecordedEvent, rows: Rows, caseId: string): void {
  rows.put(CASES, caseId, foldCase(rows.get<CaseRow>(CASES, caseId) ?? UNOPENED, event, takePlainStep));
}

/** 个案一览. Every event of a case goes through the one fold. */
export const cases = viewOf<CaseEventMap>({
  name: 'cases',
  version: 400 + caseStream.stateVersion,
  tables: [casesTable],
  prefix: caseStream.prefix,
  on: Object.fromEntries(Object.keys(CASE_EVENT_LABELS).map((type) => [type, fold])) as Handlers<CaseEventMap>,
});

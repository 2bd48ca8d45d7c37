import { nameOf } from '@ledger/kernel';
import { ledgerKeyed } from '@ledger/runtime/ledger-keyed';
import { decisionsOn } from '@ledger/runtime/questions/decisions';
import { reveal } from '@ledger/runtime/questions/reveal';
import { withoutCiphers } from '@ledger/runtime/questions/without-ciphers';
import { caseStream, historyAt, type Visible } from '@ledger/streams';
import {
  CASE_STATUS_LABELS,
  caseById,
  caseCounts,
  personArchive,
  searchCases,
  timelineOf,
  type CaseRow,
  type CaseSearch,
  type CaseStatus,
} from '@ledger/views';
import type { ViewReader } from '@ledger/viewstore';
import { problem } from '../problems/api-problem';
import {
  CaseAsked,
  CaseCountsAsked,
  CaseSearchAsked,
  CasesAsked,
  CaseTimelineAsked,
  PersonalValuesAsked,
  PersonAsked,
  PseudonymAsked,
} from './asked.dto';
import { personsFound } from './persons-found';
import { EMPTY_PAGE, narrowed, pageOf, posted, question } from './question';

const isVisible = ({ unit, institution, person }: CaseRow, visible: Visible): boolean =>
  (visible.unit === undefined || visible.unit === unit) &&
  (visible.organisation === undefined || visible.organisation === institution) &&
  (visible.person === undefined || visible.person === person);

async function visibleCase(views: ViewReader, caseId: string, visible: Visible): Promise<CaseRow | undefined> {
  const row = await caseById(views, caseId);
  return row && isVisible(row, visible) ? row : undefined;
}

function statusesIn(text: string | undefined): readonly CaseStatus[] | undefined {
  const given = text?.split(',');
  const unknown = given?.find((each) => !Object.hasOwn(CASE_STATUS_LABELS, each));
  if (unknown === undefined) return given as readonly CaseStatus[] | undefined;
  const known = Object.keys(CASE_STATUS_LABELS).join(', ');
  throw problem(
    400,
    'invalid-query',
    `没有这一状态；可用：${known}。`,
    `There is no such status; there are ${known}.`,
    {
      errors: [{ pointer: '/status', message: 'unknown status' }],
    },
  );
}

/** The search narrowed to what may be seen; undefined when it asks for what may not. */
function searchOf(asked: CasesAsked, visible: Visible): CaseSearch | undefined {
  const unit = narrowed(asked.unit, visible.unit);
  const institution = narrowed(asked.institution, visible.organisation);
  const person = narrowed(asked.person, visible.person);
  if (!unit || !institution || !person) return undefined;
  const { classId, flag, dueAtLeastFen, dueAtMostFen, since, until, sort, limit, cursor } = asked;
  return {
    classId,
    unit: unit.to,
    institution: institution.to,
    person: person.to,
    status: statusesIn(asked.status),
    // A flag that there is not is borne by no case.
    flag: flag as CaseSearch['flag'],
    dueAtLeastFen,
    dueAtMostFen,
    since,
    until,
    sort,
    limit,
    cursor,
  };
}

export const caseQuestions = [
  pageOf('cases', 'cases', CasesAsked, async ({ asked, visible, reading }) => {
    const search = searchOf(asked, visible);
    return search ? { body: await searchCases(reading.views, search) } : EMPTY_PAGE;
  }),
  question(
    'case-search',
    'case-search',
    CaseSearchAsked,
    async ({ asked, visible, actor, reading }) => {
      const search = searchOf(asked, visible);
      const found = await personsFound(asked, actor, reading);
      if (!search || (search.person !== undefined && !found.persons.includes(String(search.person)))) return EMPTY_PAGE;
      const { persons, caseIds } = found;
      const person = search.person ?? persons;
      return { body: await searchCases(reading.views, { ...search, person, caseId: caseIds }) };
    },
    { isPage: true, isPosted: true },
  ),
  question('case-counts', 'case-counts', CaseCountsAsked, async ({ asked, visible, reading }) => {
    const unit = narrowed(asked.unit, visible.unit);
    return { body: { rows: unit ? await caseCounts(reading.views, unit.to) : [] } };
  }),
  question('case', 'cases/:caseId', CaseAsked, async ({ asked: { caseId }, visible, reading }) => {
    const row = await visibleCase(reading.views, caseId, visible);
    return row && { body: row, version: await reading.log.streamVersion(nameOf(caseStream, caseId)) };
  }),
  question('case-timeline', 'cases/:caseId/timeline', CaseTimelineAsked, async ({ asked, visible, reading }) => {
    const { caseId, asOf, asKnown } = asked;
    if (!(await visibleCase(reading.views, caseId, visible))) return undefined;
    const events = await reading.log.readStream(nameOf(caseStream, caseId));
    const history = historyAt(events, { asOf, asKnown });
    const entries = timelineOf(history);
    const told = entries.map((entry, i) => ({ ...entry, data: withoutCiphers(history[i]?.event.data) }));
    return { body: { caseId, asOf, asKnown, events: told }, version: events.at(-1)?.version };
  }),
  question('case-decisions', 'cases/:caseId/decisions', CaseAsked, async ({ asked: { caseId }, visible, reading }) => {
    if (!(await visibleCase(reading.views, caseId, visible))) return undefined;
    const stream = nameOf(caseStream, caseId);
    const decisions = await decisionsOn(reading, stream, await reading.log.readStream(stream));
    return {
      body: {
        caseId,
        decisions: decisions.map(({ event, refusal, evidence, decidedOn }) => ({
          ...(refusal ? { refusal } : { version: event.version }),
          type: event.type,
          actor: event.actor,
          command: event.command,
          occurredAt: event.occurredAt,
          recordedAt: event.recordedAt,
          policyVersion: event.policyVersion,
          evidence: withoutCiphers(evidence),
          decidedOn,
        })),
      },
    };
  }),
  posted(
    'personal-values',
    'cases/:caseId/personal-values',
    PersonalValuesAsked,
    async ({ asked, visible, actor, reading }) => {
      const { caseId, purpose } = asked;
      if (!(await visibleCase(reading.views, caseId, visible))) return undefined;
      return { body: { caseId, values: await reveal(reading, caseId, actor, purpose) } };
    },
  ),
  posted('person-pseudonym', 'persons/pseudonym', PseudonymAsked, async ({ asked, reading }) => ({
    body: { person: ledgerKeyed(reading.vault).pseudonym(asked.idNumber) },
  })),
  question('person-archive', 'persons/:person/archive', PersonAsked, async ({ asked, visible, reading }) => {
    const person = asked.person === 'me' ? visible.person : asked.person;
    if (person === undefined || (visible.person !== undefined && visible.person !== person)) return undefined;
    return { body: (await personArchive(reading.views, person)) ?? { trainings: [] } };
  }),
];

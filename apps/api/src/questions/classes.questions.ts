import { nameOf } from '@ledger/kernel';
import { classStream, type Visible } from '@ledger/streams';
import {
  classById,
  classRoll,
  CLASS_STATUS_LABELS,
  organisationById,
  publicityListById,
  PUBLICITY_STATUS_LABELS,
  searchClasses,
  searchOrganisations,
  searchPublicityLists,
  type ClassRow,
  type ClassSearch,
  type PublicityListRow,
} from '@ledger/views';
import {
  ClassAsked,
  ClassesAsked,
  OrganisationAsked,
  OrganisationsAsked,
  PublicityAsked,
  PublicityListsAsked,
} from './asked.dto';
import { EMPTY_PAGE, known, narrowed, pageOf, question } from './question';

const isVisible = ({ unit, institution, evaluator }: ClassRow, visible: Visible): boolean =>
  (visible.unit === undefined || visible.unit === unit) &&
  (visible.organisation === undefined || [institution, evaluator].includes(visible.organisation));

export const classQuestions = [
  pageOf('classes', 'classes', ClassesAsked, async ({ asked, visible, actor, reading }) => {
    const unit = narrowed(asked.unit, visible.unit);
    // An evaluation body's classes are those that it examines.
    const examines = actor.role === 'EVALUATOR';
    const institution = narrowed(asked.institution, examines ? undefined : visible.organisation);
    if (!unit || !institution) return EMPTY_PAGE;
    const { projectId, startsFrom, startsTo, sort, limit, cursor } = asked;
    const search: ClassSearch = {
      unit: unit.to,
      institution: institution.to,
      evaluator: examines ? visible.organisation : undefined,
      status: known(asked.status, CLASS_STATUS_LABELS),
      projectId,
      startsFrom,
      startsTo,
      sort,
      limit,
      cursor,
    };
    return { body: await searchClasses(reading.views, search) };
  }),
  question('class', 'classes/:classId', ClassAsked, async ({ asked: { classId }, visible, reading }) => {
    const row = await classById(reading.views, classId);
    if (!row || !isVisible(row, visible)) return undefined;
    return { body: row, version: await reading.log.streamVersion(nameOf(classStream, classId)) };
  }),
  question('class-roll', 'classes/:classId/roll', ClassAsked, async ({ asked: { classId }, visible, reading }) => {
    const row = await classById(reading.views, classId);
    return row && isVisible(row, visible) ? { body: await classRoll(reading.views, classId) } : undefined;
  }),
  pageOf('organisations', 'organisations', OrganisationsAsked, async ({ asked, reading }) => {
    const { name, unit, sort, limit, cursor } = asked;
    return { body: await searchOrganisations(reading.views, { name, unit, sort, limit, cursor }) };
  }),
  question('organisation', 'organisations/:uscc', OrganisationAsked, async ({ asked, reading }) => {
    const row = await organisationById(reading.views, asked.uscc);
    return row && { body: row, version: await reading.log.streamVersion(`org-${asked.uscc}`) };
  }),
  pageOf('publicity-lists', 'publicity-lists', PublicityListsAsked, async ({ asked, visible, reading }) => {
    const unit = narrowed(asked.unit, visible.unit);
    if (!unit) return EMPTY_PAGE;
    const { sort, limit, cursor } = asked;
    const status = known<PublicityListRow['status']>(asked.status, PUBLICITY_STATUS_LABELS);
    return { body: await searchPublicityLists(reading.views, { unit: unit.to, status, sort, limit, cursor }) };
  }),
  question('publicity-list', 'publicity-lists/:publicityId', PublicityAsked, async ({ asked, visible, reading }) => {
    const row = await publicityListById(reading.views, asked.publicityId);
    if (!row || (visible.unit !== undefined && row.unit !== visible.unit)) return undefined;
    return { body: row, version: await reading.log.streamVersion(`publicity-${asked.publicityId}`) };
  }),
];

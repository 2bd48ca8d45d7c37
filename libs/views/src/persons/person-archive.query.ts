import { YEAR_BASES, type YearBasis } from '@ledger/streams/vocabulary';
import type { ViewReader, WithKey } from '@ledger/viewstore';
import { CASES, type CaseRow } from '../cases/case-row';
import { classById, classRoll } from '../classes/class-search.query';
import type { ClassRow } from '../classes/class-row';
import { attendanceOf } from '../classes/completion';
import { allRows } from '../every-row';
import { PERSONS, type PersonRow } from './person-row';

/** One training of a person, subsidised or not. */
export interface ArchivedTraining {
  readonly case: WithKey<CaseRow>;
  readonly class?: WithKey<ClassRow>;
  /** 学时: attended of held, and their share in whole percent rounded down. */
  readonly attended: number;
  readonly held: number;
  readonly share: number;
  readonly passed?: boolean;
  readonly score?: number;
}

/** 电子档案: a person's trainings, hours, results, certificates, subsidies, categories and slots, by pseudonym. */
export interface PersonArchive {
  readonly person: WithKey<PersonRow>;
  readonly trainings: readonly ArchivedTraining[];
  /** 已占名额: live slots by year, under each way of counting the year (F.2). */
  readonly slotsByYear: Readonly<Record<YearBasis, Readonly<Record<string, number>>>>;
}

/** Undefined for a person whom nobody registered and no claim names. */
export async function personArchive(views: ViewReader, pseudonym: string): Promise<PersonArchive | undefined> {
  const person = await views.get<PersonRow>(PERSONS, pseudonym);
  if (!person) return undefined;
  const cases = await allRows<CaseRow>(views, { table: CASES, where: [{ column: 'person', is: pseudonym }] });
  const trainings = await Promise.all(cases.map((each) => training(views, each)));
  return {
    person,
    trainings: trainings.toSorted((a, b) => (a.case.startsOn ?? '').localeCompare(b.case.startsOn ?? '', 'en')),
    slotsByYear: slotsByYear(person),
  };
}

async function training(views: ViewReader, row: WithKey<CaseRow>): Promise<ArchivedTraining> {
  const roll = await classRoll(views, row.classId ?? '');
  const { passed, score } = roll.results[row.key] ?? {};
  return { case: row, class: await classById(views, row.classId ?? ''), ...attendanceOf(roll, row.key), passed, score };
}

function slotsByYear({ slots }: PersonRow): PersonArchive['slotsByYear'] {
  const counted = YEAR_BASES.map((basis) => {
    const years: Record<string, number> = {};
    for (const slot of Object.values(slots)) years[slot.years[basis]] = (years[slot.years[basis]] ?? 0) + 1;
    return [basis, years] as const;
  });
  return Object.fromEntries(counted) as PersonArchive['slotsByYear'];
}

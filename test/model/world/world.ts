import type { Actor, WorkingCalendar } from '@ledger/kernel';
import type { Books } from '../book/books';
import { ofOrganisation, ORGANISATIONS, staff, type MadeUpPerson } from '@ledger/simulation';
import year2019 from '../../../libs/reference/data/calendar/2019.json';
import year2020 from '../../../libs/reference/data/calendar/2020.json';
import year2021 from '../../../libs/reference/data/calendar/2021.json';

export interface Stage {
  /** A closed ledger, to be copied for each history. */
  readonly folder: string;
  /** What the model knows of it. */
  readonly books: Books;
  /** Business time of its last act. */
  readonly now: string;
}

/** 历史发生的小世界: two units with little money, an institution in each, one examiner, two projects, five learners. */
export interface World {
  readonly people: readonly MadeUpPerson[];
  /** The world at its beginning and further on: a history begins in one of them. */
  readonly stages: readonly Stage[];
}

export const CALENDAR: WorkingCalendar = { years: { 2019: year2019, 2020: year2020, 2021: year2021 } };

export const UNITS = ['XC-411002', 'XC-JKQ'] as const;

export interface ModelProject {
  readonly projectId: string;
  readonly occupationId: string;
  readonly levels: readonly string[];
}

/** Of one session of eight hours, so that a class is short. */
export const MODEL_PROJECTS: readonly ModelProject[] = [
  { projectId: 'prj-model-elder', occupationId: 'occ-elder-carer', levels: ['L5', 'L4', 'L3'] },
  { projectId: 'prj-model-nursery', occupationId: 'occ-nursery-carer', levels: ['L5', 'L4'] },
];
export const HOURS = 8;

const named = (orgId: string): (typeof ORGANISATIONS)[number] => {
  const found = ORGANISATIONS.find((each) => each.orgId === orgId);
  if (!found) throw new Error(`the reference data hold no ${orgId}`);
  return found;
};

/** By unit. */
export const RUNNERS: Readonly<Record<string, (typeof ORGANISATIONS)[number]>> = {
  'XC-411002': named('org-lotus'),
  'XC-JKQ': named('org-new-road'),
};
const SERVICES = named('org-eval-services');

export const runnerOf = (unit: string): Actor => ofOrganisation(RUNNERS[unit] ?? named('org-lotus'), 'INSTITUTION');
export const EXAMINER = ofOrganisation(SERVICES, 'EVALUATOR');
export const SERIES = SERVICES.levelSeries;
export const fundAdmin: Actor = staff('FUND_ADMIN', 'XC');

/** What every claim of level 4 is paid; the world's money is counted in it. */
export const HEAD_FEN = 160_000;

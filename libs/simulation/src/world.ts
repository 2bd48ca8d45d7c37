import { addWorkingDays, instantOfLocal, type Actor, type WorkingCalendar } from '@ledger/kernel';
import occupations from '../../reference/data/occupations.json';
import documents from '../../reference/data/documents.json';
import organisations from '../../reference/data/organisations.json';
import projects from '../../reference/data/projects.json';
import rates from '../../reference/data/rates.json';
import units from '../../reference/data/units.json';
import year2019 from '../../reference/data/calendar/2019.json';
import year2020 from '../../reference/data/calendar/2020.json';
import year2021 from '../../reference/data/calendar/2021.json';

export type Project = (typeof projects.projects)[number];
export type Organisation = (typeof organisations.organisations)[number];

const calendar: WorkingCalendar = { years: { 2019: year2019, 2020: year2020, 2021: year2021 } };

export const PROJECTS: readonly Project[] = projects.projects;
export const ORGANISATIONS: readonly Organisation[] = organisations.organisations;
export const UNITS = units.units.filter((unit) => unit.parent !== null).map((unit) => unit.unitId);

/** 六位区划代码 in which a unit's learners claim. */
export const divisionOf = (unit: string): string =>
  units.units.find(({ unitId }) => unitId === unit)?.divisionCode ?? '411000';

/** The first day, on or after, that is `n` working days on (0: the same or the next working day). */
export function workingDay(date: string, n: number): string {
  const answer = addWorkingDays(calendar, date, n);
  if (!answer.ok) throw new Error(`the simulated programme runs beyond its calendar (${answer.year})`);
  return answer.value;
}

/** 备案日: ahead of the five working days that are asked for, so that approval, enrolment and registration find room. */
export const filingDay = ({ startsOn }: { readonly startsOn: string }): string => workingDay(startsOn, -9);

export const at = (date: string, clock: string): string => instantOfLocal(date, clock);

/** A made-up working document of a kind, numbered by who makes it. */
export function documentOf(kind: string, on: string, serial: number) {
  const template = documents.templates.find((each) => each.kind === kind);
  return {
    kind,
    number: `模拟文〔${on.slice(0, 4)}〕第${String(serial).padStart(5, '0')}号`,
    issuer: template?.issuer ?? '许昌市人力资源和社会保障局（模拟）',
    issuedOn: on,
    title: template?.title ?? '业务审批表',
  };
}

/** A unit that has no business with the other's matters. */
export const otherUnit = (unit: string): string => UNITS[(UNITS.indexOf(unit) + 1) % UNITS.length] ?? unit;

/** The same code with another last character, which no longer fits the rest. */
export const mistyped = (code: string): string => `${code.slice(0, -1)}${code.endsWith('3') ? '4' : '3'}`;

/** One human, one id, whatever the role. */
export const staff = (role: string, unit: string, number = 1): Actor => ({
  id: `${role.toLowerCase()}-${unit.slice(3).toLowerCase() || 'city'}-${number}`,
  role,
  unit,
});

/** 代发银行, which answers for every unit. */
export const BANK: Actor = { id: 'bank-agent', role: 'BANK', unit: 'XC' };

export const ofOrganisation = (org: Organisation, role: 'INSTITUTION' | 'EMPLOYER' | 'EVALUATOR'): Actor => ({
  id: `${role.toLowerCase()}-${org.uscc.slice(8, 17).toLowerCase()}`,
  role,
  unit: org.uscc,
});

/** 补贴标准 in fen of a project at a level; undefined where no rate is set. A row that names the nature beats one that does not. */
export function rateOf(
  project: Project,
  level: string | undefined,
): { amountFen: number; minHours: number | null } | undefined {
  const fits = rates.rates.filter(
    (rate) =>
      rate.certKind === project.certKind &&
      (rate.level === null || rate.level === level) &&
      (rate.issue === null || rate.issue === project.issue) &&
      (rate.trainingNature === null || rate.trainingNature === project.trainingNature),
  );
  const named = (rate: (typeof fits)[number]): number =>
    Number(rate.trainingNature !== null) + Number(rate.issue !== null) + Number(rate.level !== null);
  return fits.toSorted((a, b) => named(b) - named(a))[0];
}

/** 标准待定: its trainings count, and nothing is paid for them. */
export const isRatePending = ({ occupationId }: Project): boolean =>
  occupations.occupations.some((each) => each.occupationId === occupationId && each.ratePending);

/** An evaluation body that may issue the project's certificate at the level on the day. */
export function evaluatorOf(project: Project, level: string | undefined, on: string): Organisation | undefined {
  return ORGANISATIONS.find(
    ({ roles, listedFrom, scope }) =>
      roles.includes('EVALUATOR') &&
      listedFrom !== null &&
      listedFrom <= on &&
      (scope.certKinds as readonly string[]).includes(project.certKind) &&
      (project.occupationId
        ? scope.occupations.some(
            (each) =>
              each.occupationId === project.occupationId && (each.levels as readonly string[]).includes(level ?? ''),
          )
        : (scope.items as readonly string[]).includes(project.skillItem ?? '')),
  );
}

/** A certificate number of the right form (C.6) for its kind, year, level and holder. */
export function certificateNumber(
  project: Project,
  level: string | undefined,
  issuer: Organisation,
  issuedOn: string,
  serial: number,
  idNumber: string,
): string {
  const year = issuedOn.slice(2, 4);
  switch (project.certKind) {
    case 'SKILL_LEVEL': {
      const series = issuer.levelSeries;
      if (!series) throw new Error(`${issuer.orgId} issues no level certificates`);
      return `${series.type}${series.bodyCode}${series.provinceCode}${series.siteCode}${year}${level?.slice(1)}${String(serial).padStart(6, '0')}`;
    }
    case 'VOC_QUALIFICATION': {
      const series = issuer.qualificationSeries;
      if (!series) throw new Error(`${issuer.orgId} issues no qualification certificates`);
      return `${year}${series.provinceCode}${series.cityCode}${series.bodyType}${series.bodyNo}${level?.slice(1)}${String(serial).padStart(5, '0')}`;
    }
    case 'SPECIAL_OPERATION':
      return `T${idNumber}`;
    case 'SPECIAL_ABILITY':
      return `41-ZX-${issuedOn.slice(0, 4)}-${String(serial).padStart(6, '0')}`;
    default:
      return `XC-HG-${issuedOn.slice(0, 4)}-${String(serial).padStart(6, '0')}`;
  }
}

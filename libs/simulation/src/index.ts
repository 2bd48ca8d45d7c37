export { runProgramme, ProgrammeSurprise, type ProgrammeOptions } from './programme';
export type { Step } from './step';
export { People, type MadeUpPerson } from './people';
export { Random } from './random';
export {
  at,
  divisionOf,
  documentOf,
  ofOrganisation,
  ORGANISATIONS,
  PROJECTS,
  rateOf,
  staff,
  UNITS,
  workingDay,
} from './world';

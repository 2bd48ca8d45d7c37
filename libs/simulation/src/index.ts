export { runProgramme, ProgrammeSurprise, type ProgrammeOptions } from './programme';
export type { Step } from './step';
export { People, type MadeUpPerson } from './people';
export { Random } from './random';
export { endToEndId } from './end-to-end-id';
export {
  at,
  BANK,
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

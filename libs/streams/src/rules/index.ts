export { anotherPerson } from './another-person.rule';
export { decideBy, type Matter } from './matter';
export { notBefore } from './not-before.rule';
export { decidedBy, type DecidedProposal, newProposal, openProposal, type OpenProposal } from './open-proposal.rule';
export { over } from './over';
export { lastStepOf } from './who-acted';
export { reportingUnit } from './reporting-unit.rule';

export { FormCheck, type FormFault } from './form-check';
export { proposalOf, type ProposalStep } from './proposal-of';

import type { ClassState } from '../../class';
import type { CertificateFacts } from '../case.events';

/** 结业前发证: the evaluation belongs to the end of the class; an earlier date is a lead for a person, not a proof of anything. */
export const issuedBeforeEnd = ({ issuedOn }: CertificateFacts, { finishedOn, plan }: ClassState): boolean =>
  issuedOn < (finishedOn ?? plan?.endsOn ?? '');

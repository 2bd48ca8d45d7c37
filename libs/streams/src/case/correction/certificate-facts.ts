import type { Fact, Loaded } from '@ledger/kernel';
import { factOf } from '@ledger/kernel';
import { projectEver } from '../../catalogue';
import { orgRef, type OrgState } from '../../org';
import type { CertificateFacts } from '../case.events';
import type { CaseState } from '../case.state';
import type { CertificateInput } from '../certificate/certificate-input';
import type { CertificateDerived } from '../certificate/certificate-derived';
import { rateFacts, rateRefs, startOf, type RateFacts } from './rate-facts';

/** The streams by which a corrected certificate is judged, and what it earns. */
export type CorrectedFacts = RateFacts & { issuer: Loaded<OrgState> };

export const correctedRefs = (state: CaseState, issuer: string) => ({ ...rateRefs(state), issuer: orgRef(issuer) });

/** What the rules about a certificate look at. */
export const certificateInput = (
  state: CaseState,
  certificate: CertificateInput['certificate'],
  derived: CertificateDerived,
  facts: CorrectedFacts,
  today: string,
): CertificateInput => ({
  certificate,
  derived,
  project: projectEver(facts.projects.state, state.projectId ?? ''),
  plan: facts.class.state.plan,
  issuer: facts.issuer.state,
  startsOn: startOf(state, facts),
  today,
});

export const certificateFacts = (
  state: CaseState,
  certificate: Pick<CertificateFacts, 'issuedOn'>,
  facts: CorrectedFacts,
): Fact[] => [...rateFacts(state, facts), factOf(facts.issuer, 'listedOn', certificate.issuedOn)];

import type { Fact, Loaded } from '@ledger/kernel';
import { factOf, localDateOf } from '@ledger/kernel';
import { occupationsRef, projectEver, projectsRef, type CatalogueState } from '../../catalogue';
import { classRef, type ClassState } from '../../class';
import { ledgerRef, type LedgerState } from '../../ledger';
import type { PolicyState, RateEntry } from '../../policy';
import type { CertificateFacts } from '../case.events';
import type { CaseState } from '../case.state';
import { rateOfCertificate } from '../claim/rate-of-certificate';
import { NO_CLASS } from '../rules/act';

/** The streams by which a rate is found. */
export type RateFacts = {
  policy: Loaded<PolicyState>;
  ledger: Loaded<LedgerState>;
  class: Loaded<ClassState>;
  projects: Loaded<CatalogueState>;
  occupations: Loaded<CatalogueState>;
};

export const rateRefs = ({ classId = NO_CLASS }: CaseState) => ({
  ledger: ledgerRef,
  class: classRef(classId),
  projects: projectsRef,
  occupations: occupationsRef,
});

/** The day the class started, as its plan says. */
export const startOf = (state: CaseState, { class: training }: Pick<RateFacts, 'class'>): string => {
  const { plan } = training.state;
  return plan === undefined ? (state.startsOn ?? '') : localDateOf(plan.startsAt);
};

/** The rate that a certificate earns in this case's class, if any. */
export function rateIn(state: CaseState, certificate: CertificateFacts, facts: RateFacts): RateEntry | undefined {
  const project = projectEver(facts.projects.state, state.projectId ?? '');
  const startsOn = startOf(state, facts);
  return rateOfCertificate(certificate, {
    policy: facts.policy.state,
    project,
    occupations: facts.occupations.state,
    startsOn,
  });
}

export const rateFacts = (state: CaseState, facts: RateFacts): Fact[] => [
  factOf(facts.class, 'startsOn', startOf(state, facts)),
  factOf(
    facts.projects,
    'trainingNature',
    projectEver(facts.projects.state, state.projectId ?? '')?.trainingNature ?? null,
  ),
  factOf(facts.ledger, 'clock', facts.ledger.state.clock ?? null),
];

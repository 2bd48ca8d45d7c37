import type { Loaded, Protected } from '@ledger/kernel';
import type { CatalogueState, TrainingProject } from '../../catalogue';
import type { ClassPlan, ClassState } from '../../class';
import type { LedgerState } from '../../ledger';
import type { OrgState } from '../../org';
import type { PersonState, SlotAsked } from '../../person';
import type { PolicyState, RateEntry } from '../../policy';
import type { PersonCategory } from '../../vocabulary';
import type { CertificateFacts } from '../case.events';
import type { CaseState } from '../case.state';
import type { Act } from '../rules/act';
import type { SubmitClaim } from './submit-claim.command';

export type ProtectedSubmitClaim = Protected<SubmitClaim, 'accountNumber' | 'accountName'>;

/** What was derived from the account before it was sealed; absent where none was given. */
export interface AccountDerived {
  readonly numberOk?: boolean;
  readonly luhnOk?: boolean;
  /** The account's name is the person's; undefined where the person's key is destroyed. */
  readonly nameMatches?: boolean;
}

export type ClaimFacts = {
  policy: Loaded<PolicyState>;
  ledger: Loaded<LedgerState>;
  class: Loaded<ClassState>;
  person: Loaded<PersonState>;
  projects: Loaded<CatalogueState>;
  occupations: Loaded<CatalogueState>;
  institution: Loaded<OrgState>;
  issuer: Loaded<OrgState>;
  replaced: Loaded<CaseState> | undefined;
};

/** What the first rules look at: the case, its class, the training. */
export interface TrainingInput extends Act {
  readonly command: ProtectedSubmitClaim;
  readonly commandId: string;
  readonly caseId: string;
  readonly today: string;
  readonly derived: AccountDerived;
  readonly policy: PolicyState;
  readonly class: ClassState;
  readonly plan: ClassPlan;
  /** Shanghai date of the class's start, as the plan now says. */
  readonly startsOn: string;
  readonly project: TrainingProject | undefined;
  readonly person: PersonState;
  readonly categories: readonly PersonCategory[];
  readonly age: number | undefined;
  readonly noPension: boolean;
}

/** What the rules of entitlement and money look at as well. */
export interface ClaimInput extends TrainingInput {
  readonly certificate: CertificateFacts;
  /** In the catalogue on the day the class started. */
  readonly listedProject: TrainingProject | undefined;
  readonly institution: OrgState;
  readonly issuer: OrgState;
  readonly clock: LedgerState['clock'];
  readonly rate: RateEntry | undefined;
  readonly slot: SlotAsked | undefined;
  readonly drawFrom: 'class' | 'fund';
}

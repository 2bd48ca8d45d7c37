import type { AnyCommandSpec } from '@ledger/kernel';
import { approveOrgAccountChange } from './account/approve-org-account-change.decide';
import { declineOrgAccountChange } from './account/decline-org-account-change.decide';
import { proposeOrgAccountChange } from './account/propose-org-account-change.decide';
import { changeOrganisationScope } from './listing/change-organisation-scope.decide';
import { delistOrganisation } from './listing/delist-organisation.decide';
import { liftSuspension } from './listing/lift-suspension.decide';
import { listOrganisation } from './listing/list-organisation.decide';
import { suspendOrganisation } from './listing/suspend-organisation.decide';
import { withdrawListingEntry } from './listing/withdraw-listing-entry.decide';
import { correctOrganisation } from './registration/correct-organisation.decide';
import { registerOrganisation } from './registration/register-organisation.decide';

export const orgCommands: readonly AnyCommandSpec[] = [
  registerOrganisation,
  correctOrganisation,
  listOrganisation,
  changeOrganisationScope,
  suspendOrganisation,
  liftSuspension,
  delistOrganisation,
  withdrawListingEntry,
  proposeOrgAccountChange,
  approveOrgAccountChange,
  declineOrgAccountChange,
];

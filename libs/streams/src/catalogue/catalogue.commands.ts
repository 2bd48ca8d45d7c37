import type { AnyCommandSpec } from '@ledger/kernel';
import { delistOccupation } from './occupation/delist-occupation.decide';
import { listOccupation } from './occupation/list-occupation.decide';
import { withdrawOccupationDelisting } from './occupation/withdraw-occupation-delisting.decide';
import { withdrawOccupationListing } from './occupation/withdraw-occupation-listing.decide';
import { delistProject } from './project/delist-project.decide';
import { listProject } from './project/list-project.decide';
import { withdrawProjectDelisting } from './project/withdraw-project-delisting.decide';
import { withdrawProjectListing } from './project/withdraw-project-listing.decide';

export const catalogueCommands: readonly AnyCommandSpec[] = [
  listProject,
  delistProject,
  withdrawProjectListing,
  withdrawProjectDelisting,
  listOccupation,
  delistOccupation,
  withdrawOccupationListing,
  withdrawOccupationDelisting,
];

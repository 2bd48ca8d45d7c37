import type { AnyCommandSpec } from '@ledger/kernel';
import { recordCategory } from './category/record-category.decide';
import { withdrawCategory } from './category/withdraw-category.decide';
import { approvePersonCorrection } from './details/approve-person-correction.decide';
import { declinePersonCorrection } from './details/decline-person-correction.decide';
import { proposePersonCorrection } from './details/propose-person-correction.decide';
import { approveKeyDestruction } from './key/approve-key-destruction.decide';
import { declineKeyDestruction } from './key/decline-key-destruction.decide';
import { proposeKeyDestruction } from './key/propose-key-destruction.decide';
import { approveQuotaException } from './quota/approve-quota-exception.decide';
import { declineQuotaException } from './quota/decline-quota-exception.decide';
import { proposeQuotaException } from './quota/propose-quota-exception.decide';
import { withdrawQuotaException } from './quota/withdraw-quota-exception.decide';
import { registerPerson } from './registration/register-person.decide';

/** All that may be asked of a person's stream. */
export const personCommands: readonly AnyCommandSpec[] = [
  registerPerson,
  proposePersonCorrection,
  approvePersonCorrection,
  declinePersonCorrection,
  recordCategory,
  withdrawCategory,
  proposeQuotaException,
  approveQuotaException,
  declineQuotaException,
  withdrawQuotaException,
  proposeKeyDestruction,
  approveKeyDestruction,
  declineKeyDestruction,
];

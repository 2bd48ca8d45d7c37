import type { AnyCommandSpec } from '@ledger/kernel';
import { publishCalendarYear } from './calendar/publish-calendar-year.decide';
import { publishPolicyDocument } from './document/publish-policy-document.decide';
import { withdrawPolicyDocument } from './document/withdraw-policy-document.decide';
import { setParameter } from './parameter/set-parameter.decide';
import { withdrawParameter } from './parameter/withdraw-parameter.decide';
import { addRate } from './rate/add-rate.decide';
import { approveRateConfirmation } from './rate/approve-rate-confirmation.decide';
import { declineRateConfirmation } from './rate/decline-rate-confirmation.decide';
import { endRate } from './rate/end-rate.decide';
import { proposeRateConfirmation } from './rate/propose-rate-confirmation.decide';
import { withdrawRateConfirmation } from './rate/withdraw-rate-confirmation.decide';
import { withdrawRateEnd } from './rate/withdraw-rate-end.decide';
import { withdrawRate } from './rate/withdraw-rate.decide';

export const policyCommands: readonly AnyCommandSpec[] = [
  publishPolicyDocument,
  withdrawPolicyDocument,
  setParameter,
  withdrawParameter,
  addRate,
  endRate,
  withdrawRateEnd,
  withdrawRate,
  proposeRateConfirmation,
  approveRateConfirmation,
  declineRateConfirmation,
  withdrawRateConfirmation,
  publishCalendarYear,
];

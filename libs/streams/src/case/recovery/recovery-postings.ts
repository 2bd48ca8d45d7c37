import { streamName, type Effect } from '@ledger/kernel';
import { fundRef } from '../../fund';
import type { CaseRecorded } from '../case.events';
import type { CaseState } from '../case.state';

/** 追回应收: the step on the fund line that follows a recovery opened, or one that asks for less than before. */
export function recoveryPostings(e: CaseRecorded, { caseId = '', unit = '' }: CaseState): Effect[] {
  const stream = streamName(fundRef(unit));
  if (e.type === 'RecoveryOpened') {
    const { recoveryId, amountFen } = e.data;
    return [{ stream, effect: 'ask-back', data: { caseId, recoveryId, amountFen } }];
  }
  if (e.type !== 'RecoveryClosed' || e.data.openFen === 0) return [];
  const { recoveryId, openFen: amountFen } = e.data;
  return [{ stream, effect: 'ask-no-more', data: { caseId, recoveryId, amountFen } }];
}

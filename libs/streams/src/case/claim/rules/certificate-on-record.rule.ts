import { fails, holds, type Rule } from '@ledger/kernel';
import type { Act } from '../../rules/act';

/** the subsidy rests on one of the five certificates, which is on record. */
export const certificateOnRecord: Rule<Act> = {
  ruleId: 'A-062',
  clause: '二(三)1',
  judge: ({ state }) =>
    state.certificate === undefined
      ? fails(
          '本案尚未登记证书；请先登记五类证书之一，再申请。',
          'The case has no certificate yet; record one of the five kinds first, then claim.',
        )
      : holds(state.certificate.kind),
};

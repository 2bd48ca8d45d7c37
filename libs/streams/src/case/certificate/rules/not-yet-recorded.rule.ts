import { fails, holds, type Rule } from '@ledger/kernel';
import type { Act } from '../../rules/act';

/** B.5-order: a certificate is recorded once; afterwards it is corrected, by two people. */
export const notYetRecorded: Rule<Act> = {
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge: ({ state }) =>
    state.certificate === undefined
      ? holds()
      : fails(
          '本案已登记证书；登记有误的请提出更正，由另一人批准。',
          'The case has a certificate already; if it is wrong, propose a correction, which another person approves.',
          state.certificateVersion ?? null,
        ),
};

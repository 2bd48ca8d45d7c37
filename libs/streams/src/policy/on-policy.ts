import type { EventRef } from '@ledger/kernel';
import { POLICY_ID, policyStream } from './policy.stream';

/** What every command on the policy stream has in common: one stream, and the city as its unit. */
export const onPolicy = {
  stream: policyStream,
  target: () => POLICY_ID,
  subject: () => ({ unit: POLICY_ID }),
};

/** The event of the policy stream that a compensating one corrects. */
export const correctsPolicy = (version: number | undefined): { corrects?: EventRef } =>
  version === undefined ? {} : { corrects: { stream: `${policyStream.prefix}-${POLICY_ID}`, version } };

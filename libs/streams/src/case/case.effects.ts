import type { EffectDecider } from '@ledger/kernel';
import type { CaseState } from './case.state';
import { replacementEffects } from './enrolment/replacement.effects';
import { payoutEffects } from './payout/payout.effects';
import { publicityEffects } from './publicity/publicity.effects';

/** What other streams' commands may do to a case. */
export const caseEffects: { readonly [name: string]: EffectDecider<CaseState> } = {
  ...publicityEffects,
  ...replacementEffects,
  ...payoutEffects,
};

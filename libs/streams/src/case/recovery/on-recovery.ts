import { fails, holds, yuan, type Rule } from '@ledger/kernel';
import type { CaseStep, Recovery } from '../case.state';
import type { Act } from '../rules/act';
import { openFen } from './open-fen';

/** What the rules of a step on one recovery look at. */
export interface OnRecovery extends Act {
  readonly recoveryId: string;
  readonly amountFen?: number;
  readonly entryId?: string;
}

/** A recovery goes on whatever has become of the claim. */
export const ANY_STEP: readonly CaseStep[] = [
  'enrolled',
  'submitted',
  'supplements',
  'accepted',
  'first-reviewed',
  'second-reviewed',
  'publicity',
  'publicity-ended',
  'confirmed',
  'rejected',
  'withdrawn',
  'revoked',
  'voided',
];

export const recoveryOf = ({ state, recoveryId }: OnRecovery): Recovery | undefined => state.recoveries[recoveryId];

/** B.5-order: the recovery exists; `open` where it must still ask for something. */
export const knownRecovery = (open: boolean): Rule<OnRecovery> => ({
  ruleId: 'B.5-order',
  clause: '二(三)2',
  judge(input) {
    const recovery = recoveryOf(input);
    if (!recovery) {
      const ids = Object.keys(input.state.recoveries);
      return fails(
        `本案没有追回 ${input.recoveryId}（现有：${ids.join('、') || '无'}）；请核对追回编号。`,
        `The case has no recovery ${input.recoveryId} (there is: ${ids.join(', ') || 'none'}); check its number.`,
        ids,
      );
    }
    if (!open || recovery.status === 'open') return holds(recovery.status);
    return fails(
      `追回 ${input.recoveryId} 已办结；入账有误的请冲回该笔入账，追回随之恢复。`,
      `The recovery ${input.recoveryId} is closed; if an entry was wrong, reverse it, and the recovery is open again.`,
      recovery.status,
    );
  },
});

/** D.4-batch: no more comes back than is asked back. */
export const notAboveOpen: Rule<OnRecovery> = {
  ruleId: 'D.4-batch',
  clause: '二(三)2',
  judge(input) {
    const recovery = recoveryOf(input);
    const askedFen = recovery ? openFen(recovery) : 0;
    const { amountFen = 0 } = input;
    if (amountFen <= askedFen) return holds(askedFen);
    return fails(
      `本次入账 ${yuan(amountFen)} 元多于待追回的 ${yuan(askedFen)} 元；请核对金额，多收的退还付款人。`,
      `${yuan(amountFen)} yuan is more than the ${yuan(askedFen)} still asked back; check the amount and return what was received in excess.`,
      askedFen,
    );
  },
};

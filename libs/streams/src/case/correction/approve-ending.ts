import { factOf, type Decision, type Rule } from '@ledger/kernel';
import { caseEvent, type CaseChange } from '../case.events';
import { nextRecoveryId, openFen } from '../recovery/open-fen';
import { REOPENED } from '../recovery/recovery-cause';
import { concluded, moneyFacts, moneyFlags, moneyFor, type Approving } from './approving';
import { recoveryEvents } from './money-change';
import {
  anotherLearner,
  leftToWriteOff,
  oneStays,
  writtenOffBefore,
  type RecoveryInput,
  type ReplacementInput,
  type VoidInput,
  type WriteOffInput,
} from './rules/correction-allowed.rule';

type Revoke = Extract<CaseChange, { kind: 'REVOKE' }>;
type Void = Extract<CaseChange, { kind: 'VOID' }>;
type Reopen = Extract<CaseChange, { kind: 'REOPEN_RECOVERY' }>;
type Replacement = Extract<CaseChange, { kind: 'REPLACEMENT' }>;
type WriteOff = Extract<CaseChange, { kind: 'WRITE_OFF' }>;

const voidRules: readonly Rule<Approving & VoidInput>[] = [oneStays];
const replacementRules: readonly Rule<Approving & ReplacementInput>[] = [anotherLearner];
const writeOffRules: readonly Rule<Approving & WriteOffInput>[] = [leftToWriteOff];
const reopenRules: readonly Rule<Approving & RecoveryInput>[] = [writtenOffBefore];

/** 撤销补贴: nothing is due any more; slot and money go back, and what was paid is asked back. */
export function approveRevocation(approval: Approving<Revoke>): Decision {
  const { state, change, proposalId, commandId, corrects } = approval;
  const { outcome } = change;
  return concluded(approval, [], moneyFacts(approval), () => {
    const effect = moneyFor(approval, 0);
    return {
      events: [
        caseEvent('GrantRevoked', { proposalId, outcome, effect, commandId }, { corrects }),
        ...recoveryEvents(state, effect, 'REVOKED'),
      ],
      flags: moneyFlags(effect),
    };
  });
}

/** 作废个案: place, slot, money and certificate number are free again. */
export function approveVoid(approval: Approving<Void>): Decision {
  const { state, change, caseId, proposalId, commandId, corrects, facts } = approval;
  const { cause, duplicateOf } = change;
  const { duplicate } = facts;
  const input = { ...approval, caseId, cause, duplicateOf, duplicate: duplicate?.state };
  const taken = duplicate ? [factOf(duplicate, 'step', duplicate.state.step)] : [];
  return concluded(input, voidRules, [...taken, ...moneyFacts(approval)], () => {
    const effect = moneyFor(approval, 0);
    const { certificate } = state;
    const voided = {
      proposalId,
      cause,
      ...(duplicateOf === undefined ? {} : { duplicateOf }),
      effect,
      slotHeld: state.slot !== undefined,
      ...(certificate === undefined ? {} : { certificateId: certificate.certificateId }),
      commandId,
    };
    return {
      events: [caseEvent('CaseVoided', voided, { corrects }), ...recoveryEvents(state, effect, 'VOIDED')],
      flags: moneyFlags(effect),
    };
  });
}

/** 核销追回: what has not come back is not asked for any more; the payee keeps it. */
export function approveWriteOff(approval: Approving<WriteOff>): Decision {
  const { state, change, corrects } = approval;
  const { recoveryId } = change;
  return concluded({ ...approval, recoveryId }, writeOffRules, [], () => {
    const leftFen = openFen(state.recoveries[recoveryId]!);
    return {
      events: [caseEvent('RecoveryClosed', { recoveryId, how: 'written-off', openFen: leftFen }, { corrects })],
    };
  });
}

/** 重新追回: the case first, then the fund line, as with every recovery. */
export function approveRecovery(approval: Approving<Reopen>): Decision {
  const { state, change, proposalId, corrects } = approval;
  const { amountFen } = change;
  return concluded({ ...approval, amountFen }, reopenRules, [], () => {
    const opened = {
      recoveryId: nextRecoveryId(state),
      amountFen,
      fromPayee: state.account?.payee ?? '',
      cause: REOPENED,
      proposalId,
    };
    return { events: [caseEvent('RecoveryOpened', opened, { corrects })] };
  });
}

/** 替换人员: a late enrolment in place of this case takes that person and no other. */
export function approveReplacement(approval: Approving<Replacement>): Decision {
  const { change, proposalId, corrects } = approval;
  const { person } = change;
  return concluded({ ...approval, person }, replacementRules, [], () => ({
    events: [caseEvent('ReplacementApproved', { proposalId, person }, { corrects })],
  }));
}

import type { CaseChange } from '../case.events';
import type { CaseState, CaseStep, Recovery } from '../case.state';
import { attemptOf } from '../payout-lines';
import type { Phrase } from '../rules/act';
import { ANY_STEP } from '../recovery/on-recovery';
import { LIVE_STEPS } from '../step-names';

export type CorrectionKind = CaseChange['kind'];

interface Correctable {
  readonly name: Phrase;
  /** Where the case may stand. */
  readonly steps: readonly CaseStep[];
  /** What to do where it stands elsewhere. */
  readonly todo: Phrase;
}

/** No claim stands on the certificate. */
const WITHOUT_LIVE_CLAIM: readonly CaseStep[] = ['enrolled', 'rejected', 'withdrawn', 'revoked'];

/** 更正种类: what two people may put right, and while the case stands where. */
export const CORRECTIONS: Readonly<Record<CorrectionKind, Correctable>> = {
  CERTIFICATE: {
    name: { zh: '更正证书', en: 'correct the certificate' },
    steps: ['enrolled', ...LIVE_STEPS, 'rejected', 'withdrawn'],
    todo: {
      zh: '已撤销、已作废的先提出恢复',
      en: 'undo a revocation or a voiding first',
    },
  },
  CERTIFICATE_WITHDRAWAL: {
    name: { zh: '撤回证书登记', en: 'withdraw the record of the certificate' },
    steps: WITHOUT_LIVE_CLAIM,
    todo: {
      zh: '办理中的申请以证书为依据，请先结束申请（撤回、驳回或撤销补贴）；内容有误的提出更正证书',
      en: 'a claim that is under way stands on it, so end that first (withdraw, reject or revoke); if the record is wrong in part, correct it',
    },
  },
  AMOUNT: {
    name: { zh: '更正金额', en: 'correct the amount' },
    steps: LIVE_STEPS,
    todo: { zh: '只有办理中的补贴有应付金额', en: 'only a claim that is under way has an amount due' },
  },
  ACCOUNT: {
    name: { zh: '更正收款账户', en: 'correct the payee account' },
    steps: LIVE_STEPS,
    todo: { zh: '只有办理中的补贴有收款账户', en: 'only a claim that is under way has a payee account' },
  },
  REVOKE: {
    name: { zh: '撤销补贴', en: 'revoke the grant' },
    steps: ['confirmed'],
    todo: {
      zh: '只有已确认的补贴可以撤销；确认前的请驳回',
      en: 'only a confirmed grant is revoked; before that, reject the claim',
    },
  },
  UNDO_REVOCATION: {
    name: { zh: '撤回撤销', en: 'undo the revocation' },
    steps: ['revoked'],
    todo: { zh: '只有已撤销的补贴可以恢复', en: 'only a revoked grant can be restored' },
  },
  UNDO_REJECTION: {
    name: { zh: '撤回驳回', en: 'undo the rejection' },
    steps: ['rejected'],
    todo: { zh: '只有已驳回的申请可以恢复', en: 'only a rejected claim can be restored' },
  },
  UNDO_WITHDRAWAL: {
    name: { zh: '恢复已撤回的申请', en: 'undo the withdrawal' },
    steps: ['withdrawn'],
    todo: { zh: '只有已撤回的申请可以恢复', en: 'only a withdrawn claim can be restored' },
  },
  UNDO_VOID: {
    name: { zh: '恢复已作废的个案', en: 'undo the voiding' },
    steps: ['voided'],
    todo: { zh: '只有已作废的个案可以恢复', en: 'only a voided case can be restored' },
  },
  REPLACEMENT: {
    name: { zh: '确定替换人员', en: 'name the right person' },
    steps: ['voided'],
    todo: { zh: '请先因报错人员作废个案', en: 'have the case voided for a wrong person first' },
  },
  VOID: {
    name: { zh: '作废个案', en: 'void the case' },
    steps: ANY_STEP.filter((step) => step !== 'voided'),
    todo: { zh: '已作废的个案无须再办', en: 'it is done already' },
  },
  REOPEN_RECOVERY: {
    name: { zh: '重新追回', en: 'ask back what was written off' },
    steps: ANY_STEP,
    todo: { zh: '请核对个案编号', en: 'check the case id' },
  },
  BANK_ANSWER: {
    name: { zh: '更正银行回盘', en: "correct the bank's answer" },
    steps: ANY_STEP,
    todo: { zh: '请核对个案编号', en: 'check the case id' },
  },
  WRITE_OFF: {
    name: { zh: '核销追回', en: 'write the recovery off' },
    steps: ANY_STEP,
    todo: { zh: '请核对个案编号', en: 'check the case id' },
  },
  RECOVERY_REVERSAL: {
    name: { zh: '冲回追回款', en: 'reverse a recovery entry' },
    steps: ANY_STEP,
    todo: { zh: '请核对个案编号', en: 'check the case id' },
  },
};

/** The version of the event that such a correction corrects: the one in force now. Undefined where there is none. */
export function inForce(state: CaseState, change: CaseChange): number | undefined {
  switch (change.kind) {
    case 'CERTIFICATE':
    case 'CERTIFICATE_WITHDRAWAL':
      return state.certificateVersion;
    case 'AMOUNT':
      return state.amountVersion;
    case 'ACCOUNT':
      return state.accountVersion;
    case 'REVOKE':
      return state.confirmedVersion;
    case 'UNDO_REVOCATION':
    case 'UNDO_REJECTION':
    case 'UNDO_WITHDRAWAL':
    case 'UNDO_VOID':
    case 'REPLACEMENT':
      return state.endedVersion;
    case 'VOID':
      return state.step === 'none' ? undefined : ENROLMENT;
    case 'BANK_ANSWER':
      return attemptOf(state, change.line, change.attempt)?.answeredVersion;
    case 'REOPEN_RECOVERY':
      return state.forgivenVersion;
    case 'WRITE_OFF':
      return state.recoveries[change.recoveryId]?.version;
    case 'RECOVERY_REVERSAL':
      return entryInForce(state.recoveries[change.recoveryId], change.entryId);
  }
}

/** An entry that was reversed is not in force. */
const entryInForce = (recovery: Recovery | undefined, entryId: string): number | undefined =>
  recovery && Object.hasOwn(recovery.entries, entryId) ? recovery.entryVersions[entryId] : undefined;

/** A case begins with its enrolment. */
const ENROLMENT = 1;

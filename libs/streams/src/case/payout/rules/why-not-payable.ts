import { localTimeOf, type Refusal } from '@ledger/kernel';
import type { CaseChange, ReviewFlag } from '../../case.events';
import type { CaseState, PayoutLine } from '../../case.state';
import { CHANGE_NAMES } from '../../change-names';
import { FRAUD, OUTCOME_NAMES } from '../../review/outcomes';
import { FLAG_NAMES } from '../../review/review-flags';
import { STEP_NAMES } from '../../step-names';
import { MAX_ATTEMPTS } from '../end-to-end-id';

/** What a payment is judged on beside the case: when, and why a line that came back is sent again to the same account. */
export interface Paying {
  readonly at: string;
  readonly reissueReason?: string;
}

const no = (zh: string, en: string, ruleId = 'D.4-batch'): Refusal => ({ ruleId, clause: '二(三)2', zh, en });

/** Reasons by which a bank says that the account itself is wrong (ISO 20022): sending again to it fails again. */
const ACCOUNT_FAULTS: readonly string[] = ['AC01', 'AC03', 'AC04', 'AC06', 'BE01', 'BE04', 'RC01', 'MD07'];

/** D.4-batch 暂不拨付: what keeps the case from being paid at all; nothing when it may be. */
export function whyCaseNotPayable(state: CaseState, { at }: Paying): Refusal | undefined {
  if (state.step !== 'confirmed' && !owesRefund(state)) {
    return no(
      `本案${STEP_NAMES[state.step].zh}，只有已确认的补贴可以拨付；请先办结确认。`,
      `The case is ${STEP_NAMES[state.step].en}; only a confirmed grant is paid, so have it confirmed first.`,
    );
  }
  if (state.lastStepAt !== undefined && at < state.lastStepAt) {
    return no(
      `业务时间 ${localTimeOf(at)} 早于本案上一步（${localTimeOf(state.lastStepAt)}）；请改用其后的时间。`,
      `The business time ${localTimeOf(at)} lies before the last step of the case (${localTimeOf(state.lastStepAt)}); use a time after it.`,
      'B.5-order',
    );
  }
  if (state.held) {
    return no(
      `本案由 ${state.heldBy} 暂缓拨付；请先解除暂缓。`,
      `The case is held by ${state.heldBy}; release the hold first.`,
    );
  }
  return openQuestion(state);
}

/**
 * 应退还的追回款: the payee had given money back when the bank returned the payment itself, and then the grant ended: what
 * still stands as owed is the payee's own money.
 */
export const owesRefund = ({ step, lines, pendingDueFen }: CaseState): boolean =>
  (step === 'revoked' || step === 'voided') &&
  pendingDueFen === undefined &&
  lines.some(({ place }) => place === 'owed');

/** What a person still has to decide about the grant. */
function openQuestion(state: CaseState): Refusal | undefined {
  const [flag] = state.openFlags;
  if (flag !== undefined) {
    return no(
      `标记“${FLAG_NAMES[flag].zh}”尚未关闭；请由审核或确认人员写明理由关闭后再拨付。`,
      `The flag “${FLAG_NAMES[flag].en}” is still open; let a reviewer or confirmer close it with reasons first.`,
    );
  }
  for (const [found, { outcome }] of Object.entries(state.flagFindings)) {
    if (!FRAUD.includes(outcome)) continue;
    return no(
      `标记“${FLAG_NAMES[found as ReviewFlag].zh}”已定性为${OUTCOME_NAMES[outcome].zh}，不得拨付；请提出撤销补贴，定性有误的重新打开标记。`,
      `The flag “${FLAG_NAMES[found as ReviewFlag].en}” was closed as ${OUTCOME_NAMES[outcome].en}, so nothing is paid; propose to revoke the grant, or reopen the flag if the finding is wrong.`,
      'A-076',
    );
  }
  const objection = Object.entries(state.objections).find(([, { open }]) => open);
  if (objection) {
    return no(
      `异议 ${objection[0]} 尚未处理；请先处理异议。`,
      `The objection ${objection[0]} is still open; resolve it first.`,
    );
  }
  const proposal = Object.entries(state.proposals).find(([, { change }]) => BLOCKING.includes(change.kind));
  if (proposal) {
    return no(
      `更正建议 ${proposal[0]}（${CHANGE_NAMES[proposal[1].change.kind].zh}）尚未决定；请先批准、否决或撤回该建议。`,
      `The proposed correction ${proposal[0]} (to ${CHANGE_NAMES[proposal[1].change.kind].en}) is undecided; approve, decline or withdraw it first.`,
    );
  }
  if (state.pendingDueFen !== undefined) {
    return no(
      '本案更正后的应付金额尚待银行回盘结算；请待系统结算后再列入批次。',
      'A correction of this case waits for the bank’s answer to take effect; put it in a batch once it is settled.',
    );
  }
  return undefined;
}

const BLOCKING: readonly CaseChange['kind'][] = ['CERTIFICATE', 'AMOUNT', 'ACCOUNT', 'REVOKE', 'VOID', 'BANK_ANSWER'];

/** D.4-batch: what keeps one line from being sent; nothing when it may be. */
export function whyLineNotPayable(state: CaseState, line: PayoutLine, paying: Paying): Refusal | undefined {
  if (line.place === 'unfunded') {
    return no(
      `第 ${line.line} 行尚无资金来源；请先为其落实资金（补列资金）。`,
      `Line ${line.line} has no cover yet; fund the supplement first.`,
    );
  }
  if (line.place === 'gone' || line.place === 'paid' || line.place === 'in-transit') {
    return no(
      `第 ${line.line} 行${PLACE_NAMES[line.place].zh}，没有待拨付的款项；请从名单中去掉。`,
      `Line ${line.line} ${PLACE_NAMES[line.place].en}; nothing is left to pay on it, so leave it out.`,
    );
  }
  const last = line.attempts[line.attempts.length - 1];
  if (last?.status === 'assigned') {
    return no(
      `第 ${line.line} 行已列入批次 ${last.batchId}；一行同时只能在一个批次，请从名单中去掉。`,
      `Line ${line.line} is in batch ${last.batchId} already; a line is in one batch at a time, so leave it out.`,
    );
  }
  if (last && last.attempt >= MAX_ATTEMPTS) {
    return no(
      `第 ${line.line} 行拨付次数已用尽；请更正金额或撤销补贴后另行办理。`,
      `Line ${line.line} has used up its attempts; correct the amount or revoke the grant, and go on from there.`,
    );
  }
  return whySameAccount(state, line, paying);
}

const PLACE_NAMES = {
  gone: { zh: '已无应付金额', en: 'is not due any more' },
  paid: { zh: '已拨付到账', en: 'was paid' },
  'in-transit': { zh: '已发往银行、待回盘', en: 'is with the bank' },
} as const;

/** A reissue needs a new verified account, or a cause. An organisation's account is verified where it stands, on its own stream. */
function whySameAccount(state: CaseState, line: PayoutLine, { reissueReason }: Paying): Refusal | undefined {
  // Attempts that were taken out of a batch again say nothing of the account.
  const last = line.attempts.findLast(({ reason }) => reason !== undefined);
  if (last?.reason === undefined || !ACCOUNT_FAULTS.includes(last.reason)) return undefined;
  const corrected = (state.accountVersion ?? 0) > (last.answeredVersion ?? 0);
  if (corrected || reissueReason !== undefined || state.account?.number === undefined) return undefined;
  return no(
    `第 ${line.line} 行被银行以 ${last.reason}（账户原因）退回，账户此后未更正；请先由两人更正账户，或写明向原账户重发的理由。`,
    `The bank sent line ${line.line} back for its account (${last.reason}), which was not corrected since; correct the account first (two people), or give the reason for sending it again.`,
  );
}

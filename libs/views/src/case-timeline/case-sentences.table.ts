import { CERTIFICATE_KIND_LABELS, CLAIM_BASIS_LABELS, yuan, type Label } from '@ledger/kernel';
import type { CaseEventMap, CertificateFacts, MoneyEffect } from '@ledger/streams/case';
import {
  BANK_RESULT_LABELS,
  bankReason,
  CHANGE_LABELS,
  FLAG_LABELS,
  labelled,
  OUTCOME_LABELS,
  RECOVERY_CAUSE_LABELS,
  VOID_CAUSE_LABELS,
} from '../labels';
import { certificateChanges } from './certificate-changes';
import { FROM_CLASS, FROM_FUND, note, notesOf, WAITS_FOR_BANK, type MoneyNote } from './money-notes';

/** 名额变化: what an event did to the slot of its case. */
export type SlotChange = 'taken' | 'given-back' | 'moved' | 'paid';

/** What an event says, and what it did to slot and money. Free text of officials is quoted as it is; it holds no personal data. */
export interface Sentence extends Label {
  readonly slot?: SlotChange;
  readonly money?: readonly MoneyNote[];
}

type Sentences = { readonly [T in keyof CaseEventMap]: (data: CaseEventMap[T]) => Sentence };

const say = (zh: string, en: string, more: Omit<Sentence, 'zh' | 'en'> = {}): Sentence => ({ zh, en, ...more });

const withMoney = (effect: MoneyEffect): Pick<Sentence, 'money'> => ({ money: notesOf(effect) });

/** With what has to wait, if anything does. */
function then(sentence: Sentence, { waitsForBank }: MoneyEffect): Sentence {
  if (!waitsForBank) return sentence;
  return { ...sentence, zh: `${sentence.zh}；${WAITS_FOR_BANK.zh}`, en: `${sentence.en}; ${WAITS_FOR_BANK.en}` };
}

const certificate = ({ kind, level, issuedOn }: CertificateFacts): Label => ({
  zh: `${CERTIFICATE_KIND_LABELS[kind].zh}${level ? ` ${level}` : ''}，${issuedOn} 发证`,
  en: `${CERTIFICATE_KIND_LABELS[kind].en}${level ? ` ${level}` : ''}, issued ${issuedOn}`,
});

const verdict = (step: Label, passed: boolean, opinion: string): Sentence =>
  say(
    `${step.zh}${passed ? '通过' : '不通过'}：${opinion}`,
    `${step.en} ${passed ? 'passed' : 'not passed'}: ${opinion}`,
  );

const place = ({ line, attempt }: { line: number; attempt: number }): Label => ({
  zh: `第 ${line} 行第 ${attempt} 次`,
  en: `line ${line}, attempt ${attempt}`,
});

const undone = (what: Label, effect: MoneyEffect): Sentence =>
  then(
    say(`${what.zh}，申请恢复到原环节`, `${what.en}; the claim goes on where it ended`, {
      slot: 'taken',
      ...withMoney(effect),
    }),
    effect,
  );

/** 时间线用语: every event of a case as an official reads it. */
export const CASE_SENTENCES: Sentences = {
  LearnerEnrolled: ({ classId, startsOn, lateEnrolment }) =>
    lateEnrolment
      ? say(
          `补报名入班 ${classId}（${startsOn} 开班），替代个案 ${lateEnrolment.replaces}`,
          `enrolled late in class ${classId} (from ${startsOn}) in place of case ${lateEnrolment.replaces}`,
        )
      : say(`报名入班 ${classId}（${startsOn} 开班）`, `enrolled in class ${classId} (from ${startsOn})`),
  ReplacementApproved: () => say('两人确定替换人员，待补录', 'two people named the right person, to be enrolled late'),
  CaseReplaced: ({ byCaseId }) => say(`由个案 ${byCaseId} 替代`, `replaced by case ${byCaseId}`),
  ReplacementGivenBack: ({ byCaseId }) =>
    say(`个案 ${byCaseId} 未能替代`, `not replaced by case ${byCaseId} after all`),
  CertificateRecorded({ certificate: facts }) {
    const { zh, en } = certificate(facts);
    return say(`登记${zh}`, `${en} recorded`);
  },
  ClaimSubmitted: ({ claimNo, basis, amountFen, drawFrom, flags }) =>
    say(
      `第 ${claimNo} 次申请 ${yuan(amountFen)} 元，依据${CLAIM_BASIS_LABELS[basis].zh}${flags.map((flag) => `；标记：${FLAG_LABELS[flag].zh}`).join('')}`,
      `claim ${claimNo} of ${yuan(amountFen)} yuan, on the ${CLAIM_BASIS_LABELS[basis].en}${flags.map((flag) => `; flagged: ${FLAG_LABELS[flag].en}`).join('')}`,
      { slot: 'taken', money: [note(drawFrom === 'fund' ? FROM_FUND : FROM_CLASS, amountFen)] },
    ),
  SupplementsRequested: ({ items }) => say(`要求补正：${items.join('、')}`, `to be supplied: ${items.join(', ')}`),
  SupplementRequestTakenBack: () => say('收回补正要求', 'the request for supplements was taken back'),
  SupplementsSupplied: ({ items }) => say(`已补正：${items.join('、')}`, `supplied: ${items.join(', ')}`),
  ClaimAccepted: () => say('受理', 'accepted'),
  ClaimAcceptanceTakenBack: () => say('收回受理', 'the acceptance was taken back'),
  ClaimFirstReviewed: ({ verdict: found, opinion }) =>
    verdict({ zh: '初审', en: 'first review' }, found === 'PASS', opinion),
  FirstReviewTakenBack: () => say('收回初审', 'the first review was taken back'),
  ClaimSecondReviewed: ({ verdict: found, opinion }) =>
    verdict({ zh: '复审', en: 'second review' }, found === 'PASS', opinion),
  SecondReviewTakenBack: () => say('收回复审', 'the second review was taken back'),
  FlagClosed: ({ flag, outcome, opinion }) =>
    say(
      `标记“${FLAG_LABELS[flag].zh}”核查结论：${OUTCOME_LABELS[outcome].zh}。${opinion}`,
      `flag “${FLAG_LABELS[flag].en}” closed: ${OUTCOME_LABELS[outcome].en}. ${opinion}`,
    ),
  FlagRaised: ({ flag }) => say(`标记“${FLAG_LABELS[flag].zh}”，待核查`, `flagged: ${FLAG_LABELS[flag].en}`),
  FlagReopened: ({ flag }) =>
    say(`标记“${FLAG_LABELS[flag].zh}”重新打开`, `flag “${FLAG_LABELS[flag].en}” opened again`),
  PublicityBegun: ({ firstDay, lastDay }) =>
    say(`公示 ${firstDay} 至 ${lastDay}`, `published from ${firstDay} to ${lastDay}`),
  PublicityEnded: () => say('公示期满', 'publicity ended'),
  PublicityLineWithdrawn: () => say('公示撤回，回到复审之后', 'withdrawn from publicity'),
  ObjectionLodged: ({ summary }) => say(`异议：${summary}`, `objection: ${summary}`),
  ObjectionResolved: ({ upheld, opinion }) =>
    say(`异议${upheld ? '成立' : '不成立'}：${opinion}`, `objection ${upheld ? 'upheld' : 'not upheld'}: ${opinion}`),
  ObjectionWithdrawn: () => say('异议已由提出人撤回', 'the objection was withdrawn by who lodged it'),
  ObjectionResolutionTakenBack: () => say('收回异议处理结果', 'the resolution of the objection was taken back'),
  ClaimConfirmed: ({ amountFen }) => say(`确认 ${yuan(amountFen)} 元`, `${yuan(amountFen)} yuan confirmed`),
  ConfirmationTakenBack: () => say('收回确认', 'the confirmation was taken back'),
  ClaimRejected: ({ opinion, effect }) =>
    say(`驳回：${opinion}`, `rejected: ${opinion}`, { slot: 'given-back', ...withMoney(effect) }),
  ClaimWithdrawn: ({ effect }) =>
    say('撤回申请', 'the claim was withdrawn', { slot: 'given-back', ...withMoney(effect) }),
  HoldPlaced: ({ cause }) => say(`暂缓拨付：${cause}`, `held: ${cause}`),
  HoldReleased: () => say('解除暂缓', 'the hold was released'),
  CorrectionProposed: ({ change }) =>
    say(
      `提出${CHANGE_LABELS[change.kind].zh}${change.kind === 'AMOUNT' ? `为 ${yuan(change.amountFen)} 元` : ''}，待另一人批准`,
      `proposed to ${CHANGE_LABELS[change.kind].en}${change.kind === 'AMOUNT' ? ` to ${yuan(change.amountFen)} yuan` : ''}; another person decides`,
    ),
  CorrectionDeclined: () => say('不同意更正', 'the correction was declined'),
  CorrectionWithdrawn: () => say('撤回更正建议', 'the proposal was withdrawn'),
  CertificateCorrected({ before, certificate: after, slot, amountFen, effect }) {
    const changed = certificateChanges(before, after);
    const due =
      amountFen === undefined
        ? { zh: '', en: '' }
        : { zh: `，应付改为 ${yuan(amountFen)} 元`, en: `; ${yuan(amountFen)} yuan are due now` };
    return then(
      say(`证书更正：${changed.zh}${due.zh}`, `certificate corrected: ${changed.en}${due.en}`, {
        ...(slot ? { slot: 'moved' as const } : {}),
        ...withMoney(effect),
      }),
      effect,
    );
  },
  CertificateRecordUndone: () =>
    say('证书登记已撤回，编号释放', 'the record of the certificate was withdrawn; its number is free'),
  AmountCorrected: ({ fromFen, toFen, effect }) =>
    then(
      say(
        `金额由 ${yuan(fromFen)} 元更正为 ${yuan(toFen)} 元`,
        `amount corrected from ${yuan(fromFen)} to ${yuan(toFen)} yuan`,
        withMoney(effect),
      ),
      effect,
    ),
  AccountCorrected: () => say('收款账户已更正', 'the account was corrected'),
  GrantRevoked: ({ outcome, effect }) =>
    then(
      say(`补贴撤销，定性：${OUTCOME_LABELS[outcome].zh}`, `grant revoked: ${OUTCOME_LABELS[outcome].en}`, {
        slot: 'given-back',
        ...withMoney(effect),
      }),
      effect,
    ),
  RevocationUndone: ({ effect }) => undone({ zh: '撤销已恢复', en: 'the revocation was undone' }, effect),
  RejectionUndone: ({ effect }) => undone({ zh: '驳回已恢复', en: 'the rejection was undone' }, effect),
  WithdrawalUndone: ({ effect }) => undone({ zh: '撤回已恢复', en: 'the withdrawal was undone' }, effect),
  CaseVoided({ cause, duplicateOf, slotHeld, effect }) {
    const of =
      duplicateOf === undefined
        ? { zh: '', en: '' }
        : { zh: `，与个案 ${duplicateOf} 重复`, en: `, a duplicate of case ${duplicateOf}` };
    return then(
      say(
        `个案作废（${labelled(VOID_CAUSE_LABELS, cause).zh}）${of.zh}`,
        `case voided (${labelled(VOID_CAUSE_LABELS, cause).en})${of.en}`,
        {
          ...(slotHeld ? { slot: 'given-back' as const } : {}),
          ...withMoney(effect),
        },
      ),
      effect,
    );
  },
  VoidUndone: ({ slot, effect }) =>
    then(
      say('作废已恢复，个案回到原环节', 'the voiding was undone; the case stands where it stood', {
        ...(slot ? { slot: 'taken' as const } : {}),
        ...withMoney(effect),
      }),
      effect,
    ),
  SupplementFunded: ({ line, amountFen, drawFrom }) =>
    say(`第 ${line} 行 ${yuan(amountFen)} 元已落实资金`, `line ${line}: ${yuan(amountFen)} yuan are covered now`, {
      money: [note(drawFrom === 'fund' ? FROM_FUND : FROM_CLASS, amountFen)],
    }),
  PayoutAssigned({ batchId, amountFen, ...at }) {
    const { zh, en } = place(at);
    return say(
      `${zh}：${yuan(amountFen)} 元编入批次 ${batchId}`,
      `${en}: ${yuan(amountFen)} yuan put into batch ${batchId}`,
    );
  },
  PayoutUnassigned({ batchId, ...at }) {
    const { zh, en } = place(at);
    return say(`${zh}：移出批次 ${batchId}`, `${en}: left out of batch ${batchId}`);
  },
  PayoutInstructed({ amountFen, endToEndId, ...at }) {
    const { zh, en } = place(at);
    return say(`${zh}：支付指令 ${endToEndId}`, `${en}: payment ${endToEndId} instructed`, {
      money: [note(['在途', 'in transit'], amountFen)],
    });
  },
  PayoutInstructionTakenBack(at) {
    const { zh, en } = place(at);
    return say(`${zh}：支付指令收回`, `${en}: the instruction was taken back`);
  },
  PayoutSettled({ amountFen, ...at }) {
    const { zh, en } = place(at);
    return say(`${zh}：到账`, `${en}: settled`, { slot: 'paid', money: [note(['已支付', 'paid'], amountFen)] });
  },
  PayoutRejected({ amountFen, reason, ...at }) {
    const { zh, en } = place(at);
    return say(
      `${zh}：银行拒付（${bankReason(reason).zh}）`,
      `${en}: rejected by the bank (${bankReason(reason).en})`,
      {
        money: [note(['退回待付', 'owed again'], amountFen)],
      },
    );
  },
  PayoutReturned({ amountFen, reason, afterSettled, ...at }) {
    const { zh, en } = place(at);
    return say(
      `${zh}：${afterSettled ? '到账后' : ''}退票（${bankReason(reason).zh}）`,
      `${en}: returned by the bank${afterSettled ? ' after it was settled' : ''} (${bankReason(reason).en})`,
      { money: [note(['退回待付', 'owed again'], amountFen)] },
    );
  },
  PayoutAnswerCorrected({ amountFen, from, result, ...at }) {
    const { zh, en } = place(at);
    const money = result === 'PAID' ? note(['已支付', 'paid'], amountFen) : note(['退回待付', 'owed again'], amountFen);
    return say(
      `${zh}：银行回盘由${BANK_RESULT_LABELS[from].zh}更正为${BANK_RESULT_LABELS[result].zh}`,
      `${en}: the bank's answer corrected from ${BANK_RESULT_LABELS[from].en} to ${BANK_RESULT_LABELS[result].en}`,
      (from === 'PAID') === (result === 'PAID')
        ? {}
        : { money: [money], ...(result === 'PAID' ? { slot: 'paid' } : {}) },
    );
  },
  DueSettled: ({ effect }) => say('按银行回盘结算应付', "settled after the bank's answer", withMoney(effect)),
  RecoveryOpened: ({ recoveryId, amountFen, cause }) =>
    say(
      `开立追回 ${recoveryId}（${labelled(RECOVERY_CAUSE_LABELS, cause).zh}）`,
      `recovery ${recoveryId} opened (${labelled(RECOVERY_CAUSE_LABELS, cause).en})`,
      {
        money: [note(['应追回', 'to be recovered'], amountFen)],
      },
    ),
  RecoveryRecorded: ({ recoveryId, amountFen }) =>
    say(`追回 ${recoveryId} 到账`, `received for recovery ${recoveryId}`, {
      money: [note(['已追回', 'recovered'], amountFen)],
    }),
  RecoveryEntryReversed: ({ recoveryId, amountFen }) =>
    say(`冲回追回 ${recoveryId} 的一笔入账`, `an entry of recovery ${recoveryId} was reversed`, {
      money: [note(['冲回追回款', 'of what was recovered reversed'], amountFen)],
    }),
  RecoveryClosed: ({ recoveryId, how, openFen }) =>
    say(
      `追回 ${recoveryId} 结案：${{ recovered: '已全部追回', 'written-off': `核销 ${yuan(openFen)} 元`, cancelled: '不再追回' }[how]}`,
      `recovery ${recoveryId} closed: ${{ recovered: 'all of it came back', 'written-off': `${yuan(openFen)} yuan written off`, cancelled: 'no longer asked back' }[how]}`,
    ),
};

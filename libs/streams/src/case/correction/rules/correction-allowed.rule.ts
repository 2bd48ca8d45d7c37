import { fails, holds, yuan, type Rule } from '@ledger/kernel';
import { isPayable, type RateEntry } from '../../../policy';
import type { LedgerState } from '../../../ledger';
import type { CaseState } from '../../case.state';
import { openFen } from '../../recovery/open-fen';

/* What a single kind of correction may and may not do. Asked when it is proposed, and again when it is approved. */

interface OfCase {
  readonly state: CaseState;
}

export interface AmountInput extends OfCase {
  readonly amountFen: number;
  readonly rate: RateEntry | undefined;
  readonly clock: LedgerState['clock'];
}

/** B.5-order: a correction changes something. */
export const amountChanges: Rule<AmountInput> = {
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge: ({ state, amountFen }) =>
    amountFen !== state.dueFen
      ? holds(state.dueFen)
      : fails(
          `本案应付金额已是 ${yuan(amountFen)} 元，无须更正；请核对金额。`,
          `The amount due is ${yuan(amountFen)} yuan already, so there is nothing to correct; check the amount.`,
          state.dueFen,
        ),
};

/** more than the province's rate on the day the class started is never due; less may be, for a documented reason. */
export const atMostTheRate: Rule<AmountInput> = {
  ruleId: 'A-087',
  clause: '三(二)',
  judge({ state, amountFen, rate, clock }) {
    const limitFen = rate !== undefined && isPayable(rate, clock) ? rate.amountFen : 0;
    const value = { rateId: rate?.rateId ?? null, limitFen };
    if (amountFen < state.dueFen || amountFen <= limitFen) return holds(value);
    return fails(
      `更正后的金额 ${yuan(amountFen)} 元高于开班日适用的省补贴标准 ${yuan(limitFen)} 元（${rate?.rateId ?? '无标准'}）；请按标准填写，标准有误的先凭文件更正标准。`,
      `${yuan(amountFen)} yuan is more than the provincial rate on the day the class started: ${yuan(limitFen)} (${rate?.rateId ?? 'no rate'}); stay within it, or have the rate itself corrected by its document first.`,
      value,
    );
  },
};

/** C.4: only a learner's own account stands on the case. */
export const paysThePerson: Rule<OfCase> = {
  ruleId: 'C.4',
  clause: '二(三)2',
  judge: ({ state }) =>
    state.account?.kind === 'PERSON'
      ? holds('PERSON')
      : fails(
          '本案付给培训单位的账户，个案上不能更正；请由该单位在机构档案中提出账户变更。',
          'The organisation is paid, so its account is not corrected on the case; let the organisation propose a change of the account on its own record.',
          state.account?.kind ?? null,
        ),
};

/** B.5-order: what ended comes back as it was; with another certificate it is a claim of its own. */
export const certificateAsThen: Rule<OfCase> = {
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge({ state: { certificate, certificateVersion, endedVersion = 0, slotBefore } }) {
    const withdrawn = certificate === undefined && slotBefore !== undefined;
    if (!withdrawn && (certificateVersion ?? 0) < endedVersion) return holds(certificateVersion ?? null);
    return fails(
      withdrawn
        ? '申请结束后证书登记已撤回，不能原样恢复；请登记证书后重新申请。'
        : '申请结束后证书已更正，不能原样恢复；请重新申请。',
      withdrawn
        ? 'The record of the certificate was withdrawn after the claim had ended, so it cannot be restored as it was; record the certificate and claim again.'
        : 'The certificate was corrected after the claim had ended, so it cannot be restored as it was; claim again.',
      certificateVersion ?? null,
    );
  },
};

export interface VoidInput extends OfCase {
  readonly caseId: string;
  readonly cause: string;
  readonly duplicateOf: string | undefined;
  /** The case that stays, of a duplicate. */
  readonly duplicate: CaseState | undefined;
}

/** B.5-order: of two cases of one learner one stays; it is named, and it is no other's. */
export const oneStays: Rule<VoidInput> = {
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge({ state, caseId, cause, duplicateOf, duplicate }) {
    if (cause !== 'DUPLICATE') {
      return duplicateOf === undefined
        ? holds(cause)
        : fails(
            '只有重复立案的作废才填写保留的个案；请更正原因或去掉该编号。',
            'The case that stays is named for a duplicate only; correct the cause or leave it out.',
            cause,
          );
    }
    const stays = duplicate?.person !== undefined && duplicate.person === state.person && duplicate.step !== 'voided';
    if (duplicateOf !== undefined && duplicateOf !== caseId && stays) return holds(duplicateOf);
    return fails(
      '重复立案须写明保留的另一个个案：同一学员的、未作废的；请核对编号。',
      'For a duplicate, name the other case that stays: the same learner’s, and not voided; check its id.',
      duplicateOf ?? null,
    );
  },
};

export interface WriteOffInput extends OfCase {
  readonly recoveryId: string;
}

/** B.5-order: there is something left to write off. */
export const leftToWriteOff: Rule<WriteOffInput> = {
  ruleId: 'B.5-order',
  clause: '二(三)2',
  judge({ state, recoveryId }) {
    const recovery = state.recoveries[recoveryId];
    const askedFen = recovery ? openFen(recovery) : 0;
    if (askedFen > 0) return holds(askedFen);
    return fails(
      `追回 ${recoveryId} 没有待追回的余额，无须核销；请核对追回编号。`,
      `Nothing is left to come back on the recovery ${recoveryId}, so there is nothing to write off; check its number.`,
      askedFen,
    );
  },
};

export interface RecoveryInput extends OfCase {
  readonly amountFen: number;
}

/** D.4-batch: only what the payee has beyond what is due, and is not asked for yet, can be asked back. */
export const writtenOffBefore: Rule<RecoveryInput> = {
  ruleId: 'D.4-batch',
  clause: '二(三)2',
  judge({ state, amountFen }) {
    if (amountFen <= state.forgivenFen) return holds(state.forgivenFen);
    return fails(
      `可重新追回的（曾核销的）只有 ${yuan(state.forgivenFen)} 元；若应付金额有误，请提出更正金额或撤销补贴，由两人决定，追回随之开立。`,
      `Only ${yuan(state.forgivenFen)} yuan were written off and can be asked back again; if the amount due is wrong, propose to correct it or to revoke the grant (two people), which opens the recovery by itself.`,
      state.forgivenFen,
    );
  },
};

export interface ReplacementInput extends OfCase {
  readonly person: string;
}

/** B.5-order: the case was voided for a wrong person, nobody has taken its place, and the right person is another. */
export const anotherLearner: Rule<ReplacementInput> = {
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge({ state, person }) {
    const { voidCause = '', replacedBy } = state;
    if (voidCause !== 'WRONG_PERSON') {
      return fails(
        '本案不是因报错人员而作废，没有可替换的名额；请核对个案编号。',
        'The case was not voided for a wrong person, so nobody takes its place; check the case id.',
        voidCause,
      );
    }
    if (replacedBy !== undefined) {
      return fails(
        `本案已由个案 ${replacedBy} 替换；替换有误的，请先作废该个案。`,
        `The case was replaced by case ${replacedBy} already; if that was wrong too, have that case voided.`,
        replacedBy,
      );
    }
    if (person !== state.person) return holds(person);
    return fails(
      '拟替换的人员就是作废个案的人员；请核对身份证号码。',
      'The person named is the very person of the voided case; check the ID number.',
      person,
    );
  },
};

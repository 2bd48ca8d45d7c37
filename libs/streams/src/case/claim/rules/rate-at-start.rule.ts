import { CERTIFICATE_KIND_LABELS, fails, holds, type Rule, yuan } from '@ledger/kernel';
import { isPayable, paidBySpecialAccount, parameterOn } from '../../../policy';
import { unsetParameter } from '../../rules/unset-parameter';
import type { ClaimInput } from '../claim-input';

/** the special account pays for classes that start on or after the day that the policy names. */
export const startIsPayable: Rule<ClaimInput> = {
  ruleId: 'A-001',
  clause: '二(三)2',
  judge({ startsOn, policy }) {
    const first = parameterOn<string>(policy, 'fund.firstClassStart', startsOn);
    if (first === undefined) return unsetParameter('fund.firstClassStart', startsOn);
    return startsOn >= first
      ? holds(startsOn)
      : fails(
          `班期 ${startsOn} 开班，早于专账可支付的最早开班日 ${first}；本次培训计入培训人次，但不能从专账补贴。`,
          `The class started on ${startsOn}, before ${first}, the first start that the special account pays; the training counts but is not subsidised.`,
          startsOn,
        );
  },
};

/** 「补贴标准均按照省就业补助资金补贴标准执行」: the amount is the province's rate on the day the class started. */
export const rateAtStart: Rule<ClaimInput> = {
  ruleId: 'A-087',
  clause: '三(二)',
  judge({ rate, command: { amountFen }, certificate: { kind, level }, startsOn, clock }) {
    if (rate === undefined) {
      return fails(
        `${CERTIFICATE_KIND_LABELS[kind].zh}（${level ?? '不分等级'}）在开班日 ${startsOn} 没有省补贴标准（标准待定）；培训计入人次，标准公布前不能申请补贴。`,
        `There is no provincial rate for a ${CERTIFICATE_KIND_LABELS[kind].en} (${level ?? 'no level'}) on ${startsOn}, when the class started (rate pending); the training counts, but nothing can be claimed before a rate is set.`,
        null,
      );
    }
    if (!paidBySpecialAccount(rate)) {
      return fails(
        `补贴标准 ${rate.rateId} 的资金来源为 ${rate.fund}，不得从专账支付；请按该资金的渠道申请，资金来源有误的请政策管理员凭文件更正标准。`,
        `The rate ${rate.rateId} is paid by another fund (${rate.fund}) and never by the special account; claim it there, or have the rate corrected by its document if the fund is wrong.`,
        rate.rateId,
      );
    }
    if (!isPayable(rate, clock)) {
      return fails(
        `补贴标准 ${rate.rateId} 尚未凭文件确认，不能支付；请政策管理员两人确认该标准后再申请。`,
        `The rate ${rate.rateId} is not confirmed by a document and cannot be paid; let two policy administrators confirm it, then claim.`,
        rate.rateId,
      );
    }
    return amountFen === rate.amountFen
      ? holds({ rateId: rate.rateId, amountFen })
      : fails(
          `申请金额 ${yuan(amountFen)} 元不等于开班日 ${startsOn} 适用的省补贴标准 ${yuan(rate.amountFen)} 元（${rate.rateId}）；请按标准填写金额。`,
          `The amount ${yuan(amountFen)} yuan is not the provincial rate on ${startsOn}, when the class started: ${yuan(rate.amountFen)} (${rate.rateId}); claim that amount.`,
          { rateId: rate.rateId, amountFen: rate.amountFen },
        );
  },
};

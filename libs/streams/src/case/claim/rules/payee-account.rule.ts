import { fails, holds, parseCnaps, type Rule } from '@ledger/kernel';
import type { ClaimInput } from '../claim-input';

/** C.4: the bank branch number of the payee's account is one, its check digit included. */
export const bankNumber: Rule<ClaimInput> = {
  ruleId: 'C.4',
  clause: '二(三)2',
  judge({ plan, command, institution }) {
    const person = plan.payeeKind === 'PERSON';
    const cnaps = person ? command.bankCnaps : institution.account?.bankCnaps;
    if (cnaps === undefined) {
      return person
        ? fails(
            '本班补贴付给学员本人，缺少开户行联行号；请填写学员本人账户的账号、户名和联行号。',
            'The learner is paid for this class, but the bank branch number is missing; give number, name and branch of the learner’s own account.',
          )
        : fails(
            `收款单位 ${plan.institution} 尚未登记基本账户；请先登记账户，再申请。`,
            `The payee ${plan.institution} has no account on record; have it recorded first, then claim.`,
          );
    }
    return parseCnaps(cnaps).ok
      ? holds(cnaps)
      : fails(
          `联行号${person ? '' : ` ${cnaps} `}不正确（位数或校验码）；请向开户行核对后更正。`,
          'The bank branch number is wrong (length or check digit); ask the bank and correct it.',
        );
  },
};

/** C.4 and the payee rule of B.5: a learner is paid to an account in the learner's own name, an organisation to the one on its record. */
export const payeeAccount: Rule<ClaimInput> = {
  ruleId: 'C.4',
  clause: '二(三)2',
  judge({ plan, command, derived }) {
    if (plan.payeeKind !== 'PERSON') {
      if (command.accountNumber === undefined && command.accountName === undefined) return holds(plan.payeeKind);
      return fails(
        '本班补贴付给培训单位的基本账户，不能另填账户；请去掉账号和户名后重新申请。',
        'The organisation’s own account is paid for this class; leave account number and name out and claim again.',
        plan.payeeKind,
      );
    }
    if (command.accountNumber === undefined || command.accountName === undefined || !derived.numberOk) {
      return fails(
        '缺少学员本人的账号或户名，或账号形式不正确；请填写学员本人的社会保障卡账户。',
        'Number or name of the learner’s own account is missing, or the number is malformed; give the account of the learner’s social security card.',
        plan.payeeKind,
      );
    }
    return derived.nameMatches
      ? holds(plan.payeeKind)
      : fails(
          '户名与学员姓名不一致，补贴只能付到学员本人账户；请核对户名，姓名登记有误的请先更正人员信息。',
          'The account is not in the learner’s name, and only the learner’s own account is paid; check the name, and if it was registered wrongly, correct the person first.',
          plan.payeeKind,
        );
  },
};

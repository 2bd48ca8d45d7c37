import { fails, holds, parseCnaps, type Rule } from '@ledger/kernel';
import type { OrgAccount } from '../org.state';

/** An account, and the name of the organisation that is to be paid on it. */
export interface Banking {
  readonly account: OrgAccount;
  readonly name: string | undefined;
}

/** C.4: a bank branch number with a wrong check digit never reaches the bank. */
export const cnapsIsRight: Rule<Banking> = {
  ruleId: 'C.4',
  clause: '二(三)2',
  judge({ account: { bankCnaps } }) {
    const read = parseCnaps(bankCnaps);
    if (read.ok) return holds(bankCnaps);
    return fails(
      `联行号 ${bankCnaps} 校验不符；请向开户行核对 12 位联行号。`,
      `The bank branch number ${bankCnaps} fails its check digit; ask the bank for its 12 digits.`,
      bankCnaps,
    );
  },
};

/** B.5: the payee's name equals the name of the account. */
export const accountIsItsOwn: Rule<Banking> = {
  ruleId: 'C.4',
  clause: '二(三)2',
  judge({ account: { accountName }, name }) {
    if (name === undefined || plain(accountName) === plain(name)) return holds(accountName);
    return fails(
      `户名“${accountName}”与机构名称“${name}”不一致；只能使用本机构的基本账户，请核对。`,
      `The account is in the name of “${accountName}”, not “${name}”; only the organisation's own basic account will do.`,
      accountName,
    );
  },
};

const plain = (name: string): string => name.normalize('NFKC').replace(/\s/g, '');

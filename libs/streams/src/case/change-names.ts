import type { Label } from '@ledger/kernel';
import type { CaseChange } from './case.events';

/** 更正内容 as users read it, in a sentence. */
export const CHANGE_NAMES: Readonly<Record<CaseChange['kind'], Label>> = {
  CERTIFICATE: { zh: '更正证书', en: 'correct the certificate' },
  CERTIFICATE_WITHDRAWAL: { zh: '撤回证书登记', en: 'withdraw the record of the certificate' },
  AMOUNT: { zh: '更正金额', en: 'correct the amount' },
  ACCOUNT: { zh: '更正收款账户', en: 'correct the account' },
  REVOKE: { zh: '撤销补贴', en: 'revoke the grant' },
  UNDO_REVOCATION: { zh: '恢复被撤销的补贴', en: 'undo the revocation' },
  UNDO_REJECTION: { zh: '恢复被驳回的申请', en: 'undo the rejection' },
  UNDO_WITHDRAWAL: { zh: '恢复已撤回的申请', en: 'undo the withdrawal' },
  UNDO_VOID: { zh: '恢复已作废的个案', en: 'undo the voiding' },
  REPLACEMENT: { zh: '替换人员', en: 'name the right person' },
  VOID: { zh: '个案作废', en: 'void the case' },
  REOPEN_RECOVERY: { zh: '重新追回', en: 'ask back what was written off' },
  BANK_ANSWER: { zh: '更正银行回盘', en: 'correct the bank’s answer' },
  RECOVERY_REVERSAL: { zh: '冲回追回款', en: 'reverse an entry of the recovery' },
  WRITE_OFF: { zh: '核销追回款', en: 'write the recovery off' },
};

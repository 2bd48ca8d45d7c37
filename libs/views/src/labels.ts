import type { Label } from '@ledger/kernel';
import { ROLES, type Role } from '@ledger/streams/authority';
import type { BankResult, BatchStatus } from '@ledger/streams/batch';
import {
  CHANGE_NAMES,
  FLAG_NAMES,
  OUTCOME_NAMES,
  STEP_NAMES,
  type Attempt,
  type CaseChange,
  type Notice,
  type Outcome,
  type Recovery,
  type RecoveryCause,
  type ReviewFlag,
} from '@ledger/streams/case';
import type { ClassStatus } from '@ledger/streams/class';
import { PUBLICITY_STATUS_NAMES, type PublicityState } from '@ledger/streams/publicity';
import type { CaseStatus } from './cases/case-row';
import type { QueueId } from './work-queues/queues.table';

/*
 * What every step, event, status and queue is called, in Chinese and in English: the one place where views and tables take it from.
 */

type Labels<K extends PropertyKey> = Readonly<Record<K, Label>>;
const label = (zh: string, en: string): Label => ({ zh, en });

export * from './event-labels';

/** 个案状态: the step, and where the money of a confirmed claim stands. */
export const CASE_STATUS_LABELS: Labels<CaseStatus> = {
  ...STEP_NAMES,
  'not-passed': label('审核未通过、待驳回', 'review not passed, to be rejected'),
  confirmed: label('已确认、待编批', 'confirmed, waiting for a batch'),
  unfunded: label('已确认、待筹资', 'confirmed, waiting for funds'),
  'in-batch': label('已编批', 'in a batch'),
  'in-transit': label('拨付中', 'in transit'),
  owed: label('退票、待重发', 'sent back by the bank, to be reissued'),
  paid: label('已拨付', 'paid'),
};

export const CLASS_STATUS_LABELS: Labels<ClassStatus> = {
  none: label('未备案', 'not filed'),
  filed: label('已备案、待核准', 'filed, waiting for approval'),
  returned: label('已退回修改', 'handed back for change'),
  approved: label('已核准', 'approved'),
  started: label('已开班', 'started'),
  finished: label('已结业', 'finished'),
  cancelled: label('已取消', 'cancelled'),
  closed: label('已结清', 'closed'),
};

export const BATCH_STATUS_LABELS: Labels<BatchStatus> = {
  none: label('未编制', 'not made'),
  made: label('已编制、待复核', 'made, waiting for the check'),
  checked: label('已复核、待签发', 'checked, waiting for the signature'),
  signed: label('已签发、待发送', 'signed, waiting for dispatch'),
  dispatched: label('已发送、待回盘', "dispatched, waiting for the bank's answer"),
  answered: label('已全部回盘', 'answered in full'),
  cancelled: label('已取消', 'cancelled'),
};

export const PUBLICITY_STATUS_LABELS: Labels<PublicityState['status']> = PUBLICITY_STATUS_NAMES;

/** 资金科目 of a fund line. */
export const ACCOUNT_LABELS: Labels<
  | 'total'
  | 'allotted'
  | 'available'
  | 'encumbered'
  | 'inTransit'
  | 'owed'
  | 'paid'
  | 'recovered'
  | 'askedBack'
  | 'interest'
> = {
  total: label('专账总额', 'total'),
  allotted: label('已分配', 'allotted'),
  available: label('可用', 'available'),
  encumbered: label('已占用', 'encumbered'),
  inTransit: label('在途', 'in transit'),
  owed: label('退票待付', 'owed'),
  paid: label('已支付', 'paid'),
  recovered: label('已追回', 'recovered'),
  askedBack: label('待追回', 'asked back'),
  interest: label('利息', 'interest'),
};

/** 待办事项: what waits, by queue. */
export const QUEUE_LABELS: Labels<QueueId> = {
  'class-approval': label('待核准班期', 'classes to approve'),
  amendment: label('待批班期变更', 'amendments to decide'),
  acceptance: label('待受理', 'claims to accept'),
  supplements: label('待补正', 'supplements to supply'),
  'first-review': label('待初审', 'first reviews'),
  'second-review': label('待复审', 'second reviews'),
  rejection: label('审核未通过、待驳回', 'claims to reject'),
  publicity: label('待公示', 'claims to publish'),
  'publicity-end': label('公示中、待期满', 'publicity to close'),
  confirmation: label('待确认', 'claims to confirm'),
  flag: label('待核查标记', 'flags to close'),
  objection: label('待处理异议', 'objections to resolve'),
  correction: label('待批更正', 'corrections to decide'),
  hold: label('暂缓中', 'holds in force'),
  payment: label('待编批', 'claims to pay'),
  refund: label('待退还收款人', 'money to give back to payees'),
  unfunded: label('待筹资', 'supplements without cover'),
  'bank-answer': label('待银行回盘后结算', 'changes that wait for the bank'),
  'batch-check': label('待复核批次', 'batches to check'),
  'batch-signature': label('待签发批次', 'batches to sign'),
  'batch-dispatch': label('待发送批次', 'batches to dispatch'),
  'batch-answer': label('待回盘批次', "batches that wait for the bank's answer"),
  recovery: label('追回中', 'recoveries open'),
  'class-reopening': label('待批撤回结清', 'reopenings of classes to decide'),
  'fund-correction': label('待批资金更正', 'corrections of fund lines to decide'),
  'org-account': label('待批机构账户变更', 'changes of account to decide'),
  'person-details': label('待批人员信息更正', 'corrections of persons to decide'),
  'quota-exception': label('待批名额例外', 'exceptions to the quota to decide'),
  'key-destruction': label('待批密钥销毁', 'destructions of keys to decide'),
};

/** 复核标记. */
export const FLAG_LABELS: Labels<ReviewFlag> = FLAG_NAMES;

/** 提示: they block nothing. */
export const NOTICE_LABELS: Labels<Notice> = {
  REGION_UNKNOWN: label('区划代码不明', 'division code not known'),
  LUHN: label('银行卡校验位不符', 'check digit of the card does not fit'),
  CLAIM_WINDOW: label('超过申领期限', 'outside the claim window'),
  FEE_CHARGED_TO_POOR: label('向贫困劳动力收费', 'a poor labourer was charged a fee'),
};

/** 定性. */
export const OUTCOME_LABELS: Labels<Outcome> = OUTCOME_NAMES;

/** 更正内容. */
export const CHANGE_LABELS: Labels<CaseChange['kind']> = CHANGE_NAMES;

/** 角色. */
export const ROLE_LABELS: Labels<Role> = ROLES;

export const roleLabel = (role: string): Label =>
  (ROLE_LABELS as Readonly<Record<string, Label>>)[role] ?? { zh: role, en: role };

/** 拨付情况 of one attempt at paying a line. */
export const ATTEMPT_LABELS: Labels<Attempt['status']> = {
  assigned: label('已编批', 'in a batch'),
  unassigned: label('已移出批次', 'left out of its batch'),
  instructed: label('已发送、待回盘', 'with the bank'),
  settled: label('到账', 'settled'),
  rejected: label('拒付', 'rejected'),
  returned: label('退票', 'returned'),
};

export const RECOVERY_STATUS_LABELS: Labels<Recovery['status']> = {
  open: label('追回中', 'open'),
  closed: label('已结案', 'closed'),
};

/** 追回原因. */
export const RECOVERY_CAUSE_LABELS: Labels<RecoveryCause> = {
  REVOKED: label('补贴撤销', 'the grant was revoked'),
  VOIDED: label('个案作废', 'the case was voided'),
  AMOUNT_CORRECTED: label('金额更正', 'the amount was corrected'),
  CERTIFICATE_CORRECTED: label('证书更正', 'the certificate was corrected'),
  REOPENED: label('核销后重开', 'opened again after a write-off'),
};

/** 作废原因. */
export const VOID_CAUSE_LABELS: Labels<Extract<CaseChange, { kind: 'VOID' }>['cause']> = {
  WRONG_PERSON: label('报错人员', 'wrong person'),
  DUPLICATE: label('重复立案', 'duplicate'),
  ENROLLED_IN_ERROR: label('误报名', 'enrolled in error'),
};

/** 银行回盘结果. */
export const BANK_RESULT_LABELS: Labels<BankResult> = {
  PAID: label('到账', 'paid'),
  REJECTED: label('拒付', 'rejected'),
  RETURNED: label('退票', 'returned'),
};

/** 银行原因 by their ISO 20022 codes, those that concern a payee's account. */
const BANK_REASONS: Readonly<Record<string, Label>> = {
  AC01: label('账号有误', 'incorrect account number'),
  AC03: label('收款账号无效', 'invalid account number of the payee'),
  AC04: label('账户已销户', 'closed account'),
  AC06: label('账户已冻结', 'blocked account'),
  BE01: label('户名不符', 'name and account do not agree'),
  BE04: label('收款人地址缺失', 'address of the payee missing'),
  MD07: label('收款人已故', 'payee deceased'),
  RC01: label('行号有误', 'incorrect bank code'),
};

/** The bank's code with what it means, where that is known. */
export function bankReason(code: string): Label {
  const known = BANK_REASONS[code];
  return known ? { zh: `${code} ${known.zh}`, en: `${code} ${known.en}` } : { zh: code, en: code };
}

/** A code that may come from outside a table, by the table's name for it. */
export const labelled = (labels: Readonly<Record<string, Label>>, code: string): Label =>
  (Object.hasOwn(labels, code) ? labels[code] : undefined) ?? { zh: code, en: code };

import type { Outcome } from '../case.events';

/** 定性, from no problem to established fraud. */
export const OUTCOMES: readonly Outcome[] = [
  'NO_PROBLEM',
  'MATERIAL_DEFECT',
  'OPERATING_ERROR',
  'POLICY_MISREADING',
  'SYSTEM_ERROR',
  'VIOLATION_NOT_FRAUD',
  'SUSPECTED_FRAUD',
  'ESTABLISHED_FRAUD',
];

/** With such a finding nothing is paid. */
export const FRAUD: readonly Outcome[] = ['SUSPECTED_FRAUD', 'ESTABLISHED_FRAUD'];

export const OUTCOME_NAMES: Readonly<Record<Outcome, { readonly zh: string; readonly en: string }>> = {
  NO_PROBLEM: { zh: '无问题', en: 'no problem' },
  MATERIAL_DEFECT: { zh: '资料瑕疵', en: 'defect in the documents' },
  OPERATING_ERROR: { zh: '操作失误', en: 'operating error' },
  POLICY_MISREADING: { zh: '政策理解偏差', en: 'misreading of the policy' },
  SYSTEM_ERROR: { zh: '系统错误', en: 'system error' },
  VIOLATION_NOT_FRAUD: { zh: '违规（非骗取）', en: 'violation, not fraud' },
  SUSPECTED_FRAUD: { zh: '涉嫌骗取', en: 'suspected fraud' },
  ESTABLISHED_FRAUD: { zh: '已认定骗取', en: 'established fraud' },
};

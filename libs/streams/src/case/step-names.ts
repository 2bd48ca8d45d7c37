import type { CaseStep } from './case.state';

/** 办理环节 as users read them. */
export const STEP_NAMES: Readonly<Record<CaseStep, { readonly zh: string; readonly en: string }>> = {
  none: { zh: '未立案', en: 'not opened' },
  enrolled: { zh: '已报名', en: 'enrolled' },
  submitted: { zh: '已申请、待受理', en: 'submitted, waiting for acceptance' },
  supplements: { zh: '待补正', en: 'waiting for supplements' },
  accepted: { zh: '已受理、待初审', en: 'accepted, waiting for the first review' },
  'first-reviewed': { zh: '已初审、待复审', en: 'first review done, waiting for the second' },
  'second-reviewed': { zh: '已复审、待公示', en: 'second review done, waiting for publicity' },
  publicity: { zh: '公示中', en: 'in publicity' },
  'publicity-ended': { zh: '公示期满、待确认', en: 'publicity ended, waiting for confirmation' },
  confirmed: { zh: '已确认', en: 'confirmed' },
  rejected: { zh: '已驳回', en: 'rejected' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
  revoked: { zh: '已撤销', en: 'revoked' },
  voided: { zh: '已作废', en: 'voided' },
};

/** Steps of a claim that is under way: submitted and not ended. */
export const LIVE_STEPS: readonly CaseStep[] = [
  'submitted',
  'supplements',
  'accepted',
  'first-reviewed',
  'second-reviewed',
  'publicity',
  'publicity-ended',
  'confirmed',
];

/** 在办: submitted, and neither confirmed nor ended. */
export const STEPS_IN_HAND: readonly CaseStep[] = LIVE_STEPS.filter((step) => step !== 'confirmed');

import type { Label } from '@ledger/kernel';

/** 公示名单. */
export interface PublicityState {
  status: 'none' | 'open' | 'closed' | 'withdrawn';
  unit?: string;
  caseIds: readonly string[];
  firstDay?: string;
  lastDay?: string;
  /** Version of the event that opened it. */
  openedVersion?: number;
  /** The last step: business time and who took it. */
  lastStepAt?: string;
  lastStepBy?: string;
}

export const initialPublicity = (): PublicityState => ({ status: 'none', caseIds: [] });

/** 公示状态 as users read them. */
export const PUBLICITY_STATUS_NAMES: Readonly<Record<PublicityState['status'], Label>> = {
  none: { zh: '未公示', en: 'not opened' },
  open: { zh: '公示中', en: 'open' },
  closed: { zh: '已期满', en: 'closed' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
};

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

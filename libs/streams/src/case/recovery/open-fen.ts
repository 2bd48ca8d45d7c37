import type { CaseState, Recovery } from '../case.state';

/** 待追回余额: what one recovery still asks back, fen. */
export const openFen = ({ amountFen, recoveredFen, releasedFen, status }: Recovery): number =>
  status === 'open' ? amountFen - recoveredFen - releasedFen : 0;

/** The same over all recoveries of the case. */
export const allOpenFen = (state: CaseState): number =>
  Object.values(state.recoveries).reduce((sum, recovery) => sum + openFen(recovery), 0);

/** 已追回: what the payee has given back, fen. */
export const recoveredFen = (state: CaseState): number =>
  Object.values(state.recoveries).reduce((sum, recovery) => sum + recovery.recoveredFen, 0);

/** Number of the next recovery of this case. */
export const nextRecoveryId = (state: CaseState, after = 0): string =>
  `R${Object.keys(state.recoveries).length + 1 + after}`;

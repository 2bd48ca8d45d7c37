import type { Attempt, CaseState, PayoutLine } from '../case.state';

/** The attempt that is under way on a line, if any: one at most. */
export const liveAttempt = ({ attempts }: PayoutLine): Attempt | undefined => {
  const last = attempts[attempts.length - 1];
  return last && (last.status === 'assigned' || last.status === 'instructed') ? last : undefined;
};

/** Number of the next attempt; a command that has assigned the line already goes on with its own. */
export const nextAttempt = (line: PayoutLine, commandId: string): number => {
  const live = liveAttempt(line);
  if (live?.status === 'assigned' && live.commandId === commandId) return live.attempt;
  return (line.attempts[line.attempts.length - 1]?.attempt ?? 0) + 1;
};

/** A reissue is paid from what the bank sent back, a first attempt from what is encumbered. */
export const paidFrom = ({ place }: PayoutLine): Attempt['from'] => (place === 'owed' ? 'owed' : 'encumbered');

/** Lines that wait to be paid: covered, or sent back by the bank. */
export const linesToPay = (state: CaseState): PayoutLine[] =>
  state.lines.filter(({ place }) => place === 'class' || place === 'fund' || place === 'owed');

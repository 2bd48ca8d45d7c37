import type { PlannedSession } from '../class.events';

/** Sessions as an event keeps them: plain values, not instances of a command's class. */
export const plainSessions = (sessions: readonly PlannedSession[]): PlannedSession[] =>
  sessions.map(({ no, on, hours }) => ({ no, on, hours }));

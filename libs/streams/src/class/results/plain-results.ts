import type { ClassResult } from '../class.events';

/** Results as an event keeps them: plain values, not instances of a command's class. */
export const plainResults = (results: readonly ClassResult[]): ClassResult[] =>
  results.map(({ caseId, passed, score }) => ({ caseId, passed, score }));

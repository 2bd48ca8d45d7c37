import type { Answer } from '@ledger/commanding';

/** What a caller reads of a refusal. */
export interface Refused {
  readonly ruleId: string | undefined;
  readonly clause: string | undefined;
  readonly zh: string;
  readonly en: string;
}

/** The refusal that a caller was answered with; anything else fails the test. */
export function refusedOf({ outcome, problem, events }: Answer): Refused {
  if (outcome !== 'refused' || !problem)
    throw new Error(`${outcome}, not refused: ${JSON.stringify(problem ?? events)}`);
  const { ruleId, clause, detail, detailEn } = problem;
  return { ruleId, clause, zh: detail, en: detailEn };
}

import type { Answer } from '@ledger/commanding';
import type { RowOutcome } from '../jobs/job';

/** Answered in place of the ledger where a row was never given to it. */
const NOT_GIVEN = new Set(['/problems/too-many-refusals']);

/** What the result file says of an answer. A repeat says what the first answer said. */
export function outcomeOf(
  row: number,
  { id, outcome, first, position, events, problem }: Answer,
  prefix: string,
): RowOutcome {
  if (outcome === 'duplicate' && first) return outcomeOf(row, first, prefix);
  if (outcome === 'accepted') {
    const subject = events?.findLast(({ stream }) => stream.startsWith(`${prefix}-`))?.stream.slice(prefix.length + 1);
    return { row, outcome, commandId: id, ...(subject === undefined ? {} : { subject }), ...at(position) };
  }
  const { type = '/problems/broken', ruleId, clause, detail: zh = '', detailEn: en = '' } = problem ?? {};
  const kind = outcome === 'refused' ? 'refused' : NOT_GIVEN.has(type) ? 'not-attempted' : 'invalid';
  return {
    row,
    outcome: kind,
    commandId: id,
    type,
    ...(ruleId === undefined ? {} : { ruleId }),
    ...(clause === undefined ? {} : { clause }),
    zh,
    en,
    ...at(position),
  };
}

const at = (position: number | undefined): { readonly position?: number } =>
  position === undefined ? {} : { position };

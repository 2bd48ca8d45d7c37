import type { Json, Position, Refusal } from '@ledger/kernel';

export interface EventSummary {
  readonly stream: string;
  readonly version: number;
  readonly type: string;
}

/** RFC 9457 problem details, with the rule and the plan's clause that refused it; `detail` is Chinese, `detailEn` English. */
export interface Problem {
  readonly type: string;
  readonly ruleId?: string;
  readonly clause?: string;
  readonly detail: string;
  readonly detailEn: string;
  /** Invalid fields: JSON pointer and what is wrong. */
  readonly errors?: readonly { readonly pointer: string; readonly message: string }[];
}

/** 答复: the one outcome of a command id. `position` is where the log stood once it was durable. */
export interface Answer {
  readonly id: string;
  readonly outcome: 'accepted' | 'refused' | 'invalid' | 'duplicate' | 'conflict' | 'unavailable';
  readonly position?: Position;
  readonly events?: readonly EventSummary[];
  readonly flags?: readonly string[];
  readonly problem?: Problem;
  /** For a duplicate: the first answer. */
  readonly first?: Answer;
}

export const invalid = (
  id: string,
  type: string,
  detail: string,
  detailEn: string,
  errors?: Problem['errors'],
): Answer => ({
  id,
  outcome: 'invalid',
  problem: { type: `/problems/${type}`, detail, detailEn, ...(errors ? { errors } : {}) },
});

export const refusedAnswer = (id: string, refusal: Refusal, position: Position | undefined): Answer => ({
  id,
  outcome: 'refused',
  position,
  problem: {
    type: `/problems/${refusal.ruleId}`,
    ruleId: refusal.ruleId,
    clause: refusal.clause,
    detail: refusal.zh,
    detailEn: refusal.en,
  },
});

/** The first answer as it is kept with the claim. */
export const keptAnswer = (answer: Answer): string => JSON.stringify(answer);

export const readKeptAnswer = (text: string): Answer => JSON.parse(text) as Answer & Json;

import type { CheckedRule, Evidence, EventBody, Fact } from './event';
import type { Json } from './json';

/** 不予受理/拒绝: a numbered rule said no. Both sentences tell the user what to do. */
export interface Refusal {
  readonly ruleId: string;
  /** The plan's clause, such as 二(三)1. */
  readonly clause: string;
  readonly zh: string;
  readonly en: string;
}

/**
 * A step on another stream that belongs to the command. Effects before the target are reservations:
 * each names the effect that gives it back. `optional`: a refusal leaves it out instead of ending the command.
 */
export interface Effect {
  readonly stream: string;
  readonly effect: string;
  readonly data: Json;
  readonly giveBack?: { readonly effect: string; readonly data: Json };
  readonly optional?: boolean;
}

export interface Accepted {
  readonly accepted: true;
  readonly events: readonly EventBody[];
  /** Reservations to be made, in order, before the events are appended to the target. */
  readonly before: readonly Effect[];
  /** Codes shown in the answer, such as QUOTA_BASIS_SENSITIVE. */
  readonly flags: readonly string[];
  readonly evidence: Evidence;
}

export interface Refused {
  readonly accepted: false;
  readonly refusal: Refusal;
  readonly evidence: Evidence;
}

export type Decision = Accepted | Refused;

const NO_EVIDENCE: Evidence = { rules: [], facts: [] };

export function accept(
  events: EventBody | readonly EventBody[],
  more: { evidence?: Evidence; before?: readonly Effect[]; flags?: readonly string[] } = {},
): Accepted {
  return {
    accepted: true,
    events: Array.isArray(events) ? (events as readonly EventBody[]) : [events as EventBody],
    before: more.before ?? [],
    flags: more.flags ?? [],
    evidence: more.evidence ?? NO_EVIDENCE,
  };
}

export function refuse(refusal: Refusal, evidence: Evidence = NO_EVIDENCE): Refused {
  return { accepted: false, refusal, evidence };
}

/** What one rule says of one input. `value` is what it was judged on and goes into the evidence. */
export type Judgement =
  | { readonly holds: true; readonly value?: Json; readonly facts?: readonly Fact[] }
  | {
      readonly holds: false;
      readonly zh: string;
      readonly en: string;
      readonly value?: Json;
      readonly facts?: readonly Fact[];
    };

/** 规则: a named value with its source. `I` is what it looks at. Rules never throw. */
export interface Rule<I> {
  readonly ruleId: string;
  readonly clause: string;
  judge(input: I): Judgement;
}

/** Checks rules in order up to the first that does not hold; the evidence lists every rule that was checked. */
export function judge<I>(
  rules: readonly Rule<I>[],
  input: I,
  facts: readonly Fact[] = [],
): { refusal?: Refusal; evidence: Evidence } {
  const checked: CheckedRule[] = [];
  const taken: Fact[] = facts.slice();
  for (const rule of rules) {
    const found = rule.judge(input);
    checked.push(found.value === undefined ? { ruleId: rule.ruleId } : { ruleId: rule.ruleId, value: found.value });
    if (found.facts) taken.push(...found.facts);
    if (!found.holds) {
      return {
        refusal: { ruleId: rule.ruleId, clause: rule.clause, zh: found.zh, en: found.en },
        evidence: { rules: checked, facts: taken },
      };
    }
  }
  return { evidence: { rules: checked, facts: taken } };
}

export const holds = (value?: Json, facts?: readonly Fact[]): Judgement => ({ holds: true, value, facts });
export const fails = (zh: string, en: string, value?: Json, facts?: readonly Fact[]): Judgement => ({
  holds: false,
  zh,
  en,
  value,
  facts,
});

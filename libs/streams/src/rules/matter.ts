import {
  accept,
  type Accepted,
  type Context,
  type Decision,
  type Effect,
  type EventBody,
  type Fact,
  type Facts,
  judge,
  refuse,
  type Rule,
} from '@ledger/kernel';

/** 事项: all that a rule of a command may look at. */
export interface Matter<P, S, F extends Facts = Facts, D = unknown> {
  readonly command: P;
  readonly state: S;
  readonly context: Context<F, D>;
}

/** What an accepted command makes happen. */
export interface Yes {
  readonly events: EventBody | readonly EventBody[];
  readonly before?: readonly Effect[];
  readonly flags?: readonly string[];
}

/** Checks the rules in order; if all hold, `yes` says what happens. The evidence of either answer lists what was checked and the facts. */
export function decideBy<M>(
  rules: readonly Rule<M>[],
  matter: M,
  yes: () => Yes,
  facts: readonly Fact[] = [],
): Decision {
  const { refusal, evidence } = judge(rules, matter, facts);
  if (refusal) return refuse(refusal, evidence);
  const { events, before, flags } = yes();
  const accepted: Accepted = accept(events, { evidence, before, flags });
  return accepted;
}

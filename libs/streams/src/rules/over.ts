import type { Rule } from '@ledger/kernel';

/** Rules over a part of what a command looks at. The part is picked when the rule is asked, so that rules before it may guard it. */
export const over = <M, I>(pick: (matter: M) => I, rules: readonly Rule<I>[]): Rule<M>[] =>
  rules.map(({ ruleId, clause, ...rule }) => ({ ruleId, clause, judge: (matter) => rule.judge(pick(matter)) }));

import {
  accept,
  factOf,
  fails,
  holds,
  judge,
  refuse,
  type Context,
  type Decision,
  type Effect,
  type EventBody,
  type EventRef,
  type Evidence,
  type Fact,
  type Loaded,
  type Rule,
} from '@ledger/kernel';
import type { CatalogueState } from '../../catalogue';
import { freeFen, type ClassState } from '../../class';
import type { FundState } from '../../fund';
import type { LedgerState } from '../../ledger';
import type { OrgState } from '../../org';
import type { PersonState } from '../../person';
import type { PolicyState } from '../../policy';
import type { CaseChange, MoneyEffect } from '../case.events';
import type { CaseState } from '../case.state';
import { actOn, type Act } from '../rules/act';
import { coverOf, type Cover } from './cover';
import { MAX_LINES, moneyChange } from './money-change';

/** Streams that an approval looks at; those that its kind does not need are absent. */
export type ApprovalFacts = {
  policy: Loaded<PolicyState>;
  class: Loaded<ClassState>;
  fund: Loaded<FundState>;
  person: Loaded<PersonState>;
  ledger: Loaded<LedgerState> | undefined;
  projects: Loaded<CatalogueState> | undefined;
  occupations: Loaded<CatalogueState> | undefined;
  issuer: Loaded<OrgState> | undefined;
  duplicate: Loaded<CaseState> | undefined;
  /** The late enrolment that replaced a voided case. */
  replacement: Loaded<CaseState> | undefined;
};

/** 批准: one change, as things stand now. */
export interface Approving<C extends CaseChange = CaseChange> extends Act {
  readonly caseId: string;
  readonly proposalId: string;
  readonly commandId: string;
  readonly today: string;
  readonly change: C;
  readonly corrects: EventRef;
  readonly facts: ApprovalFacts;
  readonly cover: Cover;
  /** What was checked before the kind's own rules. */
  readonly checked: Evidence;
}

export function approving<C extends CaseChange>(
  change: C,
  ids: { readonly caseId: string; readonly proposalId: string },
  state: CaseState,
  context: Context<ApprovalFacts, undefined>,
  checked: Evidence,
): Approving<C> {
  const { facts, commandId, today, target } = context;
  const version = state.proposals[ids.proposalId]?.corrects ?? 0;
  return {
    ...actOn(state, context),
    ...ids,
    commandId,
    today,
    change,
    corrects: { stream: target.stream, version },
    facts,
    cover: coverOf(state, context),
    checked,
  };
}

/** What an approval makes happen. */
export interface Approved {
  readonly events: readonly EventBody[];
  readonly before?: readonly Effect[];
  readonly flags?: readonly string[];
}

/** The kind's own rules, then what happens; the evidence of either holds all that was checked. */
export function concluded<I extends Approving>(
  input: I,
  rules: readonly Rule<I>[],
  facts: readonly Fact[],
  yes: () => Approved,
): Decision {
  const { refusal, evidence: own } = judge(rules, input, facts);
  const evidence: Evidence = {
    rules: [...input.checked.rules, ...own.rules],
    facts: [...input.checked.facts, ...own.facts],
  };
  if (refusal) return refuse(refusal, evidence);
  const { events, before, flags } = yes();
  return accept(events, { evidence, before, flags });
}

/** What money was there to draw on. */
export const moneyFacts = ({ facts }: Approving): Fact[] => [
  factOf(facts.class, 'freeFen', freeFen(facts.class.state)),
  factOf(facts.fund, 'availableFen', facts.fund.state.availableFen),
];

export const moneyFor = ({ state, cover }: Approving, dueFen: number): MoneyEffect => moneyChange(state, dueFen, cover);

/** Told with the answer: the correction stands, but its money is still to come. */
export const moneyFlags = ({ unfundedFen, waitsForBank }: MoneyEffect): string[] => [
  ...(unfundedFen ? ['UNFUNDED'] : []),
  ...(waitsForBank ? ['WAITS_FOR_BANK'] : []),
];

/** D.4-batch: a case has a number of payment lines that the bank's reference can tell apart. */
export const roomForALine = <I extends Approving>(dueOf: (input: I) => number): Rule<I> => ({
  ruleId: 'D.4-batch',
  clause: '二(三)2',
  judge(input) {
    const { drawFen, line = 1, unfundedFen } = moneyFor(input, dueOf(input));
    const last = unfundedFen ? input.state.lines.length + 1 : drawFen ? line : 0;
    return last <= MAX_LINES
      ? holds(last)
      : fails(
          `本案补列已达 ${MAX_LINES} 行，不能再补列；请撤销后重新立案。`,
          `The case has ${MAX_LINES} payment lines and can take no more; revoke the grant and open a new case.`,
          last,
        );
  },
});

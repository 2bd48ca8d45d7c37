import type { Actor, Context } from '@ledger/kernel';
import type { CaseState } from '../case.state';

/** What the rules of a step look at: the case, who acts and when (business time, ISO UTC). */
export interface Act {
  readonly state: CaseState;
  readonly actor: Actor;
  readonly at: string;
}

export const actOn = (state: CaseState, context: Context): Act => ({ state, actor: context.actor, at: context.at });

/** A phrase in both languages, to be put into a refusal. */
export interface Phrase {
  readonly zh: string;
  readonly en: string;
}

/** The id of no class: what is looked at for a case that does not exist, which the first rule then refuses. */
export const NO_CLASS = 'none';

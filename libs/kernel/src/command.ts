import type { Decision, Effect } from './decision';
import type { Actor, EventBody, LedgerEvent } from './event';
import type { Keyed, SealedValue } from './personal';
import type { Loaded, StreamRef, StreamType } from './stream';

/** Facts by name: the states of other streams that a decision looks at. */
export type Facts = { readonly [name: string]: Loaded<unknown> | undefined };

/** What a decision may know: all of it data. `derived` holds what was derived from personal values before they were sealed. */
export interface Context<F extends Facts = Facts, D = unknown> {
  readonly commandId: string;
  readonly actor: Actor;
  /** Business time of the command, ISO UTC. */
  readonly at: string;
  /** The Asia/Shanghai date of `at`. */
  readonly today: string;
  readonly target: { readonly stream: string; readonly version: number };
  readonly facts: F;
  readonly derived: D;
  /** Reservations that were refused and left out (optional effects), by stream. */
  readonly omitted: ReadonlyMap<string, { readonly ruleId: string; readonly zh: string; readonly en: string }>;
}

/** Whose the command's subject is: judged against the actor by the authority table. */
export interface Subject {
  /** The managing unit 管理单位 of the subject; the event's metadata holds it. */
  readonly unit: string;
  /** USCCs of the organisations that own the subject. */
  readonly orgs?: readonly string[];
  /** Pseudonym of the learner whom it concerns. */
  readonly person?: string;
}

/**
 * 命令: one thing that may be asked, from its shape to its decision. All functions are pure.
 * C is the command as sent, P as deciders see it (personal fields sealed), S the target's state, F the facts, D derived facts.
 */
export interface CommandSpec<C extends object, P, S, F extends Facts = Facts, D = undefined> {
  readonly name: string;
  readonly zh: string;
  readonly en: string;
  readonly shape: new () => C;
  readonly stream: StreamType<S>;
  /** The id of the target stream; `commandId` names what the caller did not. */
  target(command: C, commandId: string, keyed: Keyed): string;
  /** The person under whose key `@Personal` fields are sealed; without one they get the command's own key. */
  owner?(command: C, state: S, facts: Partial<F>, keyed: Keyed): string | undefined;
  /** Streams to be looked at, by fact name; asked again until it names nothing new, so later ones may depend on earlier. */
  needs?(command: P, state: S, facts: Partial<F>): { readonly [K in keyof F]?: StreamRef | undefined };
  /** Sealed values that `derive` must see in clear; each opening is journalled in the vault. */
  reveal?(command: P, state: S, facts: F): readonly SealedValue[];
  /** Facts derived from personal values. `revealed` follows the order of `reveal`; undefined where the key is destroyed. */
  derive?(
    command: C,
    state: S,
    facts: F,
    keyed: Keyed,
    revealed: readonly (string | undefined)[],
    today: string,
    at: string,
  ): D;
  /** The text that the vault keeps, sealed, where the command is accepted; its events name it by SHA-256. */
  keeps?(derived: D): string;
  subject(command: P, state: S, facts: F): Subject;
  decide(command: P, state: S, context: Context<F, D>): Decision;
  /** Steps that follow on other streams once the events stand; they cannot be refused. Derived from the events, so that repair finds the same. */
  after?(events: readonly LedgerEvent[], state: S): readonly Effect[];
  /**
   * Acts on the target only once the steps of an earlier such command there have all followed. For commands whose own steps build on
   * those: what the bank returns must have been paid on the fund line before.
   */
  readonly inTurn?: boolean;
}

/** A command whose type parameters have been forgotten, for the registry. */
export type AnyCommandSpec = CommandSpec<object, object, unknown, Facts, unknown>;

/** Registers a command under its name; the parameters are checked here and forgotten after. */
export function defineCommand<C extends object, P, S, F extends Facts = Facts, D = undefined>(
  spec: CommandSpec<C, P, S, F, D>,
): AnyCommandSpec {
  // The registry calls each spec only with what its own functions made, so forgetting the parameters is safe.
  return spec as unknown as AnyCommandSpec;
}

/** Decision helper: the body of an event. */
export const event = <T extends string, D>(
  type: T,
  data: D,
  more: Omit<EventBody, 'type' | 'data'> = {},
): EventBody<T, D> => ({
  type,
  data,
  ...more,
});

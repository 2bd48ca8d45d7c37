import type { Refusal } from './decision';
import type { Actor, EventBody, LedgerEvent } from './event';
import type { Json } from './json';

/** What an effect may know beside its data and the stream's state. */
export interface EffectContext {
  readonly commandId: string;
  readonly commandName: string;
  readonly actor: Actor;
  /** Business time of the command. */
  readonly at: string;
}

/** An effect's answer: events (none when it is already so), or a refusal. */
export type EffectDecision = { readonly events: readonly EventBody[] } | { readonly refusal: Refusal };

/** One step that another stream's command may take here. Pure. A method's type, so that a `StreamType<S>` is also a `StreamType<unknown>`. */
export type EffectDecider<S> = { decide(data: never, state: S, context: EffectContext): EffectDecision }['decide'];

/**
 * 流: the kind of a stream, known by the prefix of its name (`case-…`).
 * `evolve` is total and never validates; it owns `state` and may change and return the same object.
 * `stateVersion` changes whenever the shape of S or the meaning of evolve changes: older snapshots are then ignored.
 */
export interface StreamType<S> {
  readonly prefix: string;
  readonly stateVersion: number;
  /** A snapshot is kept each time that many events have been added; never where absent. */
  readonly snapshotEvery?: number;
  initial(): S;
  evolve(state: S, event: LedgerEvent): S;
  readonly effects: { readonly [name: string]: EffectDecider<S> };
}

/** A stream named by its kind and id. */
export interface StreamRef<S = unknown> {
  readonly type: StreamType<S>;
  readonly id: string;
}

/** A stream's state at a version; version 0 means that the stream does not exist. */
export interface Loaded<S> {
  readonly stream: string;
  readonly version: number;
  readonly state: S;
}

export const streamName = (ref: StreamRef): string => `${ref.type.prefix}-${ref.id}`;

export const nameOf = (type: { readonly prefix: string }, id: string): string => `${type.prefix}-${id}`;

/** A fact taken from a loaded stream. */
export const factOf = (from: Loaded<unknown>, name: string, value: Json) => ({
  stream: from.stream,
  version: from.version,
  name,
  value,
});

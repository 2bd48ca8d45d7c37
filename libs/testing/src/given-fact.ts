import { type Actor, type Loaded, nameOf, streamName, type StreamRef } from '@ledger/kernel';

/** A fact for a spec: a state (it then stands at version 1), or a state with its stream and version. */
export type GivenFact = Loaded<unknown> | object;

export type GivenFacts = Readonly<Record<string, GivenFact>>;

/** Who asks, and when. */
export interface Asked {
  readonly actor: Actor;
  /** Business time, ISO UTC; where absent one minute after the last event given. */
  readonly at?: string;
  readonly commandId?: string;
  /** The target's id; where absent the one that the command itself names. */
  readonly id?: string;
}

const isLoaded = (fact: GivenFact): fact is Loaded<unknown> => 'stream' in fact && 'version' in fact && 'state' in fact;

/** The fact that a command asked for, as the runner would load it: a copy, so that no spec changes another's. */
export function factFor(name: string, ref: StreamRef | undefined, known: GivenFacts): Loaded<unknown> {
  const fact = known[name];
  const stream = ref ? streamName(ref) : nameOf({ prefix: name }, 'XC');
  if (fact === undefined) return { stream, version: 0, state: ref?.type.initial() };
  return structuredClone(isLoaded(fact) ? fact : { stream, version: 1, state: fact });
}

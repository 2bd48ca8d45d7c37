import { type AnyCommandSpec, type LedgerEvent, nameOf, type StreamType } from '@ledger/kernel';
import { EffectOutcome } from './effect-outcome';
import { FakeKeyed } from './fake-keyed';
import type { Asked, GivenFacts } from './given-fact';
import { Outcome } from './outcome';
import { FIRST_INSTANT, type GivenEvent, recorded, uuid } from './recorded';
import { run } from './run';

/** A stream as it stands before the command of a spec. Immutable: one history may begin several specs. */
export class Given<S> {
  constructor(
    readonly type: StreamType<S>,
    readonly events: readonly LedgerEvent[],
    private readonly known: GivenFacts = {},
    private readonly keyed: FakeKeyed = new FakeKeyed(),
  ) {}

  /** The states of other streams by fact name, the policy's too. Only those that the command asks for reach it. */
  facts(more: GivenFacts): Given<S> {
    return new Given(this.type, this.events, { ...this.known, ...more }, this.keyed);
  }

  /** Persons whose key is destroyed: nothing sealed under it can be revealed. */
  keysDestroyed(...persons: readonly string[]): Given<S> {
    return new Given(this.type, this.events, this.known, new FakeKeyed(new Set(persons)));
  }

  /** The same stream with further events. */
  and(...events: readonly GivenEvent[]): Given<S> {
    const last = this.events[this.events.length - 1];
    return this.with(
      recorded(last?.stream ?? nameOf(this.type, uuid(1)), events, this.events.length, last?.occurredAt),
    );
  }

  get state(): S {
    return this.events.reduce((state, each) => this.type.evolve(state, each), this.type.initial());
  }

  when(spec: AnyCommandSpec, command: object, asked: Asked): Outcome<Given<S>> {
    const ran = run(spec, command, asked, this.events, () => this.state, this.known, this.keyed);
    return new Outcome(ran, (events) => this.with(events));
  }

  /** A step that another stream's command takes here. */
  whenEffect(name: string, data: object, asked: Partial<Asked> = {}): EffectOutcome<Given<S>> {
    const decide = this.type.effects[name];
    if (!decide) throw new Error(`${this.type.prefix} has no effect ${name}`);
    const context = {
      commandId: asked.commandId ?? uuid(1),
      commandName: 'Spec',
      actor: asked.actor ?? { id: 'spec', role: 'SYSTEM', unit: 'XC' },
      at: asked.at ?? this.events[this.events.length - 1]?.occurredAt ?? FIRST_INSTANT,
    };
    return new EffectOutcome(decide(data as never, this.state, context), (events) =>
      this.and(
        ...events.map((body) => ({
          ...body,
          envelope: {
            actor: context.actor,
            command: { name: context.commandName, id: context.commandId, digest: '' },
            occurredAt: body.occurredAt ?? context.at,
          },
        })),
      ),
    );
  }

  private with(events: readonly LedgerEvent[]): Given<S> {
    return new Given(this.type, [...this.events, ...events], this.known, this.keyed);
  }
}

/** Begins a spec: what has happened on the stream so far. */
export const given = <S>(type: StreamType<S>, ...events: readonly GivenEvent[]): Given<S> =>
  new Given(type, recorded(nameOf(type, uuid(1)), events));

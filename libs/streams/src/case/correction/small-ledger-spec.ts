import {
  type AnyCommandSpec,
  type Effect,
  type EffectDecision,
  type LedgerEvent,
  type Loaded,
  type Refusal,
  streamName,
  type StreamType,
} from '@ledger/kernel';
import { type Asked, given, type GivenEvent, recorded, uuid } from '@ledger/testing';
import { batchStream } from '../../batch';
import { catalogueStream } from '../../catalogue';
import { certificateStream } from '../../certificate';
import { classStream, type ClassState } from '../../class';
import { fundStream, type FundState } from '../../fund';
import { ledgerStream } from '../../ledger';
import { orgStream } from '../../org';
import { personStream, type PersonState } from '../../person';
import { policyStream } from '../../policy';
import type { CaseState } from '../case.state';
import { caseStream } from '../case.stream';

const TYPES = [
  batchStream,
  caseStream,
  catalogueStream,
  certificateStream,
  classStream,
  fundStream,
  ledgerStream,
  orgStream,
  personStream,
  policyStream,
  // Each kind is handed only what its own functions made.
] as unknown as readonly StreamType<unknown>[];

const typeOf = (stream: string): StreamType<unknown> => {
  const found = TYPES.find(({ prefix }) => stream.startsWith(`${prefix}-`));
  if (!found) throw new Error(`no type of ${stream}`);
  return found;
};

interface Running {
  readonly commandId: string;
  readonly commandName: string;
  readonly actor: Asked['actor'];
  readonly at: string;
}

/** What came of a command: refused, or done with everything that follows. */
export type Did = { readonly refusal: Refusal } | { readonly done: readonly LedgerEvent[] };

/**
 * A ledger for specs of what goes over several streams: one command at a time, every effect through its own stream. Each effect
 * that follows is done twice, as after a crash, and must do nothing the second time.
 */
export class SmallLedger {
  private readonly streams = new Map<string, readonly LedgerEvent[]>();
  private commands = 0;

  /** @param fixed states that stand for streams without their events: policy, catalogues, organisations */
  constructor(private readonly fixed: Readonly<Record<string, object>>) {}

  add(stream: string, ...events: readonly GivenEvent[]): void {
    const former = this.eventsOf(stream);
    const last = former[former.length - 1];
    this.streams.set(stream, [...former, ...recorded(stream, events, former.length, last?.occurredAt)]);
  }

  eventsOf(stream: string): readonly LedgerEvent[] {
    return this.streams.get(stream) ?? [];
  }

  stateOf(stream: string): unknown {
    const type = typeOf(stream);
    const base = this.fixed[stream];
    return base
      ? structuredClone(base)
      : this.eventsOf(stream).reduce((state, event) => type.evolve(state, event), type.initial());
  }

  caseOf = (caseId: string): CaseState => this.stateOf(`case-${caseId}`) as CaseState;
  classOf = (classId: string): ClassState => this.stateOf(`class-${classId}`) as ClassState;
  fundOf = (unit: string): FundState => this.stateOf(`fund-SPECIAL_ACCOUNT-${unit}`) as FundState;
  personOf = (pseudonym: string): PersonState => this.stateOf(`person-${pseudonym}`) as PersonState;

  do(spec: AnyCommandSpec, command: object, asked: Omit<Asked, 'commandId' | 'id'> & { readonly at: string }): Did {
    const commandId = uuid(500_000 + ++this.commands);
    const id = spec.target(command, commandId, undefined as never);
    const stream = `${spec.stream.prefix}-${id}`;
    const history = this.eventsOf(stream).map(({ type, data, corrects, ...envelope }) => ({
      type,
      data,
      ...(corrects && { corrects }),
      envelope,
    }));
    const outcome = given(spec.stream, ...history)
      .facts(this.factsFor(spec, command, this.stateOf(stream)))
      .when(spec, command, { ...asked, commandId, id });
    let refusal: Refusal | undefined;
    try {
      outcome.accepted();
    } catch {
      refusal = outcome.refusal();
    }
    if (refusal) return { refusal };
    const context = { commandId, commandName: spec.name, actor: asked.actor, at: asked.at };
    const refused = this.reserve(outcome.accepted().before, context);
    if (refused) return { refusal: refused };
    this.streams.set(stream, [...this.eventsOf(stream), ...outcome.events]);
    for (const effect of spec.after?.(outcome.events, this.stateOf(stream)) ?? []) {
      this.take(effect, context);
      expect(this.take(effect, context)).toBe(0);
    }
    return { done: outcome.events };
  }

  /** The same, where nothing else than yes will do. */
  must(...of: Parameters<SmallLedger['do']>): readonly LedgerEvent[] {
    const did = this.do(...of);
    if ('refusal' in did) throw new Error(`${of[0].name} refused by ${did.refusal.ruleId}: ${did.refusal.en}`);
    return did.done;
  }

  /** Reserves in order; a refusal gives back what was reserved, in reverse. */
  private reserve(effects: readonly Effect[], context: Running): Refusal | undefined {
    const made: Effect[] = [];
    for (const effect of effects) {
      const said = this.decideOn(effect, context);
      if ('refusal' in said) {
        for (const { stream, giveBack } of made.toReversed()) if (giveBack) this.take({ stream, ...giveBack }, context);
        return said.refusal;
      }
      this.take(effect, context);
      made.push(effect);
    }
    return undefined;
  }

  private factsFor(spec: AnyCommandSpec, command: object, state: unknown): Record<string, Loaded<unknown>> {
    let facts: Record<string, Loaded<unknown>> = { policy: this.load('policy-XC') };
    for (;;) {
      const asked = Object.entries(spec.needs?.(command, state, facts) ?? {});
      const fresh = asked.flatMap(([name, ref]) => (ref && !(name in facts) ? [[name, streamName(ref)] as const] : []));
      if (fresh.length === 0) return facts;
      facts = { ...facts, ...Object.fromEntries(fresh.map(([name, stream]) => [name, this.load(stream)])) };
    }
  }

  private load(stream: string): Loaded<unknown> {
    return { stream, version: this.eventsOf(stream).length, state: this.stateOf(stream) };
  }

  private decideOn(effect: Effect, context: Running): EffectDecision {
    const decide = typeOf(effect.stream).effects[effect.effect];
    if (!decide) throw new Error(`${effect.stream} has no effect ${effect.effect}`);
    return decide(effect.data as never, this.stateOf(effect.stream), context);
  }

  /** Takes a step that may not be refused; says how many events it made. */
  private take(effect: Effect, context: Running): number {
    const said = this.decideOn(effect, context);
    if ('refusal' in said) throw new Error(`${effect.effect} on ${effect.stream} refused: ${said.refusal.en}`);
    const { commandId: id, commandName: name, actor, at } = context;
    this.add(
      effect.stream,
      ...said.events.map((body) => ({
        ...body,
        envelope: { actor, command: { name, id, digest: '' }, occurredAt: body.occurredAt ?? at },
      })),
    );
    return said.events.length;
  }
}

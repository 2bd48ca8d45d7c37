import {
  AppendFell,
  CommandIdTaken,
  WrongExpectedVersion,
  type AppendOptions,
  type Appended,
  type EventStore,
  type MaybePromise,
} from '@ledger/eventlog';
import type { Effect, EffectDecision, EventBody, Evidence, LedgerEvent, Position, Refusal } from '@ledger/kernel';
import { withKeys, type KeyVault } from '@ledger/vault';
import { keptAnswer, refusedAnswer, type Answer } from './answer';
import { GIVE_UP_AFTER_MS, RENEW_AFTER_MS } from './shared/claim-times';
import type { Authority } from './authority.port';
import type { Clock } from './clock.port';
import { enveloped, keptCommand, type CommandInHand, type NextEventId } from './command-in-hand';
import { protect, type VaultKeyed } from './protect';
import type { Registry } from './registry';
import type { RunningCommands } from './running-commands';
import type { CommandsElsewhere } from './shared/commands-elsewhere';
import { isPromise, type StreamState, type StreamStates } from './stream-states';

/** Called before every step of a command; a scheduler or a crash may intervene there. Absent in production. */
export type StepHook = (commandId: string, step: string) => void | Promise<void>;

export interface LedgerParts {
  readonly ledgerId: string;
  readonly registry: Registry;
  readonly store: EventStore;
  readonly states: StreamStates;
  readonly vault: KeyVault;
  readonly keyed: VaultKeyed;
  readonly clock: Clock;
  readonly authority: Authority;
  readonly running: RunningCommands;
  /** On a shared log: the commands of other processes. */
  readonly elsewhere?: CommandsElsewhere;
  readonly nextEventId: NextEventId;
  /** Stream whose version is the policy version of every decision; deciders get it as `facts.policy`. */
  readonly policyStream: string;
  readonly step?: StepHook;
}

/** The single steps that a command is made of: load, decide an effect, append, record a refusal. */
export class CommandSteps {
  /** Appends so far: tells whether anything else moved between two moments. */
  appends = 0;

  constructor(readonly parts: LedgerParts) {}

  load(stream: string): MaybePromise<StreamState> {
    return this.parts.states.load(this.parts.registry.typeOf(stream), stream);
  }

  effectDecision(inHand: CommandInHand, effect: Effect, on: StreamState): EffectDecision {
    const decider = this.parts.registry.typeOf(effect.stream).effects[effect.effect];
    if (!decider) throw new Error(`stream ${effect.stream} knows no effect ${effect.effect}`);
    // An effect's data is what its own slice says it takes; the pair is checked by that slice's specs.
    return decider(effect.data as never, on.state, {
      commandId: inHand.id,
      commandName: inHand.spec.name,
      actor: inHand.actor,
      at: inHand.at,
    });
  }

  /** Appends with the claim if it is the command's first, ending the claim if it is its last. */
  async append(
    inHand: CommandInHand,
    on: StreamState,
    bodies: readonly EventBody[],
    more: { readonly evidence?: Evidence; readonly last?: boolean } = {},
  ): Promise<Appended> {
    this.assertNothingFell(inHand);
    if (this.parts.store.shared) await this.hold(inHand);
    const events = this.envelope(inHand, on, bodies, more.evidence);
    const options: AppendOptions = {
      ...this.claimOf(inHand, more.last === true),
      ...(more.last
        ? {
            conclude: {
              commandId: inHand.id,
              answer: (positions) => keptAnswer(accepted(inHand, positions.at(-1), events)),
            },
          }
        : {}),
    };
    const result = this.parts.store.append(on.stream, on.version, events, options);
    const appended = isPromise(result) ? await result : result;
    this.appends++;
    inHand.appends++;
    inHand.claimed = true;
    inHand.counters.set(on.stream, (inHand.counters.get(on.stream) ?? 0) + events.length);
    for (const { stream, version, type } of events) inHand.written.push({ stream, version, type });
    this.parts.states.advance(this.parts.registry.typeOf(on.stream), on, events);
    if (on.stream === inHand.target) inHand.acted = events;
    return appended;
  }

  /** A refusal is a fact: it stands on the command's own stream, with the sealed command and why. */
  async recordRefusal(inHand: CommandInHand, refusal: Refusal, evidence: Evidence): Promise<Answer> {
    const stream = `command-${inHand.id}`;
    const on: StreamState = {
      stream,
      version: 0,
      state: undefined,
      lastRecordedAt: '',
      snapshotVersion: 0,
      lastEventId: '',
    };
    const data = { name: inHand.spec.name, target: inHand.target, command: inHand.sealed ?? {}, refusal };
    const events = this.envelope(inHand, on, [{ type: 'CommandRefused', data }], evidence);
    const answer = (positions: readonly Position[]): Answer => refusedAnswer(inHand.id, refusal, positions[0]);
    this.assertNothingFell(inHand);
    if (this.parts.store.shared) await this.hold(inHand);
    const appended = await this.appendRefusal(inHand, stream, events, answer);
    this.appends++;
    inHand.claimed = true;
    this.written(inHand, []);
    await appended.durable;
    return answer(appended.positions);
  }

  private async appendRefusal(
    inHand: CommandInHand,
    stream: string,
    events: readonly LedgerEvent[],
    answer: (positions: readonly Position[]) => Answer,
  ): Promise<Appended> {
    try {
      return await this.parts.store.append(stream, 0, events, {
        ...this.claimOf(inHand, true),
        conclude: { commandId: inHand.id, answer: (positions) => keptAnswer(answer(positions)) },
      });
    } catch (error) {
      // Only this command writes its stream: another process has run it to its end.
      if (error instanceof WrongExpectedVersion) throw new CommandIdTaken(inHand.id);
      throw error;
    }
  }

  /**
   * On a shared log a claim is held for a while and renewed before the next step. Who has not renewed it in time steps back,
   * well before another process may take it over.
   */
  async hold(inHand: CommandInHand): Promise<void> {
    const now = performance.now();
    if (!inHand.claimed) {
      inHand.heldSince = now;
      return;
    }
    if (now - inHand.heldSince > GIVE_UP_AFTER_MS) throw new CommandIdTaken(inHand.id);
    if (now - inHand.heldSince < RENEW_AFTER_MS) return;
    await this.parts.store.reviseClaim(inHand.id, keptCommand(inHand));
    inHand.heldSince = now;
  }

  /** Whether the target holds events of the command that this run of it did not write: another process is at it. */
  async isElsewhere(inHand: CommandInHand): Promise<boolean> {
    if (!inHand.claimed) return false;
    const events = await this.parts.store.readStream(inHand.target, { without: 'evidence' });
    return events.some(({ command }) => command.id === inHand.id);
  }

  /** The command sealed without looking at its target: for a refusal before anything is loaded. */
  sealUnowned(inHand: CommandInHand): MaybePromise<object> {
    const { keyed, vault } = this.parts;
    return withKeys(vault, () => protect(inHand.spec.shape, inHand.plain, undefined, inHand.id, keyed, vault));
  }

  /** Everything of the command is written; what is left is to wait until it is durable. */
  written(inHand: CommandInHand, events: Parameters<CommandInHand['onWritten']>[0] = inHand.written): void {
    inHand.onWritten(events);
    if (inHand.alone()) this.parts.store.settleNow?.();
  }

  keepSnapshots(inHand: CommandInHand): void {
    const { registry, states } = this.parts;
    for (const { stream } of inHand.written) {
      const type = registry.typeOf(stream);
      if (type.snapshotEvery !== undefined) states.keepSnapshot(type, stream);
    }
  }

  /** What was decided or reserved before a batch fell may have fallen with it: the command ends, and may be sent again. */
  private assertNothingFell(inHand: CommandInHand): void {
    if ((this.parts.store.falls ?? 0) !== inHand.fallsAtStart) throw new AppendFell(undefined);
  }

  private claimOf(inHand: CommandInHand, last: boolean): AppendOptions {
    if (inHand.claimed) return {};
    const claim = { commandId: inHand.id, name: inHand.spec.name, digest: inHand.digest, target: inHand.target };
    // On a shared log the claim is no part of the append: even a command of one step may be left open.
    return { claim: last && !this.parts.store.shared ? claim : { ...claim, sealed: keptCommand(inHand) } };
  }

  private envelope(
    inHand: CommandInHand,
    on: StreamState,
    bodies: readonly EventBody[],
    evidence: Evidence | undefined,
  ): LedgerEvent[] {
    const recorded = this.parts.clock.record(inHand.at);
    return enveloped(
      inHand,
      on.stream,
      on.version,
      bodies,
      {
        ledgerId: this.parts.ledgerId,
        policyVersion: inHand.policyVersion,
        recordedAt: recorded > on.lastRecordedAt ? recorded : on.lastRecordedAt,
        unit: inHand.unit ?? inHand.actor.unit,
        evidence,
      },
      this.parts.nextEventId,
    );
  }
}

/** The answer of an accepted command, with events that are being appended just now. */
export function accepted(
  inHand: CommandInHand,
  position: Position | undefined,
  more: readonly LedgerEvent[] = [],
): Answer {
  return {
    id: inHand.id,
    outcome: 'accepted',
    position,
    events: [...inHand.written, ...more.map(({ stream, version, type }) => ({ stream, version, type }))],
    ...(inHand.flags.length > 0 ? { flags: inHand.flags } : {}),
  };
}

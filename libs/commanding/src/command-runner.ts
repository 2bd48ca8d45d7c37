import { CommandIdTaken, WrongExpectedVersion, type Appended, type ClaimRecord } from '@ledger/eventlog';
import type { Accepted, Effect, Evidence, Refusal } from '@ledger/kernel';
import { keptAnswer, type Answer } from './answer';
import { keptCommand, type CommandInHand } from './command-in-hand';
import { accepted, type CommandSteps } from './command-steps';
import { judged } from './judgement';
import { isPromise, type StreamState } from './stream-states';

const MAX_CONFLICTS = 8;
const MAX_WAITS = 100;

/** What one go came to: the answer, or another go after a conflict or a wait. */
type Go = { readonly answer: Answer } | { readonly again: 'conflict' | 'waited' };

/**
 * Runs one command to its one outcome: decide on the target, reserve on other streams, decide again, act, follow up.
 * No step needs a transaction over two streams, and repair runs on with the same code.
 */
export class CommandRunner {
  constructor(private readonly steps: CommandSteps) {}

  async run(inHand: CommandInHand): Promise<Answer> {
    const end = this.steps.parts.running.begin(inHand.id);
    try {
      for (let conflicts = 0, waits = 0; ;) {
        const go = await this.go(inHand, waits < MAX_WAITS);
        if ('answer' in go) return go.answer;
        if (go.again === 'waited') waits++;
        else if (++conflicts > MAX_CONFLICTS && !inHand.claimed) return unavailable(inHand);
        else await jitter(conflicts);
      }
    } finally {
      end();
    }
  }

  /** The steps after the target's events, and the end of the claim. Repair comes here directly when those events stand. */
  async followUp(inHand: CommandInHand, after: readonly Effect[], appended: Appended | undefined): Promise<Answer> {
    let last = appended;
    for (const effect of after) {
      await this.step(inHand, `after ${effect.effect} ${effect.stream}`);
      last = (await this.follow(inHand, effect)) ?? last;
    }
    await this.step(inHand, 'conclude');
    const answer = accepted(inHand, last?.positions.at(-1));
    const concluded = await this.steps.parts.store.conclude(inHand.id, keptAnswer(answer));
    this.steps.written(inHand);
    await last?.durable;
    await concluded.durable;
    this.steps.keepSnapshots(inHand);
    return answer;
  }

  private async go(inHand: CommandInHand, mayWait: boolean): Promise<Go> {
    const { steps } = this;
    const others = (): number => steps.appends - inHand.appends;
    // What was left out a go ago may be had now.
    inHand.omitted.clear();
    const before = others();
    let found = await judged(steps, inHand);
    if (found.kind === 'answer') return { answer: found.answer };
    if (found.kind === 'refused') return this.refused(inHand, found.refusal, found.evidence, found.streams, mayWait);
    if (!inHand.claimed) inHand.flags = found.decision.flags;
    if (found.decision.before.length > 0 || inHand.made.length > 0) {
      const stopped = await this.reserve(inHand, found.decision.before, mayWait);
      if (stopped) return stopped;
      // Where nothing but our own reservations was appended and none was left out, the second decision would be the first.
      if (others() !== before || inHand.omitted.size > 0 || steps.parts.store.shared) {
        found = await judged(steps, inHand);
        if (found.kind === 'answer') return { answer: found.answer };
        if (found.kind === 'refused')
          return this.refused(inHand, found.refusal, found.evidence, found.streams, mayWait);
        if (!sameEffects(found.decision.before, inHand.plan)) return { again: 'conflict' };
      }
    }
    return this.act(inHand, found.target, found.version, found.decision);
  }

  private async act(inHand: CommandInHand, target: StreamState, expected: number, decision: Accepted): Promise<Go> {
    const { spec } = inHand;
    if (inHand.flags.join() !== decision.flags.join()) await this.keepFlags(inHand, decision.flags);
    await this.step(inHand, 'target');
    if (spec.inTurn) {
      const { running, elsewhere } = this.steps.parts;
      const before = elsewhere && (await elsewhere.turnOn(inHand.target, inHand.id));
      if (before) return this.waitedElsewhere(inHand, before);
      const turn = turnOn(target);
      if (running.reserverOn([turn], inHand.id) !== undefined)
        return (await this.waited(inHand, [turn])) ?? { again: 'waited' };
      running.reserved(inHand.id, turn);
    }
    let appended: Appended;
    try {
      // The cached state moves when another command appends to it; the decision stands on the version that it saw.
      if (target.version !== expected) throw new WrongExpectedVersion(target.stream, expected, target.version);
      appended = await this.steps.append(inHand, target, decision.events, {
        evidence: decision.evidence,
        last: spec.after === undefined,
      });
    } catch (error) {
      if (spec.inTurn) this.steps.parts.running.givenBack(inHand.id, turnOn(target));
      return this.conflicted(error, target.stream);
    }
    if (spec.after) return { answer: await this.followUp(inHand, spec.after(inHand.acted, target.state), appended) };
    this.steps.written(inHand);
    await appended.durable;
    this.steps.keepSnapshots(inHand);
    return { answer: accepted(inHand, appended.positions.at(-1)) };
  }

  /** Who follows up after a crash answers with the flags of a decision that is past: they stand with the claim. */
  private async keepFlags(inHand: CommandInHand, flags: readonly string[]): Promise<void> {
    inHand.flags = flags;
    if (inHand.claimed && inHand.spec.after) await this.steps.parts.store.reviseClaim(inHand.id, keptCommand(inHand));
  }

  /** Makes the reservations that are still missing; returns how the go ended where it ended over them. */
  private async reserve(inHand: CommandInHand, effects: readonly Effect[], mayWait: boolean): Promise<Go | undefined> {
    if (!sameEffects(effects, inHand.plan)) {
      await this.giveBack(inHand, effects);
      inHand.plan = effects;
      if (inHand.claimed) await this.steps.parts.store.reviseClaim(inHand.id, keptCommand(inHand));
    }
    for (const effect of effects) {
      const made = inHand.made.some((each) => sameEffect(each, effect));
      if (inHand.omitted.has(effect.stream) || (made && !inHand.recheck)) continue;
      await this.step(inHand, `before ${effect.effect} ${effect.stream}`);
      const loading = this.steps.load(effect.stream);
      const on = isPromise(loading) ? await loading : loading;
      const found = this.steps.effectDecision(inHand, effect, on);
      if ('refusal' in found) {
        if (!effect.optional) return this.refusedBy(inHand, effect, { on, refusal: found.refusal }, effects, mayWait);
        const waited = mayWait ? await this.waited(inHand, [effect.stream]) : undefined;
        if (waited) return waited;
        inHand.omitted.set(effect.stream, found.refusal);
        continue;
      }
      // Known as reserved before it is written, so that whoever sees it also sees whose it is.
      this.steps.parts.running.reserved(inHand.id, effect.stream);
      try {
        if (found.events.length > 0) await this.steps.append(inHand, on, found.events);
      } catch (error) {
        this.steps.parts.running.givenBack(inHand.id, effect.stream);
        return this.conflicted(error, effect.stream);
      }
      if (!made) inHand.made.push(effect);
    }
    return undefined;
  }

  /**
   * A reservation was refused. What was decided may be out of date by now: the loser of a race reads who came first, and money that is
   * gone from one place may be had from another.
   */
  private async refusedBy(
    inHand: CommandInHand,
    effect: Effect,
    { on, refusal }: { readonly on: StreamState; readonly refusal: Refusal },
    effects: readonly Effect[],
    mayWait: boolean,
  ): Promise<Go> {
    const anew = await judged(this.steps, inHand);
    if (anew.kind === 'answer') return { answer: anew.answer };
    if (anew.kind === 'refused') return this.refused(inHand, anew.refusal, anew.evidence, anew.streams, mayWait);
    if (!sameEffects(anew.decision.before, effects)) return { again: 'conflict' };
    return this.refused(inHand, refusal, refusedEffect(effect, on, refusal), [effect.stream], mayWait);
  }

  /** Unless a refusal is owed to a reservation whose command has not ended, everything is given back and the refusal recorded. */
  private async refused(
    inHand: CommandInHand,
    refusal: Refusal,
    evidence: Evidence,
    streams: readonly string[],
    mayWait: boolean,
  ): Promise<Go> {
    const waited = mayWait ? await this.waited(inHand, streams) : undefined;
    if (waited) return waited;
    if (this.steps.parts.elsewhere && (await this.steps.isElsewhere(inHand))) throw new CommandIdTaken(inHand.id);
    await this.giveBack(inHand, []);
    await this.step(inHand, 'refuse');
    return { answer: await this.steps.recordRefusal(inHand, refusal, evidence) };
  }

  /** Waits for another command with an open reservation on one of the streams, if there is one: it may be given back. */
  private async waited(inHand: CommandInHand, streams: readonly string[]): Promise<Go | undefined> {
    const { running, elsewhere } = this.steps.parts;
    const other = running.reserverOn(streams, inHand.id);
    if (other === undefined) {
      if (!elsewhere) return undefined;
      const claim = await elsewhere.reserverOn(streams, inHand.id);
      return claim && this.waitedElsewhere(inHand, claim);
    }
    if (running.wouldCircle(inHand.id, other)) await this.giveBack(inHand, []);
    // Told, not held back: between seeing the circle and waiting nobody else may come.
    void this.step(inHand, `wait for ${other}`);
    await running.waitFor(inHand.id, other);
    void this.step(inHand, 'waited');
    return { again: 'waited' };
  }

  /** The same for a command of another process. Nothing is held meanwhile, so that no two of different processes wait for each other. */
  private async waitedElsewhere(inHand: CommandInHand, other: ClaimRecord): Promise<Go> {
    await this.giveBack(inHand, []);
    await this.steps.parts.elsewhere?.endOf(other, () => this.steps.hold(inHand));
    return { again: 'waited' };
  }

  /** Gives reservations back in reverse order, but for those that are to be kept. */
  private async giveBack(inHand: CommandInHand, keep: readonly Effect[]): Promise<void> {
    for (const effect of inHand.made.toReversed()) {
      if (!effect.giveBack || keep.some((kept) => sameEffect(kept, effect))) continue;
      await this.step(inHand, `give back ${effect.effect} ${effect.stream}`);
      await this.follow(inHand, { stream: effect.stream, effect: effect.giveBack.effect, data: effect.giveBack.data });
      inHand.made.splice(inHand.made.indexOf(effect), 1);
      this.steps.parts.running.givenBack(inHand.id, effect.stream);
    }
    inHand.omitted.clear();
  }

  /** A step that may not be refused; conflicts are tried again until it stands. */
  private async follow(inHand: CommandInHand, effect: Effect): Promise<Appended | undefined> {
    for (;;) {
      const on = await this.steps.load(effect.stream);
      const found = this.steps.effectDecision(inHand, effect, on);
      if ('refusal' in found)
        throw new Error(
          `${effect.effect} on ${effect.stream} may not be refused, but was: ${found.refusal.ruleId} ${found.refusal.en}`,
        );
      if (found.events.length === 0) return undefined;
      try {
        return await this.steps.append(inHand, on, found.events);
      } catch (error) {
        this.conflicted(error, effect.stream);
      }
    }
  }

  private conflicted(error: unknown, stream: string): Go {
    if (!(error instanceof WrongExpectedVersion)) throw error;
    this.steps.parts.states.forget(stream);
    return { again: 'conflict' };
  }

  private step(inHand: CommandInHand, name: string): void | Promise<void> {
    return this.steps.parts.step?.(inHand.id, name);
  }
}

/** Kept like a reservation: it ends with the command. */
const turnOn = ({ stream }: StreamState): string => `turn on ${stream}`;

const sameEffect = (a: Effect, b: Effect): boolean =>
  a.stream === b.stream && a.effect === b.effect && JSON.stringify(a.data) === JSON.stringify(b.data);

const sameEffects = (a: readonly Effect[], b: readonly Effect[]): boolean =>
  a === b || (a.length === b.length && a.every((effect, i) => sameEffect(effect, b[i] as Effect)));

const refusedEffect = (effect: Effect, on: StreamState, refusal: Refusal): Evidence => ({
  rules: [{ ruleId: refusal.ruleId }],
  facts: [{ stream: on.stream, version: on.version, name: effect.effect, value: effect.data }],
});

const unavailable = (inHand: CommandInHand): Answer => ({
  id: inHand.id,
  outcome: 'unavailable',
  problem: {
    type: '/problems/contended',
    detail: '该业务对象正被多人同时办理，本次未写入；请稍后用同一编号重试。',
    detailEn: 'Too many are changing this subject at once; nothing was written. Try again with the same id.',
  },
});

/** Waits a random, growing while so that contenders part; the first conflict is tried again at once. */
const jitter = (conflicts: number): Promise<void> =>
  conflicts <= 1
    ? Promise.resolve()
    : new Promise((resolve) => {
        setTimeout(resolve, Math.random() * Math.min(50, 2 ** conflicts));
      });

import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Answer } from '@ledger/commanding';
import { Ledger, type LedgerRegister } from '@ledger/runtime';
import { embedded } from '@ledger/testing';
import { Random } from '@ledger/simulation';
import { nextAsk } from '../asking/next-ask';
import { Desk, type InForce } from '../asking/desk';
import type { Ask } from '../book/ask';
import type { Books } from '../book/books';
import type { FaultMoment } from '../faults/faults';
import { copyOf } from '../book/copy-of';
import { Model } from '../book/model';
import { imbalance } from '../book/money';
import { CALENDAR } from '../world/world';
import type { Stage, World } from '../world/world';
import { differences } from './differences';
import { verdictOf, type Given } from './given';
import { isUnexplained, linearise, type Done, type Unexplained } from './linearise';
import { RealStates } from './real-states';
import { Stepper } from './stepper';

export interface HistoryOptions {
  readonly world: World;
  /** Where its copy of the world may lie. */
  readonly base: string;
  readonly seed: number;
  readonly register: LedgerRegister;
  /** Tells a planted fault when the ledger is repairing. */
  readonly moment: FaultMoment;
}

export interface HistoryReport {
  readonly seed: number;
  readonly commands: number;
  readonly crashes: number;
  /** By outcome and rule. */
  readonly verdicts: Readonly<Record<string, number>>;
  /** Every verdict in the order of the commands, for comparing two runs of one seed. */
  readonly trail: readonly string[];
  readonly failure?: Unexplained;
  /** What was found in order before the failure. */
  readonly before: readonly Done[];
}

const ACTORS = 3;
const ROUNDS = [14, 22] as const;
const MOST_EACH = 2;
const LATE_TURN = Number.MAX_SAFE_INTEGER;

/** 一段历史: three actors at once, round after round, on a ledger of its own; after each round the model must explain all of it. */
export class History {
  private readonly model = new Model(CALENDAR);
  private readonly random: Random;
  private readonly folder: string;
  private readonly desk: Desk;
  private readonly stage: Stage;
  private books: Books;
  private ledger!: Ledger;
  /** The open ledger's stepper of the day; an abandoned ledger keeps the one in which it crashed. */
  private instance!: { stepper: Stepper };
  private real!: RealStates;
  private turn = 0;
  private crashes = 0;
  private crashDue = false;
  private readonly explained: Done[] = [];
  private readonly trail: string[] = [];
  private readonly verdicts: Record<string, number> = {};

  constructor(private readonly options: HistoryOptions) {
    this.random = new Random(options.seed);
    this.folder = mkdtempSync(join(options.base, 'history-'));
    this.stage = this.random.pick(options.world.stages);
    this.books = copyOf(this.stage.books);
    this.desk = new Desk(
      this.random.fork(),
      options.world.people,
      this.books,
      (id) => this.inForce(id),
      this.stage.now,
    );
  }

  async run(): Promise<HistoryReport> {
    const { seed } = this.options;
    cpSync(this.stage.folder, this.folder, { recursive: true });
    const rounds = this.random.int(...ROUNDS);
    const crashIn = seed % 3 === 0 ? this.random.int(1, rounds) : 0;
    let failure: Unexplained | undefined;
    try {
      await this.open();
      // A round with too few steps for its crash goes by unharmed; then the next is to be hit, if need be one more.
      for (let n = 1; (n <= rounds || this.crashDue) && !failure; n++) {
        if (n === crashIn) this.crashDue = true;
        failure = await this.round();
      }
      await this.ledger.close();
    } finally {
      rmSync(this.folder, { recursive: true, force: true });
    }
    const { explained, trail, verdicts, crashes } = this;
    return {
      seed,
      commands: trail.length,
      crashes,
      verdicts,
      trail,
      before: explained,
      ...(failure ? { failure } : {}),
    };
  }

  private async open(): Promise<void> {
    const { register } = this.options;
    const instance = { stepper: this.newStepper(undefined) };
    this.instance = instance;
    this.ledger = await instance.stepper.unheld(() =>
      Ledger.open({ folder: this.folder, live: false, register, step: (id, step) => instance.stepper.hook(id, step) }),
    );
    this.real = new RealStates(this.ledger, register);
  }

  private newStepper(crashAt: number | undefined): Stepper {
    return new Stepper(crashAt, () => this.abandon());
  }

  /** Ends this instance as a crash of the process would: what is not durable is lost, and its locks are free. */
  private abandon(): void {
    const { views, cache } = this.ledger.parts;
    const { store, vault } = embedded(this.ledger);
    store.abandon();
    vault.abandon();
    void views.close();
    cache.close();
  }

  private inForce(caseId: string): InForce {
    const { certificateVersion, amountVersion, confirmedVersion, endedVersion, forgivenVersion, recoveries } =
      this.real.case(caseId);
    const versions = Object.entries(recoveries).map(([id, { version }]) => [id, version] as const);
    const entries = Object.entries(recoveries).map(([id, { entryVersions }]) => [id, entryVersions] as const);
    return {
      certificateVersion,
      amountVersion,
      confirmedVersion,
      endedVersion,
      forgivenVersion,
      recoveryVersions: Object.fromEntries(versions),
      entryVersions: Object.fromEntries(entries),
    };
  }

  private async round(): Promise<Unexplained | undefined> {
    const asks = this.asks();
    const given: Given[] = [];
    this.instance.stepper = this.newStepper(this.crashDue ? this.random.int(1, 12) : undefined);
    await this.play(asks, given);
    if (this.instance.stepper.crashed) await this.afterCrash(asks, given);
    return this.check(given);
  }

  /** What each actor will ask, one thing after another. The second is asked as if the first had gone well, or knows nothing of it. */
  private asks(): Ask[][] {
    this.desk.known = this.books;
    return Array.from({ length: ACTORS }, () => {
      this.desk.books = this.books;
      const mine: Ask[] = [];
      for (let n = this.random.int(1, MOST_EACH); n > 0; n--) {
        const ask = nextAsk(this.desk);
        mine.push(ask);
        if (n > 1 && this.random.chance(0.6)) this.desk.books = this.hoped(ask);
      }
      return mine;
    });
  }

  private hoped(ask: Ask): Books {
    const ruling = this.model.judge(this.desk.books, ask, {});
    if (ruling.refused || CHOICES.includes(ask.command)) return this.desk.books;
    const hoped = copyOf(this.desk.books);
    this.model.apply(hoped, ask, {});
    for (const caseId of this.model.goesOn(hoped, ask)) this.model.applyTo(hoped, ask, caseId);
    return hoped;
  }

  /** Lets one command at a time take one step, as chance says, until all is answered or the ledger has crashed. */
  private async play(asks: readonly Ask[][], given: Given[]): Promise<void> {
    const { stepper } = this.instance;
    for (;;) {
      const idle = asks.flatMap((mine, by) => {
        const own = given.filter((each) => each.by === by);
        return own.length < mine.length && own.every(({ answer, lost }) => answer || lost) ? [by] : [];
      });
      const choices: (string | number)[] = [...stepper.ready, ...idle];
      if (stepper.crashed || choices.length === 0) break;
      const chosen = this.random.pick(choices);
      this.turn++;
      if (typeof chosen === 'string') stepper.release(chosen);
      else {
        const ask = asks[chosen]?.[given.filter(({ by }) => by === chosen).length];
        if (!ask) throw new Error('an actor has nothing left to ask');
        given.push({ ask, by: chosen, sentAt: this.turn, answeredAt: LATE_TURN });
        this.send(given[given.length - 1]!);
      }
      await stepper.quiet();
    }
    if (stepper.stuck) throw new Error(`seed ${this.options.seed}: commands wait for each other`);
  }

  private send(op: Given): void {
    const { stepper } = this.instance;
    const { id, at, actor, command, data } = op.ask;
    stepper.began(id);
    const answered = (answer: Answer): void => {
      // What the abandoned instance still says is heard by nobody.
      if (stepper.crashed) return;
      stepper.ended(id);
      op.answer = answer;
      op.answeredAt = this.turn;
    };
    void this.ledger
      .execute({ id, at, actor, command, data })
      .then(answered, (error: unknown) => answered(broken(id, error)));
  }

  /** Opens the folder anew, which repairs; then what was under way is sent again, and what had been answered stays answered. */
  private async afterCrash(asks: readonly Ask[][], given: Given[]): Promise<void> {
    this.crashes++;
    this.crashDue = false;
    this.turn++;
    const { moment } = this.options;
    moment.repairing = true;
    await this.open();
    moment.repairing = false;
    const repaired = new Map(this.ledger.parts.repaired.map((answer) => [answer.id, answer]));
    for (const op of given) {
      const first = op.answer ?? repaired.get(op.ask.id);
      if (!first) continue;
      if (!op.answer) op.answeredAt = this.turn;
      op.answer = this.random.chance(0.7) ? await this.again(op, first) : first;
    }
    for (const op of given) {
      if (op.answer) continue;
      op.lost = this.random.chance(0.3);
      if (op.lost) continue;
      this.send(op);
      await this.instance.stepper.quiet();
    }
    await this.play(asks, given);
    for (const { ask, lost } of given)
      if (lost && this.ledger.parts.store.findClaim(ask.id)) throw new Error(`${ask.command} was lost and has a claim`);
  }

  /** Exactly one outcome: the same id with the same data gives the first answer. */
  private async again({ ask }: Given, first: Answer): Promise<Answer> {
    const { id, at, actor, command, data } = ask;
    const { stepper } = this.instance;
    const repeated = await stepper.unheld(() => this.ledger.execute({ id, at, actor, command, data }));
    const same = repeated.outcome === 'duplicate' && JSON.stringify(repeated.first) === JSON.stringify(first);
    if (same || first.outcome === 'invalid') return first;
    return broken(
      id,
      new Error(`answered ${JSON.stringify(repeated)} the second time, ${JSON.stringify(first)} the first`),
    );
  }

  private check(given: readonly Given[]): Unexplained | undefined {
    const round: Done[] = given.flatMap((each) => {
      const verdict = verdictOf(this.ledger, each);
      return verdict ? [{ given: each, verdict }] : [];
    });
    for (const {
      given: { ask },
      verdict,
    } of round) {
      const said = verdict.outcome === 'refused' ? `refused ${verdict.ruleId}` : verdict.outcome;
      this.verdicts[said] = (this.verdicts[said] ?? 0) + 1;
      this.trail.push(`${ask.command} ${ask.id} ${said} ${verdict.flags.join()} @${verdict.position}`);
    }
    const broken = round.filter(({ verdict }) => verdict.outcome !== 'accepted' && verdict.outcome !== 'refused');
    if (broken.length > 0) return { done: [], why: broken.map(({ verdict }) => verdict.outcome).join('\n'), round };
    const silent = given.filter(({ answer, lost }) => !answer && !lost);
    if (silent.length > 0)
      return { done: [], why: `without an answer: ${silent.map(({ ask }) => ask.command).join()}`, round };
    const open = embedded(this.ledger).store.openClaims();
    if (open.length > 0)
      return { done: [], why: `open claims: ${open.map(({ name, commandId }) => `${name} ${commandId}`).join()}` };
    const found = linearise(this.model, this.books, round, (books) => {
      const wrong = imbalance(books);
      return wrong === undefined ? differences(books, this.real) : [`the model itself: ${wrong}`];
    });
    if (isUnexplained(found)) return found;
    this.explained.push(...round);
    this.books = found;
    return undefined;
  }
}

/** Commands of which the ledger chooses what they take up. */
const CHOICES = ['MakeBatch', 'DispatchBatch', 'OpenPublicity'];

const broken = (id: string, error: unknown): Answer => ({
  id,
  outcome: 'unavailable',
  problem: {
    type: 'broken',
    detail: '',
    detailEn: error instanceof Error ? (error.stack ?? error.message) : String(error),
  },
});

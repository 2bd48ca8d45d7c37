import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Answer, CommandRequest } from '@ledger/commanding';
import type { Actor } from '@ledger/kernel';
import { setupRequests } from '@ledger/reference';
import { Ledger, type LedgerOptions } from '@ledger/runtime';
import { at, People, Random, staff, type MadeUpPerson } from '@ledger/simulation';

/** What a person asks of the ledger, and when. */
export interface Ask {
  readonly by: Actor;
  readonly at: string;
  readonly command: string;
  readonly data: object;
}

interface TownOptions extends Partial<LedgerOptions> {
  /** Which commands of the reference data set the town up; all where absent. */
  readonly setUp?: (request: ReturnType<typeof setupRequests>[number]) => boolean;
  readonly seed?: number;
}

/** 测试用台账: a real ledger on a simulated clock in a temporary folder, set up from the reference data, with made-up people. */
export class Town {
  readonly random: Random;
  private readonly people: People;
  private serials = 0;

  private constructor(
    readonly base: string,
    public ledger: Ledger,
    private readonly options: TownOptions,
  ) {
    this.random = new Random(options.seed ?? 2020);
    this.people = new People(this.random.fork());
  }

  static async open(options: TownOptions = {}): Promise<Town> {
    const base = mkdtempSync(join(tmpdir(), 'skill-ledger-town-'));
    const town = new Town(base, await opened(base, options), options);
    const { setUp = () => true } = options;
    await town.inTurn(
      setupRequests()
        .filter(setUp)
        .map(({ on, role, command, data }) => ({ by: staff(role, 'XC'), at: at(on, '08:00'), command, data })),
    );
    return town;
  }

  get data(): string {
    return join(this.base, 'data');
  }

  /** Closes the ledger and opens it anew, as after a restart. */
  async reopen(more: TownOptions = {}): Promise<void> {
    await this.ledger.close();
    this.ledger = await opened(this.base, { ...this.options, ...more });
  }

  async close(): Promise<void> {
    await this.ledger.close();
    rmSync(this.base, { recursive: true, force: true });
  }

  person(from?: number, to?: number): MadeUpPerson {
    return this.people.make(from, to);
  }

  serial(): number {
    return ++this.serials;
  }

  request({ by, ...asked }: Ask): CommandRequest {
    return { id: this.random.uuid(), actor: by, ...asked };
  }

  /** Asks and takes whatever the ledger answers. */
  try(by: Actor, when: string, command: string, data: object): Promise<Answer> {
    return this.ledger.execute(this.request({ by, at: when, command, data }));
  }

  /** Asks for what must be accepted. */
  async do(by: Actor, when: string, command: string, data: object): Promise<Answer> {
    return accepted(command, await this.try(by, when, command, data));
  }

  /** Asks for one thing after the other, each once the one before is written; all wait for the disk together. */
  async inTurn(asks: readonly Ask[]): Promise<void> {
    const answers: Promise<Answer>[] = [];
    for (const ask of asks) {
      await new Promise<void>((written) => {
        const answer = this.ledger.execute(this.request(ask), () => written());
        // An answer without anything written, and a failure, let the next begin too; it is seen below.
        answer.then(
          () => written(),
          () => written(),
        );
        answers.push(answer.then((given) => accepted(ask.command, given)));
      });
    }
    await Promise.all(answers);
  }

  /** Resolves when views and processes have seen everything. */
  async settled(): Promise<void> {
    const { store, background } = this.ledger.parts;
    await background.processed(await store.head());
    await background.viewsSeen(await store.head(), 30_000);
  }
}

const opened = (base: string, { setUp: _setUp, seed: _seed, ...options }: TownOptions): Promise<Ledger> =>
  Ledger.open({ folder: join(base, 'data'), outbox: join(base, 'outbox'), create: { clock: 'simulated' }, ...options });

function accepted(command: string, answer: Answer): Answer {
  if (answer.outcome === 'accepted') return answer;
  const { ruleId = '', detailEn = '', errors } = answer.problem ?? {};
  throw new Error(`${command}: ${answer.outcome} ${ruleId} ${detailEn} ${JSON.stringify(errors ?? [])}`);
}

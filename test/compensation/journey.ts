import type { Answer } from '@ledger/commanding';
import { localDateOf, type Actor, type DocumentRef } from '@ledger/kernel';
import { at, documentOf } from '@ledger/simulation';
import type { Town } from '../stories/town';

/** What is asked next of the thing that a journey is about: by whom, and what. */
export interface Asked {
  readonly by: Actor;
  readonly data: object;
  /** The command, where the journey calls it otherwise. */
  readonly command?: string;
}

/** How each command is asked, in the words of its journey. */
export type Asks<J> = Readonly<Record<string, (journey: J) => Asked | Promise<Asked>>>;

const MINUTE_MS = 60_000;

/** 一件事的经过: one thing, and commands about it one after another, each a minute after the one before. */
export abstract class Journey {
  private nowMs: number;
  /** Streams other than those of the money and the person that it writes. */
  abstract readonly streams: readonly string[];

  constructor(
    readonly town: Town,
    on: string,
  ) {
    this.nowMs = Date.parse(at(on, '09:00'));
  }

  protected abstract asked(command: string): Promise<Asked>;

  get today(): string {
    return localDateOf(new Date(this.nowMs).toISOString());
  }

  /** Goes on to the morning of a later day. */
  until(date: string): void {
    this.nowMs = Math.max(this.nowMs, Date.parse(at(date, '09:00')));
  }

  /** The reason and the document that go with a compensating command. */
  get papers(): { readonly reason: string; readonly document: DocumentRef } {
    return { reason: '办理有误，按审批件更正', document: this.document };
  }

  get document(): DocumentRef {
    return documentOf('CORRECTION_DECISION', this.today, this.town.serial());
  }

  /** Gives a command that must be accepted. */
  async give(command: string): Promise<Answer> {
    const { by, data, command: name = command } = await this.asked(command);
    return this.town.do(by, this.tick(), name, data);
  }

  async giveAll(commands: readonly string[]): Promise<void> {
    for (const command of commands) await this.give(command);
  }

  /** The rule that refuses a command now; undefined where it is accepted. */
  async refusalOf(command: string): Promise<string | undefined> {
    const { by, data } = await this.asked(command);
    const { outcome, problem } = await this.town.try(by, this.tick(), command, data);
    if (outcome === 'invalid') throw new Error(`${command} is invalid: ${JSON.stringify(problem)}`);
    return outcome === 'refused' ? problem?.ruleId : undefined;
  }

  private tick(): string {
    this.nowMs += MINUTE_MS;
    return new Date(this.nowMs).toISOString();
  }
}

export const ask = <J>(asks: Asks<J>, journey: J, command: string): Asked | Promise<Asked> => {
  const how = asks[command];
  if (!how) throw new Error(`no journey knows how ${command} is asked`);
  return how(journey);
};

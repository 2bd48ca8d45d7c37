import type { Accepted, Effect, Evidence, LedgerEvent, Refusal, Subject } from '@ledger/kernel';
import type { Ran } from './run';

/** An event that a spec expects; `corrects` is compared only where it is given. */
export interface ExpectedEvent {
  readonly type: string;
  readonly data: unknown;
  readonly corrects?: unknown;
}

/** What came of the command of a spec. N is the stream as it then stands. */
export class Outcome<N> {
  constructor(
    private readonly ran: Ran,
    private readonly withEvents: (events: readonly LedgerEvent[]) => N,
  ) {}

  /** Accepted, with these events and no other. */
  then(...expected: readonly ExpectedEvent[]): this {
    this.accepted();
    const shown = this.ran.events.map(({ type, data, corrects }, i) => ({
      type,
      data,
      ...(expected[i]?.corrects ? { corrects } : {}),
    }));
    expect(shown).toEqual(
      expected.map(({ type, data, corrects }) => ({ type, data, ...(corrects ? { corrects } : {}) })),
    );
    return this;
  }

  /** Refused by that rule, with the plan's clause and a sentence in each language. */
  thenRefused(ruleId: string, text?: RegExp): this {
    const refusal = this.refusal();
    expect(`${refusal.ruleId}: ${refusal.en}`).toMatch(new RegExp(`^${ruleId}: `));
    expect(refusal.clause).toMatch(/^[一二三四五]/);
    expect(refusal.zh).toMatch(/[\u4e00-\u9fff]/);
    expect(refusal.en).toMatch(/[a-z]{3}/);
    if (text) expect(`${refusal.zh}\n${refusal.en}`).toMatch(text);
    return this;
  }

  /** Of wrong shape, in exactly these fields. */
  thenInvalid(...fields: readonly string[]): this {
    expect(this.ran.invalid).toEqual(fields);
    return this;
  }

  /** The reservations that are made before, in order. */
  thenBefore(...effects: readonly Partial<Effect>[]): this {
    const { before } = this.accepted();
    expect(before).toHaveLength(effects.length);
    effects.forEach((effect, i) => expect(before[i]).toMatchObject(effect));
    return this;
  }

  /** The effects that follow, in order. */
  thenAfter(...effects: readonly Partial<Effect>[]): this {
    this.accepted();
    expect(this.ran.after).toHaveLength(effects.length);
    effects.forEach((effect, i) => expect(this.ran.after[i]).toMatchObject(effect));
    return this;
  }

  thenFlags(...flags: readonly string[]): this {
    expect(this.accepted().flags).toEqual(flags);
    return this;
  }

  accepted(): Accepted {
    expect(this.ran.invalid).toEqual([]);
    const { decision } = this.ran;
    if (!decision?.accepted)
      throw new Error(`refused by ${decision?.refusal.ruleId}: ${decision?.refusal.en} / ${decision?.refusal.zh}`);
    return decision;
  }

  refusal(): Refusal {
    expect(this.ran.invalid).toEqual([]);
    const { decision } = this.ran;
    if (!decision || decision.accepted) throw new Error(`accepted: ${JSON.stringify(decision?.events)}`);
    return decision.refusal;
  }

  get evidence(): Evidence {
    return this.ran.decision?.evidence ?? { rules: [], facts: [] };
  }

  get subject(): Subject | undefined {
    return this.ran.subject;
  }

  /** The text that the vault keeps beside the events. */
  get kept(): string | undefined {
    this.accepted();
    return this.ran.kept;
  }

  /** The accepted events in their envelope. */
  get events(): readonly LedgerEvent[] {
    return this.ran.events;
  }

  /** The stream as it stands after an accepted command, for the next one. */
  get next(): N {
    this.accepted();
    return this.withEvents(this.ran.events);
  }
}

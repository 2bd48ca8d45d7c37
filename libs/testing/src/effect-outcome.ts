import type { EffectDecision, EventBody } from '@ledger/kernel';
import type { ExpectedEvent } from './outcome';

/** What came of an effect. N is the stream as it then stands. */
export class EffectOutcome<N> {
  constructor(
    private readonly said: EffectDecision,
    private readonly withEvents: (events: readonly EventBody[]) => N,
  ) {}

  then(...expected: readonly ExpectedEvent[]): this {
    if ('refusal' in this.said) throw new Error(`refused by ${this.said.refusal.ruleId}: ${this.said.refusal.en}`);
    expect(this.said.events.map(({ type, data }) => ({ type, data }))).toEqual(
      expected.map(({ type, data }) => ({ type, data })),
    );
    return this;
  }

  /** Accepted, and nothing is left to do. */
  thenNothing(): this {
    expect('refusal' in this.said ? this.said.refusal : this.said.events).toEqual([]);
    return this;
  }

  thenRefused(ruleId: string, text?: RegExp): this {
    if (!('refusal' in this.said)) throw new Error(`accepted: ${JSON.stringify(this.said.events)}`);
    expect(this.said.refusal.ruleId).toBe(ruleId);
    if (text) expect(`${this.said.refusal.zh}\n${this.said.refusal.en}`).toMatch(text);
    return this;
  }

  get refused(): boolean {
    return 'refusal' in this.said;
  }

  /** The stream after the effect; unchanged after a refusal. */
  get next(): N {
    return this.withEvents('refusal' in this.said ? [] : this.said.events);
  }
}

import { eraseKey, type DataKey } from '../keys/data-key';

interface Held {
  /** Undefined: the person is known to have no live key. */
  readonly key: DataKey | undefined;
  readonly until: number;
}

/** How many may be held before those that are over are looked for. */
const SWEEP_AT = 1_000;

/**
 * Unwrapped keys for a short while: long enough for the piece of work that they were fetched for, short enough that a destruction by
 * another process is soon seen here.
 */
export class KeysAtHand {
  private readonly held = new Map<string, Held>();
  /** Moves when something is forgotten, so that what was read before is not taken for what holds now. */
  forgotten = 0;

  constructor(
    private readonly keptMs: number,
    /** Milliseconds; never runs back. */
    private readonly clock: () => number,
  ) {}

  /** Absent: nothing is known. */
  get(person: string): Pick<Held, 'key'> | undefined {
    const held = this.held.get(person);
    if (!held || held.until > this.clock()) return held;
    this.remove(person, held);
    return undefined;
  }

  hold(person: string, key: DataKey | undefined): void {
    const before = this.held.get(person);
    if (before?.key && before.key !== key) eraseKey(before.key);
    this.held.set(person, { key, until: this.clock() + this.keptMs });
    if (this.held.size % SWEEP_AT === 0) this.sweep();
  }

  forget(person: string): void {
    this.forgotten += 1;
    const held = this.held.get(person);
    if (held) this.remove(person, held);
  }

  forgetAll(): void {
    this.forgotten += 1;
    for (const [person, held] of this.held) this.remove(person, held);
  }

  private sweep(): void {
    const now = this.clock();
    for (const [person, held] of this.held) if (held.until <= now) this.remove(person, held);
  }

  private remove(person: string, { key }: Held): void {
    if (key) eraseKey(key);
    this.held.delete(person);
  }
}

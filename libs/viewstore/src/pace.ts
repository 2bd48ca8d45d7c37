/** A batch is as long as fits into this, so that queries and commands of the same process are not kept waiting. */
const TARGET_MS = 4;
const SHORTEST = 16;
const LONGEST = 500;
const FIRST_GUESS_MS = 0.02;
/** Weight of the newest batch. */
const NEWEST = 0.2;

/** How long batches may be, learnt from how long they took. */
export class Pace {
  private msPerEvent: number | undefined;

  /** Events in the next batch. */
  get batch(): number {
    return Math.max(SHORTEST, Math.min(LONGEST, Math.floor(TARGET_MS / (this.msPerEvent ?? FIRST_GUESS_MS))));
  }

  get eventsPerSecond(): number {
    return this.msPerEvent ? 1_000 / this.msPerEvent : 0;
  }

  took(events: number, ms: number): void {
    // A few events tell more about the commit than about themselves.
    if (events < SHORTEST) return;
    this.msPerEvent = (1 - NEWEST) * (this.msPerEvent ?? ms / events) + NEWEST * (ms / events);
  }
}

import type { Position } from '@ledger/kernel';

/** Landmarks kept; when there are more, those that lie close together are forgotten. */
const MAX_LANDMARKS = 65_536;

/** Positions at which events are known to begin, so that a search for one begins near it. */
export class Landmarks {
  private sorted: Position[] = [];
  /** Closer to the one before it none is kept. */
  private gap = 1;

  constructor(private readonly most = MAX_LANDMARKS) {}

  note(position: Position): void {
    const at = this.after(position);
    if (position - (this.sorted[at - 1] ?? -Infinity) < this.gap) return;
    this.sorted.splice(at, 0, position);
    if (this.sorted.length > this.most) this.thin();
  }

  /** The nearest at or before the position. */
  before(position: Position): Position | undefined {
    return this.sorted[this.after(position) - 1];
  }

  private thin(): void {
    const span = this.sorted.at(-1)! - this.sorted[0]!;
    this.gap = (2 * span) / this.most;
    let last = -Infinity;
    this.sorted = this.sorted.filter((position) => {
      if (position - last < this.gap) return false;
      last = position;
      return true;
    });
  }

  /** Index of the first beyond the position. */
  private after(position: Position): number {
    let [low, high] = [0, this.sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.sorted[middle]! <= position) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

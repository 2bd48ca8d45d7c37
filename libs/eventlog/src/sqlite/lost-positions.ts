import type { Position } from '@ledger/kernel';

/** Runs of positions, added in rising order. */
export class LostPositions {
  private readonly from: Position[] = [];
  private readonly to: Position[] = [];

  add(from: Position, to: Position): void {
    const last = this.to.length - 1;
    if (last >= 0 && this.to[last] === from - 1) {
      this.to[last] = to;
      return;
    }
    this.from.push(from);
    this.to.push(to);
  }

  has(position: Position): boolean {
    let low = 0;
    let high = this.from.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      if (position < this.from[middle]!) high = middle - 1;
      else if (position > this.to[middle]!) low = middle + 1;
      else return true;
    }
    return false;
  }
}

import type { Random } from './random';

const AGAIN = 0.01;

/**
 * 差错: mistakes and attempts that the ledger refuses. Each kind is made at its first opportunity, so that the smallest
 * programme shows them all, and now and then after that.
 */
export class Slips {
  private readonly made = new Set<string>();

  constructor(private readonly random: Random) {}

  due(kind: string): boolean {
    const again = this.random.chance(AGAIN);
    const first = !this.made.has(kind);
    this.made.add(kind);
    return first || again;
  }
}

import type { Answer } from '@ledger/commanding';

/** How often the lines of an import came to what. */
export interface ImportCounts {
  readonly lines: number;
  readonly accepted: number;
  readonly refused: number;
  readonly invalid: number;
  readonly duplicate: number;
  /** Events of the commands accepted now. */
  readonly events: number;
  /** Refusals of this run by rule, most frequent first. */
  readonly refusedBy: Readonly<Record<string, number>>;
  /** Accepted commands of this run that raised a flag, by its code. */
  readonly flagged: Readonly<Record<string, number>>;
}

/** 导入统计. */
export class ImportTally {
  private readonly outcomes = { accepted: 0, refused: 0, invalid: 0, duplicate: 0 };
  private events = 0;
  private readonly refusedBy = new Map<string, number>();
  private readonly flagged = new Map<string, number>();

  add({ outcome, events, problem, flags }: Answer): void {
    if (outcome === 'conflict' || outcome === 'unavailable') throw new Error(`a line cannot end as ${outcome}`);
    this.outcomes[outcome] += 1;
    if (outcome === 'accepted') this.events += events?.length ?? 0;
    if (outcome === 'refused') count(this.refusedBy, problem?.ruleId ?? '');
    for (const flag of flags ?? []) count(this.flagged, flag);
  }

  get lines(): number {
    return Object.values(this.outcomes).reduce((sum, each) => sum + each, 0);
  }

  counts(): ImportCounts {
    const { lines, outcomes, events } = this;
    return { lines, ...outcomes, events, refusedBy: byFrequency(this.refusedBy), flagged: byFrequency(this.flagged) };
  }
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

const byFrequency = (counts: ReadonlyMap<string, number>): Record<string, number> =>
  Object.fromEntries([...counts].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)));

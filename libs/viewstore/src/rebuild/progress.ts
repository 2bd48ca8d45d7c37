import type { Position } from '@ledger/kernel';

/** How far a rebuild is. */
export interface Progress {
  readonly phase: 'fold' | 'index';
  readonly position: Position;
  readonly upTo: Position;
  /** Positions passed a second, all threads together. */
  readonly eventsPerSecond: number;
  readonly secondsLeft: number;
}

/** Where each part is; the whole is as far as their mean. */
export class ProgressMeter {
  private readonly at: number[];
  private readonly startedAt = performance.now();

  constructor(
    parts: number,
    private readonly upTo: Position,
    private readonly report?: (progress: Progress) => void,
  ) {
    this.at = Array.from({ length: parts }, () => 0);
  }

  moved(part: number, position: Position): void {
    this.at[part] = position;
    this.tell('fold');
  }

  /** The events are folded; the parts are joined, indexed and made durable. */
  indexing(): void {
    this.at.fill(this.upTo);
    this.tell('index');
  }

  private tell(phase: Progress['phase']): void {
    const position = Math.round(this.at.reduce((sum, at) => sum + at, 0) / this.at.length);
    const seconds = (performance.now() - this.startedAt) / 1_000;
    const eventsPerSecond = seconds > 0 ? position / seconds : 0;
    const secondsLeft = eventsPerSecond > 0 ? (this.upTo - position) / eventsPerSecond : 0;
    this.report?.({ phase, position, upTo: this.upTo, eventsPerSecond, secondsLeft });
  }
}

import type { Text } from './language';
import { ProgressLine } from './progress-line';
import type { Terminal } from './terminal';

/** Progress of a work of several steps, each of which tells its own share. */
export class Steps<Step extends string> {
  private readonly line: ProgressLine;
  private readonly startedAt = performance.now();

  constructor(
    terminal: Terminal,
    title: Text,
    private readonly steps: readonly Step[],
  ) {
    this.line = new ProgressLine(terminal, title, { zh: '步', en: 'steps' });
  }

  moved(step: Step, share: number): void {
    const done = this.steps.indexOf(step) + share;
    const seconds = (performance.now() - this.startedAt) / 1_000;
    const secondsLeft = done > 0 ? (seconds / done) * (this.steps.length - done) : 0;
    this.line.moved({
      share: done / this.steps.length,
      done,
      perSecond: done / Math.max(seconds, 0.001),
      secondsLeft,
    });
  }

  end(): void {
    this.line.end();
  }
}

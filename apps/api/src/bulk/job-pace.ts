/** 速度: rows a second of a run, and the time that is left by it. */
export class Pace {
  constructor(
    private readonly startedWith: number,
    private readonly startedAt = performance.now(),
  ) {}

  at(done: number, total: number, now = performance.now()): { rowsPerSecond: number; secondsLeft?: number } {
    const seconds = Math.max(0.001, (now - this.startedAt) / 1_000);
    const rowsPerSecond = Math.round((10 * (done - this.startedWith)) / seconds) / 10;
    if (rowsPerSecond === 0) return { rowsPerSecond };
    return { rowsPerSecond, secondsLeft: Math.ceil(Math.max(0, total - done) / rowsPerSecond) };
  }
}

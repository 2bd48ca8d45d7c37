import type { Clock } from './clock.port';

/** The wall clock, held so that it never runs back within this process or behind the log. */
export class RealClock implements Clock {
  readonly kind = 'real';
  private last = '';

  constructor(private readonly wall: () => string = () => new Date().toISOString()) {}

  now(): string {
    return this.record();
  }

  record(): string {
    const now = this.wall();
    if (now > this.last) this.last = now;
    return this.last;
  }

  advanceTo(recordedAt: string): void {
    if (recordedAt > this.last) this.last = recordedAt;
  }
}

/** Follows the business time of the commands; for demonstrations, model runs and tests. */
export class SimulatedClock implements Clock {
  readonly kind = 'simulated';

  constructor(private last = '2019-01-01T00:00:00.000Z') {}

  now(): string {
    return this.last;
  }

  record(at: string): string {
    if (at > this.last) this.last = at;
    return this.last;
  }

  advanceTo(recordedAt: string): void {
    if (recordedAt > this.last) this.last = recordedAt;
  }
}

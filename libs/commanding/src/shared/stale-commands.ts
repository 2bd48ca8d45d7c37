import { setTimeout } from 'node:timers/promises';
import type { CommandSteps } from '../command-steps';
import { repairAllStale } from './repair-stale';

const LOOK_EVERY_MS = 5_000;

/** 修复: on a shared log, looks all the time for commands whose process has died, and runs them on. */
export class StaleCommands {
  private readonly closing = new AbortController();
  private looking: Promise<void> = Promise.resolve();
  /** How many were run on. */
  repaired = 0;
  /** Why the last look failed, if it did. */
  failing: string | undefined;

  constructor(
    private readonly steps: CommandSteps,
    private readonly everyMs = LOOK_EVERY_MS,
  ) {}

  start(): void {
    this.looking = this.look();
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.looking;
  }

  private async look(): Promise<void> {
    const { signal } = this.closing;
    while (!signal.aborted) {
      try {
        this.repaired += (await repairAllStale(this.steps)).length;
        this.failing = undefined;
      } catch (error) {
        this.failing = error instanceof Error ? error.message : String(error);
      }
      await setTimeout(this.everyMs, undefined, { signal }).catch(() => undefined);
    }
  }
}

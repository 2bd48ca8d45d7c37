import type { StepHook } from '@ledger/commanding';

const forever = (): Promise<void> => new Promise(() => undefined);

/**
 * 步进器: holds every command before each of its steps and lets one at a time go on. Between two of its holds a command runs alone,
 * so that the order of the holds is the whole interleaving.
 */
export class Stepper {
  private readonly held = new Map<string, () => void>();
  private readonly waiting = new Set<string>();
  private readonly active = new Set<string>();
  private dead = false;
  /** Commands pass without being held: a repair at opening. */
  private open = false;
  private steps = 0;

  /** `crash` is called in the middle of the step of that number, and nothing of the instance runs on after it. */
  constructor(
    private readonly crashAt: number | undefined,
    private readonly crash: () => void,
  ) {}

  readonly hook: StepHook = (commandId, step) => {
    if (this.dead) return forever();
    if (this.open) return undefined;
    if (step.startsWith('wait for ')) {
      this.active.delete(commandId);
      this.waiting.add(commandId);
      return undefined;
    }
    if (step === 'waited') {
      this.waiting.delete(commandId);
      this.active.add(commandId);
      return undefined;
    }
    this.active.delete(commandId);
    if (++this.steps === this.crashAt) {
      this.dead = true;
      this.crash();
      return forever();
    }
    return new Promise((resume) => {
      this.held.set(commandId, resume);
    });
  };

  /** While the work runs, nothing is held. */
  async unheld<T>(work: () => Promise<T>): Promise<T> {
    this.open = true;
    try {
      return await work();
    } finally {
      this.open = false;
    }
  }

  /** Commands that may go on, in the order in which they came. */
  get ready(): readonly string[] {
    return [...this.held.keys()];
  }

  get stuck(): boolean {
    return !this.dead && this.held.size === 0 && this.waiting.size > 0;
  }

  get crashed(): boolean {
    return this.dead;
  }

  began(commandId: string): void {
    this.active.add(commandId);
  }

  ended(commandId: string): void {
    this.active.delete(commandId);
    this.waiting.delete(commandId);
  }

  release(commandId: string): void {
    const resume = this.held.get(commandId);
    this.held.delete(commandId);
    this.active.add(commandId);
    resume?.();
  }

  /** Until every command is held, waits for another, or has ended. */
  async quiet(): Promise<void> {
    do await turn();
    while (this.active.size > 0 && !this.dead);
    await turn();
    if (this.active.size > 0 && !this.dead) await this.quiet();
  }
}

const turn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

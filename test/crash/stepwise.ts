import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Answer, CommandRequest, StepHook } from '@ledger/commanding';
import type { Position, RecordedEvent } from '@ledger/kernel';
import { Ledger } from '@ledger/runtime';
import { embedded } from '@ledger/testing';

/** What a command came to. */
export interface CameTo {
  readonly answer: Answer;
  readonly events: readonly RecordedEvent[];
}

class Crash extends Error {}

/** A folder that a command is given to, on a ledger that may lose its memory at any step and is then opened anew. */
export class Stepwise {
  private readonly base = mkdtempSync(path.join(tmpdir(), 'skill-ledger-steps-'));
  private ledger: Ledger | undefined;

  constructor(
    prepared: string,
    private readonly request: CommandRequest,
    private readonly head: Position,
  ) {
    cpSync(prepared, this.folder, { recursive: true });
  }

  get folder(): string {
    return path.join(this.base, 'data');
  }

  clear(): void {
    rmSync(this.base, { recursive: true, force: true });
  }

  /** Runs the command without a crash; `steps` are told. */
  async unbroken(): Promise<CameTo & { readonly steps: readonly string[] }> {
    const steps: string[] = [];
    const { answer, events } = await this.toItsEnd((_id, step) => void steps.push(step));
    return { answer, events, steps };
  }

  /**
   * Runs until a step at which `dies` says so: what was written before it is durable, nothing is written after it. True when it
   * died there, in the command or in its repair.
   */
  async diesAt(dies: (step: string) => boolean): Promise<boolean> {
    const hook: StepHook = (id, step) => {
      if (id !== this.request.id || !dies(step)) return;
      this.abandon();
      throw new Crash(step);
    };
    try {
      const ledger = await this.open(hook);
      await ledger.execute(this.request);
      await this.close();
      return false;
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      this.ledger = undefined;
      return true;
    }
  }

  /** Opens the folder again, which repairs it, and sends the command again, as its sender would. */
  async toItsEnd(step?: StepHook): Promise<CameTo & { readonly openClaims: number }> {
    const ledger = await this.open(step);
    const { store } = embedded(ledger);
    const openClaims = store.openClaims().length;
    const answer = await ledger.execute(this.request);
    await store.settled();
    const { events } = store.readAll(this.head, Number.MAX_SAFE_INTEGER);
    await this.close();
    return { answer: answer.first ?? answer, events, openClaims };
  }

  private async open(step?: StepHook): Promise<Ledger> {
    this.ledger = await Ledger.open({ folder: this.folder, live: false, ...(step ? { step } : {}) });
    return this.ledger;
  }

  private async close(): Promise<void> {
    await this.ledger?.close();
    this.ledger = undefined;
  }

  /** Ends the instance on the spot. While it is being opened it has no owner yet: what throws there ends it. */
  private abandon(): void {
    if (!this.ledger) return;
    const { views, cache } = this.ledger.parts;
    const { store, vault } = embedded(this.ledger);
    store.settleNow();
    store.abandon();
    vault.abandon();
    void views.close();
    cache.close();
  }
}

/** A command that has made reservations and has not ended. */
interface Running {
  /** Called when it ends or gives something back; promises are made only for those who wait. */
  readonly waiters: (() => void)[];
  waitsFor: string | undefined;
  readonly streams: Set<string>;
}

/**
 * The several-stream commands now under way in this process: a command that would be refused because of a reservation
 * whose command has not ended waits for that command first.
 */
export class RunningCommands {
  private readonly running = new Map<string, Running>();
  private readonly byStream = new Map<string, Set<string>>();

  /** Registers a command; the function returned ends it. */
  begin(commandId: string): () => void {
    const streams = new Set<string>();
    const waiters: (() => void)[] = [];
    this.running.set(commandId, { waiters, waitsFor: undefined, streams });
    return () => {
      this.running.delete(commandId);
      for (const stream of streams) this.givenBack(commandId, stream);
      for (const tell of waiters) tell();
    };
  }

  has(commandId: string): boolean {
    return this.running.has(commandId);
  }

  reserved(commandId: string, stream: string): void {
    const ids = this.byStream.get(stream) ?? new Set<string>();
    ids.add(commandId);
    this.byStream.set(stream, ids);
    this.running.get(commandId)?.streams.add(stream);
  }

  givenBack(commandId: string, stream: string): void {
    const ids = this.byStream.get(stream);
    ids?.delete(commandId);
    if (ids?.size === 0) this.byStream.delete(stream);
    // Of two that wait for each other one gives back: the other must hear of it, for the first does not end before it.
    for (const tell of this.running.get(commandId)?.waiters.splice(0) ?? []) tell();
  }

  /** Another command with an open reservation on one of the streams, if any. */
  reserverOn(streams: Iterable<string>, except: string): string | undefined {
    for (const stream of streams) {
      for (const id of this.byStream.get(stream) ?? []) if (id !== except && this.running.has(id)) return id;
    }
    return undefined;
  }

  /** True when waiting for the other would close a circle of waiting commands. */
  wouldCircle(commandId: string, other: string): boolean {
    let at: string | undefined = other;
    while (at !== undefined) {
      if (at === commandId) return true;
      at = this.running.get(at)?.waitsFor;
    }
    return false;
  }

  /** Until the other has ended or given something back: then it is worth deciding again. */
  async waitFor(commandId: string, other: string): Promise<void> {
    const own = this.running.get(commandId);
    if (own) own.waitsFor = other;
    const running = this.running.get(other);
    if (running) await new Promise<void>((resolve) => running.waiters.push(resolve));
    if (own) own.waitsFor = undefined;
  }
}

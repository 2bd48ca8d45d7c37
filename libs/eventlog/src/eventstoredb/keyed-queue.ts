/** Runs tasks of one key one after another, in the order in which they were given; those of different keys side by side. */
export class KeyedQueue {
  private readonly tails = new Map<string, Promise<unknown>>();

  async run<T>(key: string, task: () => Promise<T>): Promise<T> {
    const before = this.tails.get(key);
    const running = before === undefined ? task() : before.then(task, task);
    this.tails.set(key, running);
    try {
      return await running;
    } finally {
      if (this.tails.get(key) === running) this.tails.delete(key);
    }
  }
}

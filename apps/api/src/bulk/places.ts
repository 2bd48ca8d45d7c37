import { problem } from '../problems/api-problem';

/** 席位: so many at once; some wait, with what they bring still on the line, and the others are turned away. */
export class Places {
  private taken = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly atOnce: number,
    private readonly mostWaiting: number,
  ) {}

  async hold<T>(work: () => Promise<T>): Promise<T> {
    if (this.taken >= this.atOnce) await this.turn();
    else this.taken += 1;
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      // The place is handed on, so nobody can slip in between.
      if (next) next();
      else this.taken -= 1;
    }
  }

  private turn(): Promise<void> {
    if (this.waiting.length >= this.mostWaiting)
      throw problem(
        503,
        'unavailable',
        '正在读取的文件过多；请稍后再试。',
        'Too many files are being read; try again soon.',
        {
          retryAfterS: 5,
        },
      );
    return new Promise((resolve) => this.waiting.push(resolve));
  }
}

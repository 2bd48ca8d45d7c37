import type { LogHead } from './running-hash';
import { writeHead, writeHeadNow } from './head-file';

const INTERVAL_MS = 1000;

/** Renews the head file each second while events are written, beside the event loop, and at the end. */
export class HeadKeeper {
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> | undefined;
  private stopped = false;

  constructor(
    private readonly folder: string,
    private readonly head: () => LogHead,
  ) {}

  /** The log has grown. */
  grown(): void {
    if (this.timer !== undefined || this.stopped) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.renew();
    }, INTERVAL_MS).unref();
  }

  renew(): void {
    if (this.writing !== undefined || this.stopped) return;
    this.writing = writeHead(this.folder, this.head())
      // The head in place is then older, which only makes it a weaker witness; the next second tries again.
      .catch(() => this.grown())
      .finally(() => {
        this.writing = undefined;
      });
  }

  /** No more writes of the head after this. */
  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  async close(): Promise<void> {
    this.stop();
    await this.writing;
    writeHeadNow(this.folder, this.head());
  }
}

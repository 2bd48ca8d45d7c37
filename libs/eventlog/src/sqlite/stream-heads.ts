/** Streams per generation; more than one batch may touch. */
const GENERATION = 32_768;

/**
 * Last versions of the streams lately used. Two generations instead of a list in order of use: what was not touched while
 * a whole generation filled is dropped, and a look-up changes nothing for a stream that is still young.
 */
export class StreamHeads {
  private young = new Map<string, number>();
  private old = new Map<string, number>();

  get(stream: string): number | undefined {
    const version = this.young.get(stream);
    if (version !== undefined) return version;
    const older = this.old.get(stream);
    if (older !== undefined) this.set(stream, older);
    return older;
  }

  set(stream: string, version: number): void {
    this.young.set(stream, version);
    if (this.young.size < GENERATION) return;
    this.old = this.young;
    this.young = new Map();
  }

  clear(): void {
    this.young.clear();
    this.old.clear();
  }
}

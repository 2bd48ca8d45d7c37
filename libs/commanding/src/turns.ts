/**
 * Tells whether commands come one by one. A door that reads many connections gives one after the other in the same turn of the
 * event loop, each as if it were alone; they had better share the commit at the turn's end than sync the disk each.
 */
export class Turns {
  private now = 0;
  private before = 0;

  /** Whether a command that just ended is the first of its turn, and the turn before had one at most. */
  isQuiet(): boolean {
    if (this.now++ > 0) return false;
    setImmediate(() => {
      this.before = this.now;
      this.now = 0;
    });
    return this.before <= 1;
  }
}

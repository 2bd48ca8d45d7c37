/**
 * The most recently used entries, at least half of `entriesMax` of them. Two maps take turns: when the young one is
 * full it becomes the old one, whose entries are dropped at the next turn unless they were used meanwhile. Nothing
 * is moved on a hit, which for a map that keeps its order would grow its chains of deleted entries.
 */
export class RecentKeys<T> {
  private young = new Map<string, T>();
  private old = new Map<string, T>();

  constructor(private readonly entriesMax: number) {}

  get(name: string): T | undefined {
    const young = this.young.get(name);
    if (young !== undefined) return young;
    const old = this.old.get(name);
    if (old !== undefined) this.set(name, old);
    return old;
  }

  set(name: string, entry: T): void {
    this.young.set(name, entry);
    if (this.young.size * 2 < this.entriesMax) return;
    this.old = this.young;
    this.young = new Map();
  }

  delete(name: string): void {
    this.young.delete(name);
    this.old.delete(name);
  }

  values(): T[] {
    return [...this.young.values(), ...this.old.values()];
  }

  clear(): void {
    this.young.clear();
    this.old.clear();
  }
}

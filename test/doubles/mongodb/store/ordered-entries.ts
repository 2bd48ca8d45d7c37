import { compareKeys, type Direction } from './compare';
import type { Entry } from './stored-record';

/** Between two entries, or before the first or after the last. */
interface Place {
  chunk: number;
  at: number;
}

const CHUNK_MAX = 512;

/** Entries in the order of an index's key pattern, then of the records: a list of short sorted lists, split when they grow. */
export class OrderedEntries {
  private chunks: Entry[][] = [[]];
  size = 0;

  constructor(private readonly directions: readonly Direction[]) {}

  add(entry: Entry): void {
    const place = this.find((other) => this.compare(other, entry) < 0);
    const chunk = this.chunks[place.chunk] as Entry[];
    chunk.splice(place.at, 0, entry);
    this.size += 1;
    if (chunk.length > CHUNK_MAX) this.chunks.splice(place.chunk + 1, 0, chunk.splice(CHUNK_MAX / 2));
  }

  remove(entry: Entry): void {
    const place = this.find((other) => this.compare(other, entry) < 0);
    const chunk = this.chunks[place.chunk] as Entry[];
    if (chunk[place.at] !== entry) throw new Error('the double lost an index entry');
    chunk.splice(place.at, 1);
    this.size -= 1;
    if (chunk.length === 0 && this.chunks.length > 1) this.chunks.splice(place.chunk, 1);
  }

  /** A walker in front of the first entry at or (`past`) after the beginning of a key, in the direction given. */
  walkFrom(key: readonly unknown[], past: boolean, direction: Direction): Walker {
    return new Walker(this.chunks, this.placeOf(key, past, direction), direction, (next, isPast) =>
      this.placeOf(next, isPast, direction),
    );
  }

  private placeOf(key: readonly unknown[], past: boolean, direction: Direction): Place {
    const stopAfter = (direction === 1) === past;
    return this.find((entry) => {
      const order = compareKeys(entry.key, key, this.directions);
      return order < 0 || (stopAfter && order === 0);
    });
  }

  /** The place before the first entry that is not `before`; those that are come first. */
  private find(before: (entry: Entry) => boolean): Place {
    let [low, high] = [0, this.chunks.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      const chunk = this.chunks[middle] as Entry[];
      if (before(chunk[chunk.length - 1] as Entry)) low = middle + 1;
      else high = middle;
    }
    const chunk = this.chunks[low] as Entry[];
    let [from, to] = [0, chunk.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (before(chunk[middle] as Entry)) from = middle + 1;
      else to = middle;
    }
    return { chunk: low, at: from };
  }

  private compare(a: Entry, b: Entry): number {
    return compareKeys(a.key, b.key, this.directions) || a.record.number - b.record.number;
  }
}

/** Walks while nobody writes. */
class Walker {
  constructor(
    private readonly chunks: readonly Entry[][],
    private place: Place,
    private readonly direction: Direction,
    private readonly placeOf: (key: readonly unknown[], past: boolean) => Place,
  ) {}

  next(): Entry | undefined {
    const { place } = this;
    if (this.direction === -1) {
      while (place.at === 0) {
        if (place.chunk === 0) return undefined;
        place.chunk -= 1;
        place.at = (this.chunks[place.chunk] as Entry[]).length;
      }
      place.at -= 1;
      return this.chunks[place.chunk]?.[place.at];
    }
    while (place.at >= (this.chunks[place.chunk] as Entry[]).length) {
      if (place.chunk === this.chunks.length - 1) return undefined;
      place.chunk += 1;
      place.at = 0;
    }
    const entry = this.chunks[place.chunk]?.[place.at];
    place.at += 1;
    return entry;
  }

  seek(key: readonly unknown[], past: boolean): void {
    this.place = { ...this.placeOf(key, past) };
  }
}

export type { Walker };

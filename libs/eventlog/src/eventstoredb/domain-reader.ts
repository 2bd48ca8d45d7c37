import type { Position, RecordedEvent } from '@ledger/kernel';
import { damaged } from '../damaged';
import { partOf, type ReadFilter, type ReadOptions, type Slice } from '../event-store.port';
import type { Upcasters } from '../upcasters/upcasters';
import { Landmarks } from './landmarks';
import { Pauses, persist, type Patience } from './patience';
import { ServerFault, type LogPoint, type ServerClient, type ServerEvent } from './server-client.port';
import { fromStored, pointAt, positionOf, toPosition } from './stored-event';
import { isDomainStream } from './stream-names';

/** Events of `$all` asked for at a time, at most; bookkeeping and the server's own are among them. */
const PAGE = 512;

/** Of each event of the ledger there are about three in `$all`: bookkeeping comes before and after. */
const pageFor = (limit: number): number => Math.min(PAGE, 16 + 4 * limit);

/** Of the last events of `$all`, the first look for one of the ledger. */
const FIRST_LOOK_BACK = 16;

/** Reads what the ledger wrote: streams, and `$all` without bookkeeping and the server's own events. */
export class DomainReader {
  /** The last event of the ledger that was read; the log never ends before it. */
  private reached: Position = 0;
  private readonly landmarks = new Landmarks();

  constructor(
    private readonly client: ServerClient,
    private readonly patience: Patience,
    private readonly upcasters: Upcasters,
  ) {}

  /** @throws LogDamaged where versions are missing or an event was changed */
  async readStream(stream: string, options: ReadOptions = {}): Promise<RecordedEvent[]> {
    const events = options.backwards ? await this.backwards(stream, options) : await this.forwards(stream, options);
    this.upcasters.upcastAll(events);
    return events;
  }

  async streamVersion(stream: string): Promise<number> {
    const [last] = await this.stream(stream, 'end', 1, true);
    return last ? last.revision + 1 : 0;
  }

  /**
   * The client of this version filters subscriptions only, not reads; so bookkeeping is read and left out here. `next` is
   * always the position of an event of the ledger, or `after`: it never lies beyond `head`.
   */
  async readAll(after: Position, limit: number, only?: ReadFilter): Promise<Slice> {
    const events: RecordedEvent[] = [];
    let passed = 0;
    let next = after;
    let from: LogPoint | 'start' = after === 0 ? 'start' : pointAt(after);
    let atEnd = false;
    const size = pageFor(limit);
    while (passed < limit && !atEnd) {
      const page = await this.page(from, after, size);
      for (const stored of page) {
        const position = positionOf(stored);
        if (position <= next || passed >= limit || !isDomainStream(stored.stream)) continue;
        passed += 1;
        next = position;
        if (!only || isWanted(stored, only)) events.push(fromStored(stored));
      }
      const last = page.at(-1)?.point;
      atEnd = page.length < size && (last === undefined || Number(last.commit) <= next || passed < limit);
      if (last) from = last;
      if (page.length > 1 && last) this.landmarks.note(toPosition(last));
    }
    if (passed > 0) this.reached = Math.max(this.reached, next);
    this.upcasters.upcastAll(events);
    return { events, next, atEnd, ...(only && hasEffect(only) ? { passed } : {}) };
  }

  /** Position of the last event of the ledger, 0 for an empty log. @throws LogDamaged when it lies before what was read */
  head(): Promise<Position> {
    // Others may read further while this looks.
    return this.headFrom(this.reached);
  }

  /** The same, for somebody who has seen the position. @throws LogDamaged when the log ends before it */
  async headFrom(seen: Position): Promise<Position> {
    const until = performance.now() + this.patience.behindMs;
    const pauses = new Pauses(this.patience);
    for (;;) {
      const head = await this.lookForEnd();
      if (head >= seen) {
        this.reached = Math.max(this.reached, head);
        return head;
      }
      if (performance.now() >= until) throw shortened(seen, head);
      await pauses.wait();
    }
  }

  private async lookForEnd(): Promise<Position> {
    let from: LogPoint | 'end' = 'end';
    for (let count = FIRST_LOOK_BACK; ; count = PAGE) {
      const page: ServerEvent[] = await this.reading(() => this.client.readAll(from, count, true));
      const found = page.find(({ stream }) => isDomainStream(stream));
      if (found) return positionOf(found);
      const last = page.at(-1)?.point;
      if (page.length < count || !last) return 0;
      from = last;
    }
  }

  private async forwards(stream: string, { from = 1, to, limit }: ReadOptions): Promise<RecordedEvent[]> {
    const first = Math.max(1, from);
    const count = Math.min(limit ?? Infinity, (to ?? Infinity) - first + 1);
    if (count <= 0) return [];
    const found = await this.stream(stream, BigInt(first - 1), count, false);
    return whole(stream, found, (i) => first + i);
  }

  private async backwards(stream: string, { from, to = 1, limit = Infinity }: ReadOptions): Promise<RecordedEvent[]> {
    const lowest = Math.max(1, to);
    if (from === undefined && lowest === 1) {
      const found = limit > 0 ? await this.stream(stream, 'end', limit, true) : [];
      return wholeBackwards(stream, found, (found[0]?.revision ?? -1) + 1, limit);
    }
    // The server counts from where it is asked, even beyond the end of the stream.
    const top = Math.min(from ?? Infinity, await this.streamVersion(stream));
    const count = Math.min(limit, top - lowest + 1);
    if (count <= 0) return [];
    const found = await this.stream(stream, BigInt(top - 1), count, true);
    return wholeBackwards(stream, found, top, count);
  }

  private stream(
    stream: string,
    from: bigint | 'start' | 'end',
    count: number,
    backwards: boolean,
  ): Promise<ServerEvent[]> {
    const most = Math.min(count, Number.MAX_SAFE_INTEGER);
    return this.reading(async () => (await this.client.readStream(stream, from, most, backwards)) ?? []);
  }

  /**
   * A page of `$all`. The server reads from the beginning of an event only (StorageReaderWorker.cs, `InvalidPosition`), while a
   * reader may ask for what comes after any number: after `p − 1`, to get the event at `p` itself, or after a number made up.
   * Then the page begins before it; what lies before is left out by the caller.
   */
  private async page(from: LogPoint | 'start', after: Position, size: number): Promise<ServerEvent[]> {
    try {
      return await this.reading(() => this.client.readAll(from, size));
    } catch (error) {
      if (!(error instanceof ServerFault)) throw error;
    }
    try {
      return await this.reading(() => this.client.readAll(pointAt(after + 1), size));
    } catch (error) {
      if (!(error instanceof ServerFault)) throw error;
    }
    return this.pageAround(after, size);
  }

  /** What comes after a number that is no event's, looked for from the nearest event before it that is known. */
  private async pageAround(after: Position, size: number): Promise<ServerEvent[]> {
    const near = this.landmarks.before(after);
    let from: LogPoint | 'start' = near === undefined ? 'start' : pointAt(near);
    for (;;) {
      const page: ServerEvent[] = await this.reading(() => this.client.readAll(from, PAGE));
      const last = page.at(-1);
      const end = last?.point;
      if (!end || page.length < PAGE || positionOf(last) > after) {
        const first = page.findIndex((event) => positionOf(event) > after);
        return first < 0 ? [] : page.slice(first, first + size);
      }
      from = end;
      this.landmarks.note(toPosition(end));
    }
  }

  private reading<T>(read: () => Promise<T>): Promise<T> {
    return persist(this.patience, 'read', read);
  }
}

const shortened = (seen: Position, head: Position): Error =>
  damaged(
    { position: head },
    `position ${seen} was seen before, the log ends before it`,
    `此前已见到位置 ${seen}，日志却止于其前`,
  );

/** The events, each with the version that is expected of it. */
function whole(stream: string, found: readonly ServerEvent[], versionAt: (i: number) => number): RecordedEvent[] {
  return found.map((stored, i) => {
    const version = versionAt(i);
    if (stored.revision + 1 !== version) throw damaged({ stream, version }, 'an event is missing', '缺少一个事件');
    return fromStored(stored);
  });
}

/** The same, down from a version; as many as were asked for, or all down to the first. */
function wholeBackwards(stream: string, found: readonly ServerEvent[], top: number, count: number): RecordedEvent[] {
  if (found.length < Math.min(count, top))
    throw damaged({ stream, version: top - found.length }, 'an event is missing', '缺少一个事件');
  return whole(stream, found, (i) => top - i);
}

const hasEffect = (only: ReadFilter): boolean => only.types !== undefined || only.part !== undefined;

function isWanted({ type, stream }: ServerEvent, { types, part, fromEveryPart }: ReadFilter): boolean {
  if (types && !types.includes(type)) return false;
  return !part || partOf(stream, part.of) === part.index || fromEveryPart?.includes(type) === true;
}

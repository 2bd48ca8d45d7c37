import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RecordedEvent } from '@ledger/kernel';
import { anEvent, namesOf } from '../contract';
import { CommandIdTaken, WrongExpectedVersion, type Appended } from '../event-store.port';
import { openSqliteEventStore } from './open-sqlite-event-store';
import type { SqliteEventStore } from './sqlite-event-store';

const STREAMS = ['case-a', 'case-b', 'fund-1'];

type Step =
  | { kind: 'append'; stream: number; off: number; count: number; claim: number | undefined; ends: boolean }
  | { kind: 'read'; stream: number }
  | { kind: 'conclude' | 'revise'; claim: number }
  | { kind: 'settle' | 'fall' | 'crash' | 'restart' | 'subscribe' };

const stream = fc.nat({ max: STREAMS.length - 1 });
const claim = fc.nat({ max: 5 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('append' as const),
      stream,
      off: fc.constantFrom(0, 0, 0, 0, -1, 1),
      count: fc.integer({ min: 1, max: 4 }),
      claim: fc.option(claim, { nil: undefined }),
      ends: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('read' as const), stream }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('conclude' as const, 'revise' as const), claim }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('settle' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('fall' as const, 'crash' as const, 'restart' as const) }) },
);

interface Claimed {
  status: 'open' | 'ended';
  sealed?: string;
  answer?: string;
}

/** What the log must hold, in plain data. */
interface Model {
  log: string[];
  versions: Map<string, number>;
  claims: Map<string, Claimed>;
}

const copyOf = ({ log, versions, claims }: Model): Model => structuredClone({ log, versions, claims });

/** Drives the real store and the model side by side; `durable` is what survives a fall or a crash. */
class Drive {
  private durable: Model = { log: [], versions: new Map(), claims: new Map() };
  private written: Model = copyOf(this.durable);
  private pending: Promise<unknown>[] = [];
  private failing = false;
  private store: SqliteEventStore;
  private serial = 0;

  constructor(private readonly folder: string) {
    this.store = this.open();
  }

  private open(): SqliteEventStore {
    return openSqliteEventStore({
      folder: this.folder,
      beforeCommit: () => {
        if (this.failing) throw new Error('no space');
      },
    });
  }

  async take(next: Step): Promise<void> {
    if (next.kind === 'append') this.append(next);
    else if (next.kind === 'read') this.read(STREAMS[next.stream] ?? '');
    else if (next.kind === 'conclude' || next.kind === 'revise') this.changeClaim(next.kind, `c${next.claim}`);
    else if (next.kind === 'settle') await this.settle();
    else if (next.kind === 'fall') await this.fall();
    else await this.reopen(next.kind === 'crash');
  }

  async end(): Promise<void> {
    await this.settle();
    const { damages } = await this.store.verify();
    expect(damages).toEqual([]);
    await this.reopen(false);
    await this.store.close();
  }

  private append({ stream: at, off, count, claim: number, ends }: Step & { kind: 'append' }): void {
    const name = STREAMS[at] ?? '';
    const id = number === undefined ? undefined : `c${number}`;
    const actual = this.written.versions.get(name) ?? 0;
    const expected = actual + off;
    const events = Array.from({ length: count }, (_, i) =>
      anEvent(name, expected + 1 + i, {
        reason: `${this.serial++}`,
        command: { name: 'n', id: id ?? 'none', digest: 'd' },
      }),
    );
    const options = {
      ...(id ? { claim: { commandId: id, name: 'n', digest: 'd', target: name, sealed: 's0' } } : {}),
      ...(id && ends
        ? { conclude: { commandId: id, answer: (positions: readonly number[]) => positions.join() } }
        : {}),
    };
    const attempt = (): Appended => this.store.append(name, expected, events, options);
    if (off !== 0) {
      expect(attempt).toThrow(WrongExpectedVersion);
    } else if (id && this.written.claims.has(id)) {
      expect(attempt).toThrow(CommandIdTaken);
    } else {
      const first = this.written.log.length + 1;
      const positions = events.map((_, i) => first + i);
      const appended = attempt();
      expect(appended.positions).toEqual(positions);
      this.pending.push(appended.durable);
      this.written.log.push(...events.map(({ version, reason }) => `${name}@${version} ${reason}`));
      this.written.versions.set(name, actual + count);
      if (id)
        this.written.claims.set(
          id,
          ends ? { status: 'ended', answer: positions.join() } : { status: 'open', sealed: 's0' },
        );
    }
    expect(this.store.streamVersion(name)).toBe(this.written.versions.get(name) ?? 0);
  }

  private read(name: string): void {
    const expected = this.written.log.filter((line) => line.startsWith(`${name}@`));
    expect(linesOf(this.store.readStream(name))).toEqual(expected);
    expect(this.store.head()).toBe(this.durable.log.length);
  }

  private changeClaim(kind: 'conclude' | 'revise', id: string): void {
    const known = this.written.claims.get(id);
    const text = `${kind} ${this.serial++}`;
    const attempt = (): Appended =>
      kind === 'conclude' ? this.store.conclude(id, text) : this.store.reviseClaim(id, text);
    if (known?.status !== 'open') {
      expect(attempt).toThrow('not open');
      return;
    }
    this.pending.push(attempt().durable);
    this.written.claims.set(
      id,
      kind === 'conclude' ? { status: 'ended', answer: text } : { status: 'open', sealed: text },
    );
  }

  private async settle(): Promise<void> {
    await this.store.settled();
    await Promise.all(this.pending);
    this.pending = [];
    this.durable = copyOf(this.written);
    this.compare();
  }

  private async fall(): Promise<void> {
    this.failing = true;
    const fates = await Promise.allSettled(this.pending);
    this.failing = false;
    expect(fates.filter(({ status }) => status === 'fulfilled')).toEqual([]);
    this.forget();
    this.compare();
  }

  private async reopen(crash: boolean): Promise<void> {
    if (crash) {
      this.store.abandon();
      await Promise.allSettled(this.pending);
      this.forget();
    } else {
      await this.store.close();
      await Promise.all(this.pending);
      this.pending = [];
      this.durable = copyOf(this.written);
    }
    this.store = this.open();
    this.compare();
  }

  private forget(): void {
    this.pending = [];
    this.written = copyOf(this.durable);
  }

  private compare(): void {
    const { events, next } = this.store.readAll(0, 1_000_000);
    expect(linesOf(events)).toEqual(this.durable.log);
    expect(next).toBe(this.durable.log.length);
    expect(events.map(({ position }) => position)).toEqual(this.durable.log.map((_, i) => i + 1));
    for (const [id, expected] of this.durable.claims) expect(this.store.findClaim(id)).toMatchObject(expected);
    const open = [...this.durable.claims].filter(([, { status }]) => status === 'open').map(([id]) => id);
    expect(this.store.openClaims().map(({ commandId }) => commandId)).toEqual(open);
  }
}

const linesOf = (events: readonly RecordedEvent[]): string[] =>
  namesOf(events).map((name, i) => `${name} ${events[i]?.reason}`);

describe('any sequence of appends, reads, falls, crashes and restarts', () => {
  it('leaves what a plain model says', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 60 }), async (steps) => {
        const folder = mkdtempSync(join(tmpdir(), 'log-'));
        try {
          const drive = new Drive(folder);
          for (const next of steps) await drive.take(next);
          await drive.end();
        } finally {
          rmSync(folder, { recursive: true });
        }
      }),
      { numRuns: 60 },
    );
  });
});

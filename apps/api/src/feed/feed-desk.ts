import { once } from 'node:events';
import { Inject, Injectable, type OnApplicationShutdown, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Position } from '@ledger/kernel';
import { Ledger } from '@ledger/runtime';
import type { FastifyReply } from 'fastify';
import { problem } from '../problems/api-problem';
import type { FedEvent, Wanted } from './feed';

const CHUNK = 500;
const USUAL_LIMIT = 200;
const MAX_STREAMS = 1_000;
/** A comment that keeps what lies between us and the reader from closing a quiet connection. */
const HEARTBEAT_MS = 15_000;
const LEAN = { without: 'evidence' } as const;

export interface Polled {
  readonly events: readonly FedEvent[];
  /** Where to go on from: also past what was not wanted. */
  readonly next: Position;
  readonly atEnd: boolean;
}

/** 事件订阅窗口: the log as a feed, from any position, without gap or repeat; a slow reader waits for itself only. */
@Injectable()
export class FeedDesk implements BeforeApplicationShutdown, OnApplicationShutdown {
  private readonly closing = new AbortController();
  private readonly streams = new Set<Promise<void>>();

  constructor(@Inject(Ledger) private readonly ledger: Ledger) {}

  /** Streams have no end of their own: they are ended so that the server can close. */
  beforeApplicationShutdown(): void {
    this.closing.abort();
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.streams);
  }

  /** Up to `limit` events; waits for the first one so long. */
  async poll(wanted: Wanted, after: Position, limit = USUAL_LIMIT, waitMs = 0): Promise<Polled> {
    const { store } = this.ledger.parts;
    const until = performance.now() + waitMs;
    let next = after;
    for (;;) {
      const slice = await store.readAll(next, Math.min(CHUNK, limit), LEAN);
      next = slice.next;
      const events = await wanted.of(slice);
      const leftMs = until - performance.now();
      if (events.length > 0 || this.closing.signal.aborted || (slice.atEnd && leftMs <= 0))
        return { events, next, atEnd: slice.atEnd };
      // A scan that finds nothing for long tells how far it came.
      if (!slice.atEnd && leftMs <= 0 && waitMs > 0) return { events, next, atEnd: false };
      if (slice.atEnd) await this.grown(next, leftMs);
    }
  }

  /** Server-sent events until the reader goes, `expires` comes, or the service ends. */
  async stream(wanted: Wanted, after: Position, expires: number, reply: FastifyReply): Promise<void> {
    if (this.streams.size >= MAX_STREAMS)
      throw problem(503, 'unavailable', '订阅过多；请稍后再试。', 'Too many streams are open; try again.', {
        retryAfterS: 30,
      });
    const running = this.run(wanted, after, expires, reply);
    this.streams.add(running);
    try {
      await running;
    } finally {
      this.streams.delete(running);
    }
  }

  private async run(wanted: Wanted, after: Position, expires: number, reply: FastifyReply): Promise<void> {
    reply.hijack();
    const { raw } = reply;
    const gone = new AbortController();
    raw.once('close', () => gone.abort());
    const ended = AbortSignal.any([
      gone.signal,
      this.closing.signal,
      AbortSignal.timeout(Math.max(1, expires - Date.now())),
    ]);
    const headers = {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    };
    for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) raw.setHeader(name, value);
    raw.writeHead(200, headers);
    const write = async (text: string): Promise<void> => {
      if (!raw.write(text) && !ended.aborted) await once(raw, 'drain', { signal: ended }).catch(() => undefined);
    };
    const heart = setInterval(() => void raw.write(': \n\n'), HEARTBEAT_MS);
    const subscription = this.ledger.parts.store.subscribe(
      after,
      async (slice) => {
        if (ended.aborted) return;
        const events = await wanted.of(slice);
        for (const event of events)
          await write(`id: ${event.position}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
        // Past what was not wanted: so that a resumed reader need not pass it again.
        const last = events.at(-1)?.position ?? after;
        if (slice.next > last) await write(`id: ${slice.next}\n\n`);
      },
      LEAN,
    );
    try {
      if (!ended.aborted) await Promise.race([once(ended, 'abort'), subscription.ended]);
    } finally {
      clearInterval(heart);
      await subscription.close();
      raw.end();
    }
  }

  /** Resolves when the log has grown beyond the position, or the time is over. */
  private async grown(position: Position, waitMs: number): Promise<void> {
    const ended = AbortSignal.any([this.closing.signal, AbortSignal.timeout(Math.max(1, Math.ceil(waitMs)))]);
    let subscription: { close(): Promise<void> } | undefined;
    await new Promise<void>((resolve) => {
      ended.addEventListener('abort', () => resolve(), { once: true });
      subscription = this.ledger.parts.store.subscribe(position, () => resolve(), LEAN);
    });
    await subscription?.close();
  }
}

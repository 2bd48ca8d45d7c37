import { once } from 'node:events';
import { Inject, Injectable } from '@nestjs/common';
import type { JobStore } from '@ledger/bulk';
import type { FastifyReply } from 'fastify';
import { problem } from '../problems/api-problem';
import { progressOf } from './job-body';
import { JobRuns } from './job-runs';
import { JOB_STORE } from './job-store.token';

const MAX_STREAMS = 500;
const TELL_EVERY_MS = 200;
const HEARTBEAT_MS = 15_000;

/** 进度: server-sent events of one job. An event's id is how far the job was, so that a reader that comes again gets only what is new. */
@Injectable()
export class JobStream {
  private open = 0;

  constructor(
    @Inject(JOB_STORE) private readonly store: JobStore,
    private readonly runs: JobRuns,
  ) {}

  /** Until the job has ended, the reader goes, its token ends or the service does. */
  async tell(id: string, lastSeen: string | undefined, expires: number, reply: FastifyReply): Promise<void> {
    if (this.open >= MAX_STREAMS)
      throw problem(503, 'unavailable', '订阅过多；请稍后再试。', 'Too many streams are open; try again.', {
        retryAfterS: 30,
      });
    this.open += 1;
    try {
      await this.run(id, lastSeen, expires, reply);
    } finally {
      this.open -= 1;
    }
  }

  private async run(id: string, lastSeen: string | undefined, expires: number, reply: FastifyReply): Promise<void> {
    reply.hijack();
    const { raw } = reply;
    const over = new AbortController();
    raw.once('close', () => over.abort());
    const timeout = AbortSignal.timeout(Math.max(1, expires - Date.now()));
    const ended = AbortSignal.any([over.signal, this.runs.closing.signal, timeout]);
    for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) raw.setHeader(name, value);
    raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    let told = lastSeen;
    const tell = async (): Promise<void> => {
      const event = await this.eventOf(id);
      if (!event) over.abort();
      // A reader that is slow is told the newest next time: progress is a state.
      if (!event || raw.writableNeedDrain) return;
      if (event.id !== told)
        raw.write(`id: ${event.id}\nevent: ${event.name}\ndata: ${JSON.stringify(event.data)}\n\n`);
      told = event.id;
      if (event.isLast) over.abort();
    };
    // One after the other, so that a reader is told nothing older after something newer.
    let telling = Promise.resolve();
    let due: NodeJS.Timeout | undefined;
    const soon = (): void => {
      due ??= setTimeout(() => {
        due = undefined;
        telling = telling.then(tell).catch(() => over.abort());
      }, TELL_EVERY_MS);
    };
    const unwatch = this.runs.watch(id, soon);
    raw.on('drain', soon);
    const heart = setInterval(() => raw.write(': \n\n'), HEARTBEAT_MS);
    try {
      telling = tell();
      await telling;
      if (!ended.aborted) await once(ended, 'abort');
    } finally {
      unwatch();
      clearInterval(heart);
      clearTimeout(due);
      raw.end();
    }
  }

  private async eventOf(id: string): Promise<{ id: string; name: string; data: object; isLast: boolean } | undefined> {
    const job = await this.store.find(id);
    if (!job) return undefined;
    const { state, done } = job;
    const isLast = state !== 'previewed' && state !== 'running' && state !== 'reading';
    const data = { jobId: id, state, ...progressOf(job, this.runs.paceOf(id)) };
    return { id: `${state}-${done}`, name: isLast ? 'end' : 'progress', data, isLast };
  }
}

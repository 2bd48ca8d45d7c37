import { EventEmitter } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { forgetFile, runJob, type BulkJob, type JobStore } from '@ledger/bulk';
import type { Answer, CommandRequest, OnWritten } from '@ledger/commanding';
import { ExecuteCommand, importHands, Ledger } from '@ledger/runtime';
import { Measures } from '@ledger/operating';
import { RefusalLimit } from '../commands/refusal-limit';
import { ProblemAnswer } from '../problems/api-problem';
import { JobLeases } from './job-lease';
import { JOB_STORE } from './job-store.token';
import { Pace } from './job-pace';

/** Jobs that run side by side; the others wait their turn. */
const AT_ONCE = 2;
/** Rows given in one turn of the event loop: then others are served. */
const ROWS_A_TURN = 16;
const TRY_AGAIN_MS = 5_000;
const LOOK_FOR_EXPIRED_MS = 600_000;
const LOOK_FOR_RUNNING_MS = 20_000;
/** No upload is read for so long. */
const READING_AT_MOST_MS = 600_000;

/** 作业办理: runs committed jobs, goes on with those that a crash or the end of the service had cut off, and drops what was never committed. */
@Injectable()
export class JobRuns implements OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown {
  readonly closing = new AbortController();
  private readonly logger = new Logger('bulk');
  private readonly changes = new EventEmitter().setMaxListeners(0);
  private readonly waiting: string[] = [];
  private readonly active = new Map<string, Promise<void>>();
  private readonly paces = new Map<string, Pace>();
  private readonly timers = new Set<NodeJS.Timeout>();
  private given = 0;
  private readonly leases: JobLeases | undefined;

  constructor(
    @Inject(JOB_STORE) private readonly store: JobStore,
    @Inject(Ledger) private readonly ledger: Ledger,
    private readonly bus: CommandBus,
    private readonly limit: RefusalLimit,
    private readonly measures: Measures,
  ) {
    const { leases } = ledger.parts;
    if (leases) this.leases = new JobLeases(leases);
  }

  async onApplicationBootstrap(): Promise<void> {
    // Cut off while it was read: whoever sent it got no answer and sends it again. Another process may still read its own.
    const cutOff = new Date(Date.now() - (this.leases ? READING_AT_MOST_MS : 0)).toISOString();
    for (const { id, createdAt } of await this.store.inState('reading')) {
      if (createdAt > cutOff) continue;
      await this.store.remove(id);
      await forgetFile(this.ledger.parts.vault, id);
    }
    await this.dropExpired();
    await this.startRunning();
  }

  /** Where several processes share the jobs, those of one that has died are looked for again and again. */
  private async startRunning(): Promise<void> {
    for (const { id } of await this.store.inState('running')) this.start(id);
    if (this.leases && !this.closing.signal.aborted) this.later(() => this.startRunning(), LOOK_FOR_RUNNING_MS);
  }

  /** What is under way is answered and kept; the rest is for the next start. */
  async beforeApplicationShutdown(): Promise<void> {
    this.closing.abort();
    for (const timer of this.timers) clearTimeout(timer);
    await Promise.all(this.active.values());
  }

  async onApplicationShutdown(): Promise<void> {
    await this.store.close();
  }

  start(id: string): void {
    if (this.active.has(id) || this.waiting.includes(id)) return;
    this.waiting.push(id);
    this.next();
  }

  paceOf(id: string): Pace | undefined {
    return this.paces.get(id);
  }

  /** Tells of every change of a job until the returned function is called. */
  watch(id: string, seen: () => void): () => void {
    this.changes.on(id, seen);
    return () => this.changes.off(id, seen);
  }

  private next(): void {
    if (this.closing.signal.aborted || this.active.size >= AT_ONCE) return;
    const id = this.waiting.shift();
    if (id === undefined) return;
    const running = this.run(id).finally(() => {
      this.active.delete(id);
      this.paces.delete(id);
      this.changes.emit(id);
      this.next();
    });
    this.active.set(id, running);
    this.next();
  }

  /** Where another process runs it, it is looked for again later. */
  private async run(id: string): Promise<void> {
    const lease = this.leases && (await this.leases.take(id).catch(() => undefined));
    if (this.leases && !lease) return;
    try {
      await this.runHere(id);
    } finally {
      // One that cannot be given back ends by itself.
      await lease?.giveBack().catch(() => undefined);
    }
  }

  private async runHere(id: string): Promise<void> {
    const { store } = this;
    const { vault } = this.ledger.parts;
    try {
      const job = await store.find(id);
      if (job?.state !== 'running') return;
      this.paces.set(id, new Pace(job.done));
      const commands = await importHands(this.ledger, (request, onWritten) => this.give(job, request, onWritten));
      await runJob(job, {
        store,
        vault,
        commands,
        now: () => new Date().toISOString(),
        signal: this.closing.signal,
        onRecorded: () => this.changes.emit(job.id),
      });
    } catch (error) {
      if (this.closing.signal.aborted) return;
      // An unforeseen error may quote data: its name is told, its text is not.
      this.logger.error(`job ${id} stopped: ${error instanceof Error ? error.name : typeof error}`);
      this.later(() => Promise.resolve(this.start(id)), TRY_AGAIN_MS);
    }
  }

  /** A row's command counts like one that was sent by itself, its refusals too: beyond the hour's limit none is given. */
  private async give(job: BulkJob, request: CommandRequest, onWritten: OnWritten): Promise<Answer> {
    if (++this.given % ROWS_A_TURN === 0) await setImmediate();
    const actor = job.committedBy ?? job.actor;
    try {
      this.limit.assertRoom(actor);
    } catch (error) {
      if (!(error instanceof ProblemAnswer)) throw error;
      return { id: request.id, outcome: 'invalid', problem: error.problem };
    }
    let isCounted = false;
    const written: OnWritten = (events) => {
      // A refusal writes nothing on its target. It counts now: the next row is given before this one is answered.
      if (events.length === 0) {
        isCounted = true;
        this.limit.refused(actor);
      }
      onWritten(events);
    };
    const answer = await this.bus.execute(new ExecuteCommand({ ...request, correlationId: job.id }, written));
    this.measures.command(request.command, answer.outcome, answer.problem?.ruleId);
    if (answer.outcome === 'refused' && !isCounted) this.limit.refused(actor);
    return answer;
  }

  private async dropExpired(): Promise<void> {
    const now = new Date().toISOString();
    for (const { id, expiresAt } of await this.store.inState('previewed')) {
      if (expiresAt > now || !(await this.store.drop(id, 'expired', now))) continue;
      await forgetFile(this.ledger.parts.vault, id);
      this.changes.emit(id);
    }
    if (!this.closing.signal.aborted) this.later(() => this.dropExpired(), LOOK_FOR_EXPIRED_MS);
  }

  private later(work: () => Promise<void>, ms: number): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      work().catch((error: unknown) => this.logger.error(error instanceof Error ? error.name : typeof error));
    }, ms);
    timer.unref();
    this.timers.add(timer);
  }
}

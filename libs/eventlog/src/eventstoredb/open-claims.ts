import { randomUUID } from 'node:crypto';
import { LogUnavailable, WrongExpectedVersion, type ClaimRecord } from '../event-store.port';
import type { Appender } from './appender';
import type { Claims } from './claims';
import { persist, type Patience } from './patience';
import { ServerFault, type LogPoint, type ServerClient, type ServerEvent } from './server-client.port';
import { CLAIMS_ONLY, commandIdOf, OPEN_CLAIMS_STREAM } from './stream-names';

/** Bookkeeping events read since the last summary, or bytes of the log passed, before another is written. */
const SUMMARY_EVERY = 500;
const SUMMARY_EVERY_BYTES = 16n * 1024n * 1024n;

/** Summaries kept; one is enough, two spare a reader that is just reading. */
const SUMMARIES_KEPT = 2;

/** 未了结占用汇总: which command ids were claimed and not ended at a point of `$all`. */
interface Summary {
  readonly upTo: { readonly commit: string; readonly prepare: string };
  readonly open: readonly string[];
}

/**
 * Finds the open claims: those of the last summary, brought up to date by the bookkeeping that came after it. The summary is
 * a cache; a process that has none, or whose summary another has replaced, reads on from what there is.
 */
export class OpenClaims {
  private upTo: LogPoint | undefined;
  private open = new Set<string>();
  private readSince = 0;
  /** Commit position of the last summary. */
  private summarised = 0n;
  /** Of the summary stream, as last seen. */
  private version = 0;
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly client: ServerClient,
    private readonly appender: Appender,
    private readonly claims: Claims,
    private readonly patience: Patience,
  ) {}

  /** One after another: they share what was read. */
  list(): Promise<ClaimRecord[]> {
    const listing = this.last.then(() => this.listNow());
    this.last = listing.catch(() => undefined);
    return listing;
  }

  private async listNow(): Promise<ClaimRecord[]> {
    await this.refresh();
    if (this.isSummaryDue()) await this.summarise();
    const records = await Promise.all([...this.open].map((id) => this.claims.find(id)));
    return records
      .filter((record) => record?.status === 'open')
      .map((record) => record as ClaimRecord)
      .toSorted((a, b) => a.position - b.position);
  }

  private async refresh(): Promise<void> {
    try {
      await persist(this.patience, 'read', async () => {
        if (!this.upTo) await this.readSummary();
        await this.catchUp();
      });
    } catch (error) {
      if (!(error instanceof ServerFault)) throw error;
      // The log is not the one that the summary was made of, as after a restore: it is read from its start.
      this.upTo = undefined;
      this.open.clear();
      await persist(this.patience, 'read', () => this.catchUp());
    }
  }

  private isSummaryDue(): boolean {
    return this.readSince >= SUMMARY_EVERY || (this.upTo?.commit ?? 0n) - this.summarised >= SUMMARY_EVERY_BYTES;
  }

  private async readSummary(): Promise<void> {
    const [last] = (await this.client.readStream(OPEN_CLAIMS_STREAM, 'end', 1, true)) ?? [];
    if (!last) return;
    const { upTo, open } = last.data as Summary;
    this.upTo = { commit: BigInt(upTo.commit), prepare: BigInt(upTo.prepare) };
    this.open = new Set(open);
    this.summarised = this.upTo.commit;
    this.version = last.revision + 1;
  }

  private async catchUp(): Promise<void> {
    const following = this.client.follow(this.upTo ?? 'start', CLAIMS_ONLY);
    const late = setTimeout(() => following.close(), this.patience.giveUpAfterMs);
    try {
      for (;;) {
        const { events, checkpoint, caughtUp } = await following.next();
        for (const event of events) this.note(event);
        if (checkpoint) this.upTo = checkpoint;
        if (caughtUp) return;
        late.refresh();
      }
    } finally {
      clearTimeout(late);
      following.close();
    }
  }

  private note({ stream, type, point }: ServerEvent): void {
    const commandId = commandIdOf(stream);
    if (type === 'CommandReceived') this.open.add(commandId);
    if (type === 'CommandReleased' || type === 'CommandEnded') this.open.delete(commandId);
    this.upTo = point ?? this.upTo;
    this.readSince += 1;
  }

  /** Nothing depends on it: what fails is left to the next time. */
  private async summarise(): Promise<void> {
    if (!this.upTo) return;
    const upTo = { commit: String(this.upTo.commit), prepare: String(this.upTo.prepare) };
    const data: Summary = { upTo, open: [...this.open] };
    try {
      if (this.version === 0) await this.client.keepLast(OPEN_CLAIMS_STREAM, SUMMARIES_KEPT);
      const event = { id: randomUUID(), type: 'OpenClaimsSummarised', data, metadata: {} };
      await this.appender.append(OPEN_CLAIMS_STREAM, this.version, [event]);
      this.version += 1;
    } catch (error) {
      if (!(error instanceof WrongExpectedVersion)) {
        if (error instanceof ServerFault || error instanceof LogUnavailable) return;
        throw error;
      }
      // Another process has written one.
      this.version = error.actual;
    }
    this.readSince = 0;
    this.summarised = BigInt(upTo.commit);
  }
}

import { randomUUID } from 'node:crypto';
import type { Trouble } from './faults';
import { filterOf, READ_BATCH, type Filter } from './filter';
import type { Host, ReadCall } from './host';
import { caughtUpAnswer, checkpointAnswer, confirmationAnswer, eventAnswer } from './read-answers';
import { invalidPosition } from './rpc-errors';
import { write } from './write';

const EVERYTHING: Filter = { matches: () => true, window: READ_BATCH, interval: Infinity };

/**
 * A subscription to `$all` (Enumerators/Enumerator.AllSubscriptionFiltered.cs): confirmed, then caught up page by page with a
 * checkpoint whenever enough events were looked at and one at the end, then told that it has caught up, then live.
 */
export async function subscribe(node: Host, call: ReadCall, trouble?: Trouble): Promise<void> {
  const subscription = new AllSubscription(node, call, trouble);
  await subscription.run();
}

class AllSubscription {
  private readonly filter: Filter;
  private readonly isFiltered: boolean;
  private looked = 0;
  private sent = 0;
  /** What was sent on last: events after it follow, checkpoints at it or after. */
  private reached = -1;

  constructor(
    private readonly node: Host,
    private readonly call: ReadCall,
    private readonly trouble: Trouble | undefined,
  ) {
    const filter = filterOf(call.request.getOptions()?.getFilter());
    this.isFiltered = filter !== undefined;
    this.filter = filter ?? EVERYTHING;
  }

  async run(): Promise<void> {
    await write(this.call, confirmationAnswer(randomUUID()));
    let at = this.begin();
    if (at === undefined) return void this.call.emit('error', invalidPosition());
    const { log } = this.node.world;
    if (this.reached < (log.at(-1)?.position ?? 0)) {
      at = await this.pass(at, false);
      await this.checkpoint(Math.max(this.reached, log[at - 1]?.position ?? 0));
    }
    await write(this.call, caughtUpAnswer());
    while (!this.call.cancelled) {
      if (at < this.node.visible(0).length) at = await this.pass(at, true);
      else await this.grown();
    }
  }

  /** Index of the first record after the point that was asked for. */
  private begin(): number | undefined {
    const all = this.call.request.getOptions()?.getAll();
    const { world } = this.node;
    if (!all || all.hasStart()) return 0;
    if (all.hasEnd()) return world.log.length;
    const commit = Number(all.getPosition()?.getCommitPosition() ?? 0);
    const prepare = Number(all.getPosition()?.getPreparePosition() ?? 0);
    this.reached = commit;
    if (commit > (world.log.at(-1)?.position ?? 0)) return world.log.length;
    const index = world.indexOf(commit);
    // A record is after the point (commit, prepare) when it lies behind it: the one at commit is, for a lower prepare.
    return index === undefined ? undefined : index + (prepare >= commit ? 1 : 0);
  }

  /** Passes what is there, and returns the index after it. */
  private async pass(from: number, live: boolean): Promise<number> {
    let at = from;
    for (; at < this.node.visible(0).length && !this.call.cancelled; at++) {
      const record = this.node.world.log[at]!;
      if (this.filter.matches(record)) {
        await this.deliver(() => write(this.call, eventAnswer(record)));
        this.reached = record.position;
      }
      this.looked += 1;
      if (this.looked < this.filter.interval) continue;
      this.looked = 0;
      // Catching up the server names the end of the page, which is where the next record begins; live, the record itself.
      if (live) await this.checkpoint(record.position);
      else if (this.isFiltered) await write(this.call, checkpointAnswer(record.end, 0));
    }
    return at;
  }

  private async deliver(event: () => Promise<void>): Promise<void> {
    if (this.trouble?.kind === 'cut' && this.sent >= (this.trouble.after ?? 0)) return void this.node.cut();
    await event();
    if (this.trouble?.kind === 'twice') await event();
    this.sent += 1;
    this.node.delivered += 1;
  }

  private async checkpoint(position: number): Promise<void> {
    if (this.isFiltered) await write(this.call, checkpointAnswer(position, position));
  }

  private grown(): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        this.node.world.off('grown', done);
        this.call.off('cancelled', done);
        resolve();
      };
      this.node.world.on('grown', done);
      this.call.on('cancelled', done);
    });
  }
}

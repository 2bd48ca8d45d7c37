import { Random } from '@ledger/simulation';

/**
 * Where in its work a process dies:
 * `between-streams` before a step on another stream of a command that has written on one; what it wrote is durable;
 * `after-append` right after an append, which is durable;
 * `inside-commit` when the keys of a batch are durable and its events are not;
 * `from-outside` wherever it happens to be, by `kill -9` of another process that watches the log.
 */
export type Moment = 'between-streams' | 'after-append' | 'inside-commit' | 'from-outside';

/** 击杀指令: die at the first such moment once the log has grown by so many events since the process began. */
export interface KillOrder {
  readonly moment: Moment;
  readonly growth: number;
}

const MIX: readonly Moment[] = ['between-streams', 'after-append', 'between-streams', 'inside-commit', 'from-outside'];
/** Of a log's events; the rest is room for what a batch and a slow watcher add. */
const SHARE_OF_LOG = 0.5;

/** So many kills during an import that makes so many events; the same seed gives the same orders. */
export function killOrders(kills: number, events: number, seed: number): KillOrder[] {
  const random = new Random(seed);
  const longest = Math.max(1, Math.floor((2 * SHARE_OF_LOG * events) / kills));
  return Array.from({ length: kills }, (_, i) => ({
    moment: MIX[i % MIX.length] as Moment,
    growth: random.int(1, longest),
  }));
}

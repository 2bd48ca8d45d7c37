import { setTimeout as pause } from 'node:timers/promises';
import { LogUnavailable } from '../event-store.port';
import { ServerFault } from './server-client.port';

/** How long a silent or absent server is waited for; milliseconds. */
export interface Patience {
  /** Of one call. */
  readonly deadlineMs: number;
  /** Of one operation, with all its tries; longer than an election. */
  readonly giveUpAfterMs: number;
  /** Between the first two tries; it doubles up to the longest. */
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
  /** How long a log may end before what is known of it until that is an alarm: a leader may not know yet that it was deposed. */
  readonly behindMs: number;
}

export const PATIENCE: Patience = {
  deadlineMs: 5_000,
  giveUpAfterMs: 25_000,
  firstPauseMs: 50,
  longestPauseMs: 2_000,
  behindMs: 5_000,
};

/** The pauses between tries, each up to a quarter shorter so that many do not come back at once. */
export class Pauses {
  private nextMs: number;

  constructor(private readonly patience: Patience) {
    this.nextMs = patience.firstPauseMs;
  }

  async wait(signal?: AbortSignal): Promise<void> {
    const ms = this.nextMs * (1 - Math.random() / 4);
    this.nextMs = Math.min(this.nextMs * 2, this.patience.longestPauseMs);
    await pause(ms, undefined, { ref: true, ...(signal ? { signal } : {}) }).catch(() => undefined);
  }
}

/** The server refused an append for good: nothing was written. */
export class AppendRefused extends LogUnavailable {}

/** What was asked for: only of an append does it matter whether it happened all the same. */
export type Asked = 'read' | 'append';

/** Tries again while trying again may help. @throws LogUnavailable, saying of an append whether it may have been written */
export async function persist<T>(patience: Patience, asked: Asked, attempt: () => Promise<T>): Promise<T> {
  const until = performance.now() + patience.giveUpAfterMs;
  const pauses = new Pauses(patience);
  let unknown = false;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof ServerFault)) throw error;
      unknown ||= asked === 'append' && error.kind === 'not-answered';
      if (error.kind === 'bad-position') throw error;
      if (error.kind === 'refused' || performance.now() >= until) throw unavailable(error, asked, unknown);
    }
    await pauses.wait();
  }
}

function unavailable(cause: ServerFault, asked: Asked, unknown: boolean): LogUnavailable {
  const [outcome, zh] =
    asked === 'read'
      ? ['', '']
      : unknown
        ? ['; whether the events were written is not known', '；事件是否已写入尚不清楚']
        : ['; nothing was written', '；未写入任何事件'];
  const Refusal = asked === 'append' && !unknown ? AppendRefused : LogUnavailable;
  return cause.kind === 'refused'
    ? new Refusal(`the server refused: ${cause.message}${outcome}`, `事件库服务器拒绝：${cause.message}${zh}`, {
        cause,
      })
    : new LogUnavailable(`the server does not answer: ${cause.message}${outcome}`, `事件库服务器没有应答${zh}`, {
        cause,
      });
}

import type { Tracing } from '@ledger/runtime';

export interface RunningTracing extends Tracing {
  /** Gives out what is still held back. Resolves in bounded time, whether or not the collector answers. */
  end(): Promise<void>;
}

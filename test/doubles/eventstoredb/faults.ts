/** Where in an append something happens. */
export type AppendPoint = 'options' | 'first-event' | 'all-events' | 'taken' | 'answered';

export const APPEND_POINTS: readonly AppendPoint[] = ['options', 'first-event', 'all-events', 'taken', 'answered'];

/**
 * What goes wrong.
 * - `cut`: all connections of the node are cut; of an append at a point, of a read or subscription after that many answers;
 * - `silent`: no answer comes; an append is taken or not;
 * - `slow`: the answer comes late;
 * - `twice`: an append reaches the log twice and is answered twice, a subscription delivers every event twice;
 * - `wrong-leader`: the node says that another leads;
 * - `not-ready`: the node is in an election;
 * - `disk-full`: the write times out and is not taken;
 * - `denied`: the user has no right to it;
 * - `stale`: a read does not know the last records.
 */
export type Trouble =
  | { readonly kind: 'cut'; readonly at?: AppendPoint; readonly after?: number }
  | { readonly kind: 'silent'; readonly taken?: boolean }
  | { readonly kind: 'slow'; readonly ms: number }
  | { readonly kind: 'twice' }
  | { readonly kind: 'wrong-leader'; readonly host: string; readonly port: number }
  | { readonly kind: 'not-ready' }
  | { readonly kind: 'disk-full' }
  | { readonly kind: 'denied' }
  | { readonly kind: 'stale'; readonly records: number };

export type CallKind = 'append' | 'read' | 'subscribe';

export interface Fault {
  readonly on: CallKind;
  readonly trouble: Trouble;
  /** Calls of the kind that pass unharmed first. */
  readonly skip?: number;
  /** Calls that it befalls; 1 where absent. */
  readonly times?: number;
  /** Only streams whose names begin so; `$all` for reads of all. */
  readonly stream?: string;
  /** Called when it befalls a call; in the same process only. */
  readonly meanwhile?: () => void;
}

/** The faults that are still to happen, on the order of a test. */
export class Faults {
  private armed: { fault: Fault; skip: number; times: number }[] = [];
  /** Calls seen, by kind. */
  readonly seen: Record<CallKind, number> = { append: 0, read: 0, subscribe: 0 };

  arm(fault: Fault): void {
    this.armed.push({ fault, skip: fault.skip ?? 0, times: fault.times ?? 1 });
  }

  clear(): void {
    this.armed = [];
  }

  /** Faults that have not happened yet. */
  get left(): number {
    return this.armed.length;
  }

  /** What befalls this call. */
  befall(on: CallKind, stream: string): Trouble | undefined {
    this.seen[on] += 1;
    for (const each of this.armed) {
      if (each.fault.on !== on || !stream.startsWith(each.fault.stream ?? '')) continue;
      if (each.skip > 0) {
        each.skip -= 1;
        continue;
      }
      each.times -= 1;
      if (each.times <= 0) this.armed = this.armed.filter((other) => other !== each);
      each.fault.meanwhile?.();
      return each.fault.trouble;
    }
    return undefined;
  }
}

import type { LogDamaged } from '@ledger/eventlog';
import type { Position } from '@ledger/kernel';
import type { MissingEvent } from './completeness';
import type { Progress } from './rebuild/progress';

/** 警报: why the views have stopped. Nothing is skipped; they go on when the log is whole again and the program is started anew. */
export type Alarm =
  | { readonly kind: 'missing-event'; readonly message: string; readonly where: MissingEvent['where'] }
  | { readonly kind: 'log-damaged'; readonly message: string; readonly where: LogDamaged['where'] }
  | {
      readonly kind: 'log-behind-views';
      readonly message: string;
      readonly head: Position;
      readonly checkpoint: Position;
    };

export interface ProjectionProgress {
  readonly projection: string;
  /** Of this code. */
  readonly version: number;
  /** Absent while the view has to be made anew. */
  readonly checkpoint?: Position;
  /** Positions between the checkpoint and the log's end. */
  readonly lag: number;
  /** Events that could not be digested; the view's answers leave them out. */
  readonly parked: number;
  /** Later events of the same streams. */
  readonly held: number;
}

export interface ProjectorStatus {
  readonly head: Position;
  readonly projections: readonly ProjectionProgress[];
  /** While batches run, over the last of them; 0 before the first. */
  readonly eventsPerSecond: number;
  readonly alarm?: Alarm;
  /** Text of the last failure to read or write, while it is being tried again. */
  readonly failing?: string;
  readonly rebuilding?: Progress;
}

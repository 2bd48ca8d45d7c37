import type { MaybePromise } from '@ledger/eventlog';
import type { Position } from '@ledger/kernel';
import type { ProcessFailure } from '@ledger/processes';
import type { Projector, ProjectorStatus } from '@ledger/viewstore';

/** 后台工作: what follows the log beside the commands, in this process or elsewhere: views, processes, the blind index. */
export interface Background {
  /** Event types that some process reacts to. */
  readonly handles: ReadonlySet<string>;
  /** The reaction that fails here and is tried again, if any. */
  readonly failure: ProcessFailure | undefined;
  /** Which pieces are held here, where they are held by lease. */
  readonly held?: readonly string[];
  /** Begins the work that is this process's; resolves when the views are of this code's version. */
  start(): Promise<void>;
  /** The position that every view has seen; -1 while one has to be made anew. */
  viewsAt(): MaybePromise<Position>;
  /** @throws ViewsBehind */
  viewsSeen(position: Position, patienceMs: number): Promise<void>;
  /** Resolves when every process has reacted to everything up to the position. */
  processed(position: Position): Promise<void>;
  /** @throws ViewsBehind when persons up to the position cannot be found in time */
  searchable(position: Position, patienceMs: number): Promise<void>;
  status(): Promise<ProjectorStatus>;
  /** What folds the views in this process. @throws NotHere when another does */
  projector(): Promise<Projector>;
  close(): Promise<void>;
}

/** Another process folds the views. */
export class NotHere extends Error {
  readonly zh = '视图由另一进程（worker）更新；请先停止它，或在该处办理。';

  constructor() {
    super('The views are folded by another process (a worker); stop it first, or do this there.');
    this.name = 'NotHere';
  }
}

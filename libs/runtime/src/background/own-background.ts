import type { Position } from '@ledger/kernel';
import type { ProcessFailure, ProcessRunner } from '@ledger/processes';
import type { Projector, ProjectorStatus } from '@ledger/viewstore';
import type { BlindIndexer } from '../search/blind-indexer';
import type { Background } from './background';

/** All of it in this process, which is the only one. */
export class OwnBackground implements Background {
  constructor(
    private readonly views: Projector,
    private readonly processes: ProcessRunner,
    private readonly indexer: BlindIndexer,
  ) {}

  get handles(): ReadonlySet<string> {
    return this.processes.handles;
  }

  get failure(): ProcessFailure | undefined {
    return this.processes.failure;
  }

  async start(): Promise<void> {
    await this.views.start();
    await this.processes.start();
    await this.indexer.start();
  }

  viewsAt(): Position {
    return this.views.position;
  }

  viewsSeen(position: Position, patienceMs: number): Promise<void> {
    return this.views.waitFor(position, patienceMs);
  }

  processed(position: Position): Promise<void> {
    return this.processes.caughtUp(position);
  }

  searchable(position: Position, patienceMs: number): Promise<void> {
    return this.indexer.caughtUp(position, patienceMs);
  }

  status(): Promise<ProjectorStatus> {
    return this.views.status();
  }

  async projector(): Promise<Projector> {
    return this.views;
  }

  async close(): Promise<void> {
    await this.processes.close();
    await this.indexer.close();
    await this.views.close();
  }
}

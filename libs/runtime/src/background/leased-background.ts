import { setTimeout } from 'node:timers/promises';
import type { EventStore } from '@ledger/eventlog';
import type { Position } from '@ledger/kernel';
import type { Lease, Leases } from '@ledger/leases';
import { checkpointName, type Checkpoints, type ProcessFailure, type ProcessManager } from '@ledger/processes';
import type { ProcessPart, ProcessRunner } from '@ledger/processes';
import type { KeyVault } from '@ledger/vault';
import { projections } from '@ledger/views';
import { storedPosition, storedStatus, ViewsBehind } from '@ledger/viewstore';
import type { Projector, ProjectorStatus, ViewReader } from '@ledger/viewstore';
import type { BlindIndexer } from '../search/blind-indexer';
import { NotHere, type Background } from './background';
import { LeasedWork, type Work } from './leased-work';

/** Into how many parts the streams are taken for the processes: so many workers can share them. */
const PROCESS_PARTS = 4;
const LOOK_EVERY_MS = 20;
const STAND_BACK_MS = 1_500;
/** How long somebody who must fold the views here waits for the lease of a worker that has just ended. */
const PATIENCE_MS = 15_000;

export interface LeasedParts {
  readonly log: EventStore;
  readonly views: ViewReader;
  readonly vault: KeyVault;
  readonly checkpoints: Checkpoints;
  readonly managers: readonly ProcessManager[];
  readonly leases: Leases;
  /** Of this process, unlike any other's. */
  readonly owner: string;
  /** Its store writes only while the lease is the newest. */
  makeProjector(lease: Lease): Promise<Work & { readonly projector: Projector }>;
  makeRunner(part: ProcessPart): ProcessRunner;
  makeIndexer(): BlindIndexer;
}

/**
 * What several processes share, each piece held by lease: all views 视图, the blind index, and the processes in parts of the
 * streams. A process that holds none asks the stores how far the others are.
 */
export class LeasedBackground implements Background {
  private readonly views: LeasedWork<Work & { readonly projector: Projector }>;
  private readonly index: LeasedWork<BlindIndexer>;
  private readonly processes: readonly LeasedWork<ProcessRunner>[];

  constructor(private readonly parts: LeasedParts) {
    const { leases, owner } = parts;
    this.views = new LeasedWork(leases, 'views', owner, (lease) => parts.makeProjector(lease));
    const held = (): number => this.processes.filter(({ here }) => here !== undefined).length;
    this.index = new LeasedWork(leases, 'blind-index', owner, async () => parts.makeIndexer());
    this.processes = Array.from({ length: PROCESS_PARTS }, (_, index) => {
      const part = { index, of: PROCESS_PARTS };
      const name = `processes-${index + 1}-of-${PROCESS_PARTS}`;
      return new LeasedWork(
        leases,
        name,
        owner,
        async () => parts.makeRunner(part),
        () => held() * STAND_BACK_MS,
      );
    });
  }

  get handles(): ReadonlySet<string> {
    return new Set(this.parts.managers.flatMap(({ handles }) => [...handles]));
  }

  get failure(): ProcessFailure | undefined {
    return this.processes.map(({ here }) => here?.failure).find((failure) => failure !== undefined);
  }

  /** Which leases are held here. */
  get held(): readonly string[] {
    return [this.views, this.index, ...this.processes].filter(({ here }) => here).map(({ name }) => name);
  }

  async start(): Promise<void> {
    for (const work of [this.views, this.index, ...this.processes]) work.start();
  }

  async viewsAt(): Promise<Position> {
    return storedPosition(await this.parts.views.status(), projections);
  }

  async viewsSeen(position: Position, patienceMs: number): Promise<void> {
    const here = this.views.here?.projector;
    if (here) return here.waitFor(position, patienceMs);
    const isThere = async (): Promise<boolean> => (await this.viewsAt()) >= position;
    if (!(await within(isThere, patienceMs))) throw new ViewsBehind(position, `not within ${patienceMs} ms`);
  }

  async processed(position: Position): Promise<void> {
    const { managers, checkpoints } = this.parts;
    const names = Array.from({ length: PROCESS_PARTS }, (_, index) =>
      managers.map((manager) => checkpointName(manager, { index, of: PROCESS_PARTS })),
    ).flat();
    await within(async () => {
      const reached = await Promise.all(names.map(async (name) => checkpoints.checkpoint(name)));
      return Math.min(...reached) >= position;
    }, Number.POSITIVE_INFINITY);
  }

  async searchable(position: Position, patienceMs: number): Promise<void> {
    const { vault } = this.parts;
    if (!(await within(async () => (await vault.indexed()) >= position, patienceMs)))
      throw new ViewsBehind(position, 'the blind index is behind');
  }

  async status(): Promise<ProjectorStatus> {
    const here = this.views.here?.projector;
    return here ? here.status() : storedStatus(this.parts.log, this.parts.views, projections);
  }

  async projector(): Promise<Projector> {
    const work = await this.views.whenHere(PATIENCE_MS);
    if (!work) throw new NotHere();
    return work.projector;
  }

  async close(): Promise<void> {
    await Promise.all([this.views, this.index, ...this.processes].map((work) => work.close()));
  }
}

async function within(isThere: () => Promise<boolean>, patienceMs: number): Promise<boolean> {
  for (const until = performance.now() + patienceMs; ; await setTimeout(LOOK_EVERY_MS)) {
    if (await isThere()) return true;
    if (performance.now() > until) return false;
  }
}

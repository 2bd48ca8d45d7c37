import type { Ledger } from '@ledger/runtime';
import type { ProjectorStatus } from '@ledger/viewstore';
import type { Measures } from './measures';

/** Events that a projection may be behind and still count as ready, where positions count events. */
const READY_LAG = 5_000;

/** 就绪: whether a process can do its work now, and how far the views are. Nothing of anybody's matters. */
export interface Readiness {
  readonly ready: boolean;
  readonly head?: number;
  /** By projection, in positions of the log: events on the embedded one, bytes on EventStoreDB. */
  readonly lag?: Readonly<Record<string, number>>;
  readonly parked?: number;
  readonly alarm?: string;
  readonly viewsFailing?: true;
  readonly processFailing?: string;
  /** The log does not answer: commands cannot be taken. */
  readonly logAway?: true;
  /** The views do not answer: commands are taken, questions are not. */
  readonly viewsAway?: true;
  /** What this process holds by lease, where several share the work. */
  readonly held?: readonly string[];
}

export async function readinessOf({ parts }: Ledger): Promise<Readiness> {
  const { background, store } = parts;
  let head: number;
  try {
    head = await store.head();
  } catch {
    return { ready: false, logAway: true };
  }
  const held = background.held === undefined ? {} : { held: background.held };
  let status: ProjectorStatus;
  try {
    status = await background.status();
  } catch {
    // Commands need no view: a process that can take them stays in service.
    return { ready: true, head, viewsAway: true, ...held };
  }
  const { projections, alarm, failing } = status;
  const lag = Object.fromEntries(projections.map((each) => [each.projection, each.lag]));
  const isBehind = store.dense === true && Object.values(lag).some((each) => each > READY_LAG);
  return {
    ready: !alarm && !isBehind,
    head,
    lag,
    parked: projections.reduce((sum, { parked }) => sum + parked, 0),
    ...(alarm ? { alarm: alarm.kind } : {}),
    ...(failing === undefined ? {} : { viewsFailing: true }),
    ...(background.failure ? { processFailing: background.failure.process } : {}),
    ...held,
  };
}

/** The metrics as text, those of the ledger brought up to date where its stores answer. */
export async function metricsOf({ parts }: Ledger, measures: Measures): Promise<string> {
  try {
    const { head, projections } = await parts.background.status();
    measures.head.set(head);
    for (const { projection, lag, parked } of projections) {
      measures.lag.set({ projection }, lag);
      measures.parked.set({ projection }, parked);
    }
    measures.storesAway.set(0);
  } catch {
    measures.storesAway.set(1);
  }
  measures.leases(parts.background.held ?? []);
  measures.repaired.set(parts.stale?.repaired ?? 0);
  return measures.registry.metrics();
}

import type { EventStore } from '@ledger/eventlog';
import type { Position } from '@ledger/kernel';
import type { ProjectorStatus } from './projector-status';
import { fingerprintOf } from './table-schemas';
import type { Projection, ProjectionStatus, ViewReader } from './view-store.port';

/** Whether what is stored was folded by this version of the projection. */
const isOurs = (projection: Projection, known: ProjectionStatus | undefined): known is ProjectionStatus =>
  known?.version === projection.version && known.fingerprint === fingerprintOf(projection);

/** The position that every view of this program's version has seen, by what is stored; -1 while one has to be made anew. */
export function storedPosition(stored: readonly ProjectionStatus[], projections: readonly Projection[]): Position {
  const byName = new Map(stored.map((status) => [status.projection, status]));
  return Math.min(
    ...projections.map((projection) => {
      const known = byName.get(projection.name);
      return isOurs(projection, known) ? known.checkpoint : -1;
    }),
  );
}

/** How far the views are, as a process that does not fold them can tell. */
export async function storedStatus(
  log: Pick<EventStore, 'head'>,
  views: ViewReader,
  projections: readonly Projection[],
): Promise<ProjectorStatus> {
  const head = await log.head();
  const byName = new Map((await views.status()).map((status) => [status.projection, status]));
  const failed = await views.parked({ failed: true });
  return {
    head,
    eventsPerSecond: 0,
    projections: projections.map((projection) => {
      const { name, version } = projection;
      const known = byName.get(name);
      const checkpoint = isOurs(projection, known) ? known.checkpoint : undefined;
      const parked = failed.filter((event) => event.projection === name).length;
      const held = (known?.parked ?? 0) - parked;
      return { projection: name, version, checkpoint, lag: head - (checkpoint ?? 0), parked, held };
    }),
  };
}

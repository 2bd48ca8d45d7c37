import type { EventStore } from '@ledger/eventlog';
import type { Position, RecordedEvent } from '@ledger/kernel';
import type { ViewStep, ViewStore } from '@ledger/viewstore';
import { spanIdOfCommand, spanTime, traceIdOf } from './begin-span';
import type { Tracing } from './tracing.port';
import { withMethods } from './with-methods';

interface Delivered {
  readonly position: Position;
  readonly traceId: string;
  readonly commandId: string;
}

/**
 * Log and views as a projector is given them: what the subscription delivers and a step commits is told with one span for each
 * trace, from the delivery or the step before to the commit. A rebuild reads the log otherwise and is not told.
 */
export function tracedProjection(
  { log, store }: { readonly log: EventStore; readonly store: ViewStore },
  tracing: Tracing,
): { readonly log: EventStore; readonly store: ViewStore } {
  let delivered: readonly Delivered[] = [];
  let from = spanTime();
  const committed = (reached: Position): void => {
    const to = spanTime();
    const inStep = delivered.filter(({ position }) => position <= reached);
    delivered = delivered.slice(inStep.length);
    for (const [first, events] of byTrace(inStep))
      tracing.tell({
        name: 'project',
        place: { traceId: first.traceId, spanId: tracing.newSpanId() },
        parentId: spanIdOfCommand(first.commandId),
        from,
        to,
        attributes: { 'ledger.events': events },
      });
    from = to;
  };
  const subscribe: EventStore['subscribe'] = (after, handle, lean) =>
    log.subscribe(
      after,
      (slice) => {
        delivered = slice.events.map(placed).filter(({ traceId }) => tracing.follows(traceId));
        from = spanTime();
        return handle(slice);
      },
      lean,
    );
  const transact: ViewStore['transact'] = (work) => {
    let reached: Position = 0;
    const done = store.transact((step) => work(watched(step, (position) => (reached = Math.max(reached, position)))));
    if (!(done instanceof Promise)) return committed(reached);
    return done.then(() => committed(reached));
  };
  return { log: withMethods(log, { subscribe }), store: withMethods(store, { transact }) };
}

/** The first event of each trace, and how many there are. */
function byTrace(events: readonly Delivered[]): Iterable<readonly [Delivered, number]> {
  const found = new Map<string, [Delivered, number]>();
  for (const event of events) {
    const known = found.get(event.traceId);
    if (known) known[1]++;
    else found.set(event.traceId, [event, 1]);
  }
  return found.values();
}

const placed = ({ position, correlationId, command }: RecordedEvent): Delivered => ({
  position,
  traceId: traceIdOf(correlationId),
  commandId: command.id,
});

/** The step, and how far it takes the checkpoints. A proxy would cost more here than the row that it puts. */
const watched = (step: ViewStep, see: (position: Position) => void): ViewStep => ({
  put: (table, key, row, before) => step.put(table, key, row, before),
  delete: (table, key) => step.delete(table, key),
  checkpoint(projection, position) {
    see(position);
    step.checkpoint(projection, position);
  },
  park: (event) => step.park(event),
  unpark: (projection, position) => step.unpark(projection, position),
  version: (stream, version) => step.version(stream, version),
});

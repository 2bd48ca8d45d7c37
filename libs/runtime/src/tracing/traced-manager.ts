import type { ProcessManager } from '@ledger/processes';
import { beginSpan, kindOfError, spanIdOfCommand, traceIdOf } from './begin-span';
import type { Tracing } from './tracing.port';

/** A process with a span for each reaction, and for each try where one fails; the commands that it gives lie inside. */
export function tracedManager(manager: ProcessManager, tracing: Tracing): ProcessManager {
  const { name, handles } = manager;
  return {
    name,
    handles,
    async react(event, hands) {
      const traceId = traceIdOf(event.correlationId);
      if (!tracing.follows(traceId)) return manager.react(event, hands);
      const place = { traceId, spanId: tracing.newSpanId() };
      const parentId = spanIdOfCommand(event.command.id);
      const end = beginSpan(tracing, { name: 'react', place, parentId, attributes: { 'ledger.process': name } });
      try {
        await tracing.within(place, () => manager.react(event, hands));
        end();
      } catch (error) {
        end({ failure: kindOfError(error) });
        throw error;
      }
    },
  };
}

import type { Appended, EventStore, MaybePromise } from '@ledger/eventlog';
import { beginSpan, kindOfError, spanIdOfCommand, traceIdOf } from './begin-span';
import type { Tracing } from './tracing.port';
import { withMethods } from './with-methods';

/** The log with a span for each append, until it is durable. An answer that came at once still does. */
export function tracedLog(log: EventStore, tracing: Tracing): EventStore {
  const append: EventStore['append'] = (stream, expectedVersion, events, options) => {
    const give = (): MaybePromise<Appended> => log.append(stream, expectedVersion, events, options);
    const [first] = events;
    const traceId = traceIdOf(first?.correlationId ?? '');
    if (!first || !tracing.follows(traceId)) return give();
    const end = beginSpan(tracing, {
      name: 'append',
      place: { traceId, spanId: tracing.newSpanId() },
      parentId: spanIdOfCommand(first.command.id),
      attributes: { 'ledger.stream.kind': kindOf(stream), 'ledger.events': events.length },
    });
    const fell = (error: unknown): void => end({ failure: kindOfError(error) });
    const untilDurable = (appended: Appended): void => void appended.durable.then(() => end(), fell);
    try {
      const appended = give();
      if (appended instanceof Promise) appended.then(untilDurable, fell);
      else untilDurable(appended);
      return appended;
    } catch (error) {
      fell(error);
      throw error;
    }
  };
  return withMethods(log, { append });
}

/** What comes before the first hyphen of a stream's name; the rest may be a pseudonym. */
const kindOf = (stream: string): string => stream.slice(0, Math.max(0, stream.indexOf('-')));

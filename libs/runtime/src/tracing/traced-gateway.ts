import type { Answer, CommandGateway } from '@ledger/commanding';
import { beginSpan, kindOfError, spanIdOfCommand, traceIdOf } from './begin-span';
import type { EndedSpan, Tracing } from './tracing.port';
import { withMethods } from './with-methods';

/**
 * The gateway with a span for each command, under the request or the reaction that gives it. `names`: of the commands there
 * are; whatever else a caller writes in that place is not repeated.
 */
export function tracedGateway(gateway: CommandGateway, names: ReadonlySet<string>, tracing: Tracing): CommandGateway {
  const execute: CommandGateway['execute'] = async (request, onWritten) => {
    const { id, command, correlationId = id } = request;
    // What is no id at all is for the gateway to say.
    if (typeof id !== 'string' || typeof correlationId !== 'string') return gateway.execute(request, onWritten);
    const traceId = traceIdOf(correlationId);
    if (!tracing.follows(traceId)) return gateway.execute(request, onWritten);
    const around = tracing.current();
    const end = beginSpan(tracing, {
      name: 'command',
      place: { traceId, spanId: spanIdOfCommand(id) },
      // A row of a job is given while the request that started the job is around, which is of another trace.
      ...(around?.traceId === traceId ? { parentId: around.spanId } : {}),
      attributes: { 'ledger.command': names.has(command) ? command : 'unknown' },
    });
    try {
      const answer = await gateway.execute(request, onWritten);
      // The events of this id belong to the span of its first delivery.
      const isFirst = answer.outcome !== 'duplicate';
      const place = isFirst ? {} : { place: { traceId, spanId: tracing.newSpanId() } };
      end({ attributes: attributesOf(answer), ...place });
      return answer;
    } catch (error) {
      end({ failure: kindOfError(error) });
      throw error;
    }
  };
  return withMethods(gateway, { execute });
}

const attributesOf = ({ outcome, problem }: Answer): EndedSpan['attributes'] => ({
  'ledger.outcome': outcome,
  ...(problem?.ruleId === undefined ? {} : { 'ledger.rule': problem.ruleId }),
});

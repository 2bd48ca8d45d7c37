import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { normaliseUuid } from '@ledger/kernel';

const TRACEPARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?$/;
const NOTHING = /^0+$/;

/** The span of a caller, as the header `traceparent` names it. */
interface CallersSpan {
  readonly traceId: string;
  readonly spanId: string;
}

/** W3C Trace Context (https://www.w3.org/TR/trace-context/#traceparent-header): later versions may add to the end, 00 may not. */
export function callersSpan({ traceparent }: IncomingHttpHeaders): CallersSpan | undefined {
  const [, version, traceId = '', spanId = '', more] =
    (typeof traceparent === 'string' && TRACEPARENT.exec(traceparent)) || [];
  if (version === undefined || version === 'ff' || (version === '00' && more !== undefined)) return undefined;
  return NOTHING.test(traceId) || NOTHING.test(spanId) ? undefined : { traceId, spanId };
}

/**
 * The caller's correlation id where it is a UUID, else the trace that the caller is in, else a new one: nothing else of a caller
 * goes into the logs.
 */
export function correlationOf(headers: IncomingHttpHeaders): string {
  const given = headers['x-correlation-id'];
  const named = typeof given === 'string' ? normaliseUuid(given) : undefined;
  return named ?? asUuid(callersSpan(headers)?.traceId) ?? randomUUID();
}

/** The 16 bytes as a UUID is written, whatever version they then seem to be of. */
const asUuid = (traceId: string | undefined): string | undefined =>
  traceId?.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

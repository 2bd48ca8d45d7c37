import { beginSpan, traceIdOf, type SpanPlace, type Tracing } from '@ledger/runtime';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { callersSpan } from './correlation';

/**
 * A span for each request, under the caller's where one is named. Its trace is the request's correlation id, which its commands
 * and their events take along. `untold`: routes that are asked all the time and of which nothing follows.
 */
export function traceRequests(fastify: FastifyInstance, tracing: Tracing, untold: ReadonlySet<string>): void {
  const begun = new WeakMap<
    FastifyRequest,
    { readonly place: SpanPlace; readonly end: ReturnType<typeof beginSpan> }
  >();
  fastify.addHook('onRequest', (request, _reply, done) => {
    const traceId = traceIdOf(request.id);
    if (!untold.has(request.routeOptions.url ?? '') && tracing.follows(traceId)) {
      const caller = callersSpan(request.headers);
      const place = { traceId, spanId: tracing.newSpanId() };
      const end = beginSpan(tracing, {
        name: nameOf(request),
        kind: 'server',
        place,
        ...(caller?.traceId === traceId ? { parentId: caller.spanId } : {}),
        attributes: { 'http.request.method': request.method, 'http.route': request.routeOptions.url ?? 'unknown' },
      });
      begun.set(request, { place, end });
    }
    done();
  });
  // Not sooner: what reads the body calls on from the socket's events, which lie outside of any request.
  fastify.addHook('preHandler', (request, _reply, done) => {
    const span = begun.get(request);
    if (span) tracing.within(span.place, done);
    else done();
  });
  fastify.addHook('onResponse', (request, { statusCode }, done) => {
    begun.get(request)?.end({
      ...(statusCode >= 500 ? { failure: String(statusCode) } : {}),
      attributes: { 'http.response.status_code': statusCode },
    });
    done();
  });
}

const nameOf = ({ method, routeOptions: { url } }: FastifyRequest): string =>
  url === undefined ? method : `${method} ${url}`;

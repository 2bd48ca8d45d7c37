import type { IncomingHttpHeaders } from 'node:http';
import { RequestMethod } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import scalar from '@scalar/fastify-api-reference';
import { Measures } from '@ledger/operating';
import type { Tracing } from '@ledger/runtime';
import { LogController, type FastifyInstance, type FastifyRequest } from 'fastify';
import { ApiModule } from './api.module';
import { takeTables } from './bulk/bulk-body';
import type { Configuration } from './configuration/configuration';
import { takeFiles } from './files/file-body';
import { PREFIX } from './openapi/prefix';
import { correlationOf } from './operating/correlation';
import { traceRequests } from './operating/trace-requests';
import { UnderWay } from './operating/under-way';
import { refuseWhenClosing } from './operating/refuse-when-closing';
import { problem } from './problems/api-problem';
import { whoSent } from './sign-in/signed-in';

/** Paths that stand outside the versioned API. */
const OUTSIDE = ['openapi.json', 'problems/:name', 'health/live', 'health/ready', 'metrics'];

/** The service, put together and not listening yet. */
export async function openApiService(configuration: Configuration, tracing?: Tracing): Promise<NestFastifyApplication> {
  const { bodyBytes, deadlineMs, corsOrigins, requestsPerMinute } = configuration;
  const adapter = new FastifyAdapter({
    bodyLimit: bodyBytes,
    requestTimeout: deadlineMs,
    routerOptions: { maxParamLength: 200 },
    // Of a body that is refused nothing is repeated, and prototypes are out of reach.
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    logger: {
      level: 'info',
      stream: process.stderr,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
    },
    // A request is told once, when it has been answered, and without its address, which its sender may have filled with anything.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: ({ headers }: { readonly headers: IncomingHttpHeaders }) => correlationOf(headers),
    // See refuseWhenClosing.
    return503OnClosing: false,
    // Not `forceCloseConnections`: Nest would cut off requests that were taken in and not answered yet.
    trustProxy: false,
  });
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.of(configuration, tracing), adapter, {
    // Why it cannot start is told once, by main.
    logger: false,
    abortOnError: false,
  });
  app.useLogger(['error', 'warn']);
  app.setGlobalPrefix(PREFIX, { exclude: OUTSIDE.map((path) => ({ path, method: RequestMethod.GET })) });
  const fastify = app.getHttpAdapter().getInstance();
  refuseWhenClosing(fastify);
  takeFiles(fastify);
  takeTables(fastify);
  await fastify.register(helmet, { contentSecurityPolicy: { directives: POLICY } });
  if (corsOrigins && corsOrigins.length > 0) await fastify.register(cors, { origin: [...corsOrigins] });
  await fastify.register(rateLimit, {
    max: requestsPerMinute,
    timeWindow: '1 minute',
    // By token where there is one: an office behind one address is many clients.
    keyGenerator: ({ headers, ip }: FastifyRequest) => headers.authorization ?? ip,
    errorResponseBuilder: (_request, { ttl }) =>
      problem(429, 'too-many-requests', '请求过于频繁；请稍后再试。', 'Too many requests; wait and try again.', {
        retryAfterS: Math.ceil(ttl / 1000),
      }),
  });
  await fastify.register(scalar, {
    routePrefix: '/docs',
    configuration: { url: '/openapi.json', withDefaultFonts: false, telemetry: false },
  });
  app.get(UnderWay).watch(fastify);
  observe(fastify, app.get(Measures));
  if (tracing) traceRequests(fastify, tracing, new Set(OUTSIDE.map((path) => `/${path}`)));
  await app.init();
  return app;
}

/** The reference page brings its own script and styles; nothing comes from elsewhere. */
const POLICY = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'", "'unsafe-inline'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:'],
  upgradeInsecureRequests: null,
};

function observe(fastify: FastifyInstance, measures: Measures): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-correlation-id', request.id);
    done();
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    measures.request(request.method, route, reply.statusCode, reply.elapsedTime / 1000);
    const who = whoSent(request);
    request.log.info({
      method: request.method,
      route,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      ...(who ? { role: who.role, unit: who.unit } : {}),
    });
    done();
  });
}

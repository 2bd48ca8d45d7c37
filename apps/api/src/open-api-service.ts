import { RequestMethod } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import scalar from '@scalar/fastify-api-reference';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ApiModule } from './api.module';
import type { Configuration } from './configuration/configuration';
import { PREFIX } from './openapi/document';
import { Measures } from './operating/measures';
import { problem } from './problems/api-problem';

/** Paths that stand outside the versioned API. */
const OUTSIDE = ['openapi.json', 'problems/:name', 'health/live', 'health/ready', 'metrics'];

/** The service, put together and not listening yet. */
export async function openApiService(configuration: Configuration): Promise<NestFastifyApplication> {
  const { bodyBytes, deadlineMs, corsOrigins, requestsPerMinute } = configuration;
  const adapter = new FastifyAdapter({
    bodyLimit: bodyBytes,
    requestTimeout: deadlineMs,
    routerOptions: { maxParamLength: 200 },
    // Of a body that is refused nothing is repeated, and prototypes are out of reach.
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    return503OnClosing: true,
    forceCloseConnections: 'idle',
    trustProxy: false,
  });
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.of(configuration), adapter, {
    logger: ['error', 'warn'],
    abortOnError: false,
  });
  app.setGlobalPrefix(PREFIX, { exclude: OUTSIDE.map((path) => ({ path, method: RequestMethod.GET })) });
  const fastify = app.getHttpAdapter().getInstance();
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
  observe(fastify, app.get(Measures));
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
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    measures.request(request.method, route, reply.statusCode, reply.elapsedTime / 1000);
    done();
  });
}

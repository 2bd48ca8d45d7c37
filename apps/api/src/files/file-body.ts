import type { FastifyInstance } from 'fastify';
import { PREFIX } from '../openapi/prefix';
import { problem } from '../problems/api-problem';

/** The one door that takes bytes. */
export const HAND_IN = { name: 'hand-in-file', path: 'files', type: 'application/octet-stream' } as const;

/** Bytes are left on the line until whoever sends them is known to be allowed to; every other door refuses them unread. */
export function takeFiles(fastify: FastifyInstance): void {
  fastify.addContentTypeParser(HAND_IN.type, (request, payload, done) => {
    if (request.routeOptions.url === `${PREFIX}/${HAND_IN.path}`) done(null, payload);
    else done(problem(415, 'media-type', '请求体须为 application/json。', 'The body must be application/json.'));
  });
}

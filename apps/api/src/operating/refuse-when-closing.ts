import type { FastifyInstance } from 'fastify';
import { problem } from '../problems/api-problem';
import { sendProblem } from '../problems/problem.filter';

const RETRY_AFTER_S = 5;

/** Once the service has begun to end, what still comes is turned away as a problem like any other; Fastify's own answer is none. */
export function refuseWhenClosing(fastify: FastifyInstance): void {
  let closing = false;
  fastify.addHook('preClose', (done) => {
    closing = true;
    done();
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    if (!closing) {
      done();
      return;
    }
    const { problem: ending } = problem(
      503,
      'unavailable',
      '服务正在停止；请稍后用同一键重试。',
      'The service is ending; try again soon, with the same key.',
      { retryAfterS: RETRY_AFTER_S },
    );
    sendProblem(request, reply.header('connection', 'close'), ending);
  });
}

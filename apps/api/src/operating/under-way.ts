import { Injectable } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';

/** 在办请求: how many requests have come in and are not answered yet. */
@Injectable()
export class UnderWay {
  count = 0;

  watch(fastify: FastifyInstance): void {
    fastify.addHook('onRequest', (_request, reply, done) => {
      this.count++;
      // Whether it was answered or broken off.
      reply.raw.once('close', () => {
        this.count--;
      });
      done();
    });
  }
}

import { Controller, Get, Inject, Res } from '@nestjs/common';
import { Measures, metricsOf, readinessOf } from '@ledger/operating';
import { Ledger } from '@ledger/runtime';
import type { FastifyReply } from 'fastify';
import { Open } from '../sign-in/signed-in';

/** For whoever runs the service: whether it lives, whether it is ready, what it measures. Nothing of anybody's matters. */
@Open()
@Controller()
export class HealthController {
  constructor(
    @Inject(Ledger) private readonly ledger: Ledger,
    private readonly measures: Measures,
  ) {}

  @Get('health/live')
  live(): { readonly live: true } {
    return { live: true };
  }

  @Get('health/ready')
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const readiness = await readinessOf(this.ledger);
    void reply.status(readiness.ready ? 200 : 503).send(readiness);
  }

  @Get('metrics')
  async metrics(@Res() reply: FastifyReply): Promise<void> {
    const text = await metricsOf(this.ledger, this.measures);
    void reply.header('content-type', this.measures.registry.contentType).send(text);
  }
}

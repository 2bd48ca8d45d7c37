import { Controller, Get, Inject, Res } from '@nestjs/common';
import { Ledger } from '@ledger/runtime';
import type { FastifyReply } from 'fastify';
import { Open } from '../sign-in/signed-in';
import { Measures } from './measures';

/** Events that a projection may be behind and still count as ready. */
const READY_LAG = 5_000;

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
    const { background } = this.ledger.parts;
    const { head, projections, alarm, failing } = await background.status();
    const lags = Object.fromEntries(projections.map(({ projection, lag }) => [projection, lag]));
    const ready = !alarm && Object.values(lags).every((lag) => lag <= READY_LAG);
    void reply.status(ready ? 200 : 503).send({
      ready,
      head,
      lag: lags,
      parked: projections.reduce((sum, { parked }) => sum + parked, 0),
      ...(alarm ? { alarm: alarm.kind } : {}),
      ...(failing === undefined ? {} : { viewsFailing: true }),
      ...(background.failure ? { processFailing: background.failure.process } : {}),
    });
  }

  @Get('metrics')
  async metrics(@Res() reply: FastifyReply): Promise<void> {
    const { head, projections } = await this.ledger.parts.background.status();
    this.measures.head.set(head);
    for (const { projection, lag, parked } of projections) {
      this.measures.lag.set({ projection }, lag);
      this.measures.parked.set({ projection }, parked);
    }
    const { registry } = this.measures;
    void reply.header('content-type', registry.contentType).send(await registry.metrics());
  }
}

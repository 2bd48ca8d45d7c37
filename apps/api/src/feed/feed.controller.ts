import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { Actor } from '@ledger/kernel';
import { READING, type Reading } from '@ledger/runtime';
import { ledgerKeyed } from '@ledger/runtime/ledger-keyed';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problem } from '../problems/api-problem';
import { askedOf } from '../questions/asked-of';
import { powersOf } from '../questions/powers-of';
import { expiryOf, SignedIn } from '../sign-in/signed-in';
import { Wanted } from './feed';
import { FeedAsked } from './feed.dto';
import { FeedDesk } from './feed-desk';
import { SeenBy } from './seen-by';

@Controller('events')
export class FeedController {
  constructor(
    private readonly desk: FeedDesk,
    @Inject(READING) private readonly reading: Reading,
  ) {}

  @Get()
  async events(@SignedIn() actor: Actor, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { visible } = powersOf('events', actor, ledgerKeyed(this.reading.vault));
    const asked = askedOf(FeedAsked, request) as FeedAsked;
    const after = asked.after ?? lastSeen(request) ?? 0;
    if (after > (await this.reading.log.head()))
      throw problem(400, 'position-ahead', 'after 超过日志末尾。', 'after lies beyond the end of the log.');
    const wanted = new Wanted(asked, new SeenBy(this.reading.views, visible));
    if ((request.headers.accept ?? '').includes('text/event-stream'))
      return this.desk.stream(wanted, after, expiryOf(request), reply);
    const polled = await this.desk.poll(wanted, after, asked.limit, asked.waitMs);
    void reply.header('cache-control', 'no-store').header('ledger-position', String(polled.next)).send(polled);
    return undefined;
  }
}

/** A reader that lost its connection says what it saw last. */
function lastSeen({ headers }: FastifyRequest): number | undefined {
  const id = headers['last-event-id'];
  return typeof id === 'string' && /^\d{1,15}$/.test(id) ? Number(id) : undefined;
}

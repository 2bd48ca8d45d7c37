import { Inject, Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { Actor } from '@ledger/kernel';
import { AskLedger, READING, type Reading } from '@ledger/runtime';
import { ledgerKeyed } from '@ledger/runtime/ledger-keyed';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { notFound, problem } from '../problems/api-problem';
import { askedOf } from './asked-of';
import { powersOf } from './powers-of';
import type { Answered, Question } from './question';

/** 查阅窗口: takes a question from HTTP to views and log, within what its asker may see. */
@Injectable()
export class QuestionDesk {
  constructor(
    private readonly bus: QueryBus,
    @Inject(READING) private readonly reading: Reading,
  ) {}

  async answer(question: Question, actor: Actor, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { actor: known, visible } = powersOf(question.name, actor, ledgerKeyed(this.reading.vault));
    const asked = askedOf(question.shape, request);
    const { after, fields } = asked as { readonly after?: number; readonly fields?: string };
    if (after !== undefined && after > (await this.reading.log.head()))
      throw problem(400, 'position-ahead', 'after 超过日志末尾。', 'after lies beyond the end of the log.');
    const found = await this.bus.execute(
      new AskLedger((reading) => question.answer({ asked, visible, actor: known, reading }), after),
    );
    if (!found) throw notFound();
    await this.send(found, fields, request, reply);
  }

  private async send(
    { body, version }: Answered,
    fields: string | undefined,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    void reply.header('cache-control', 'private, no-cache');
    void reply.header('ledger-position', String(await this.reading.log.head()));
    if (version !== undefined) {
      const tag = `"${version}"`;
      void reply.header('etag', tag);
      if (request.headers['if-none-match'] === tag) {
        void reply.status(304).send();
        return;
      }
    }
    void reply.status(200).send(fields === undefined ? body : picked(body, fields.split(',')));
  }
}

function picked(body: object, fields: readonly string[]): object {
  const { rows } = body as { readonly rows?: readonly Record<string, unknown>[] };
  if (!rows) return body;
  return {
    ...body,
    rows: rows.map((row) =>
      Object.fromEntries(fields.filter((name) => Object.hasOwn(row, name)).map((name) => [name, row[name]])),
    ),
  };
}

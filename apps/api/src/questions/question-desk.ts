import { Inject, Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { shaped } from '@ledger/commanding';
import { normaliseUuid, type Actor } from '@ledger/kernel';
import { AskLedger, READING, type Reading } from '@ledger/runtime';
import { ledgerKeyed } from '@ledger/runtime/ledger-keyed';
import { mayAsk } from '@ledger/streams';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { notFound, problem } from '../problems/api-problem';
import { schemaOf } from './asked-schemas';
import type { Answered, Question } from './question';

/** 查阅窗口: takes a question from HTTP to views and log, within what its asker may see. */
@Injectable()
export class QuestionDesk {
  constructor(
    private readonly bus: QueryBus,
    @Inject(READING) private readonly reading: Reading,
  ) {}

  async answer(question: Question, actor: Actor, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const known = this.known(actor);
    const powers = mayAsk(known, question.name);
    if ('refusal' in powers) {
      const { ruleId, clause, zh, en } = powers.refusal;
      throw problem(403, ruleId, zh, en, { ruleId, clause });
    }
    const asked = askedOf(question, request);
    const { after, fields } = asked as { readonly after?: number; readonly fields?: string };
    if (after !== undefined && after > (await this.reading.log.head()))
      throw problem(400, 'position-ahead', 'after 超过日志末尾。', 'after lies beyond the end of the log.');
    const found = await this.bus.execute(
      new AskLedger((reading) => question.answer({ asked, visible: powers.visible, actor: known, reading }), after),
    );
    if (!found) throw notFound();
    await this.send(found, fields, request, reply);
  }

  /** A learner is known to the ledger by pseudonym only. */
  private known(actor: Actor): Actor {
    return actor.role === 'LEARNER' ? { ...actor, id: ledgerKeyed(this.reading.vault).pseudonym(actor.id) } : actor;
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

/** Parameters of address and query, as what their shape says they are. */
function askedOf({ shape }: Question, { params, query }: FastifyRequest): object {
  const { properties = {} } = schemaOf(shape);
  const given = { ...(query as object), ...(params as object) };
  const asked: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    if (typeof value !== 'string') asked[name] = value;
    else if (properties[name]?.['type'] === 'integer' && /^\d{1,16}$/.test(value)) asked[name] = Number(value);
    else if (properties[name]?.['format'] === 'uuid') asked[name] = normaliseUuid(value) ?? value;
    else asked[name] = value;
  }
  const checked = shaped(shape, asked);
  if (checked.ok) return asked;
  throw problem(400, 'invalid-query', '参数有误，请按所列改正。', 'A parameter is wrong; correct those listed.', {
    errors: checked.errors,
  });
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

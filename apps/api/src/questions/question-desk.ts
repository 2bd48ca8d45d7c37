import { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { Actor } from '@ledger/kernel';
import { AskLedger, READING, type Reading } from '@ledger/runtime';
import { ledgerKeyed } from '@ledger/runtime/ledger-keyed';
import type { SavedFilters } from '@ledger/saved-filters';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { notFound, problem } from '../problems/api-problem';
import { askedOf } from './asked-of';
import { SAVED_FILTERS } from './kept-filters';
import { powersOf } from './powers-of';
import { pagesOf } from './pages-of';
import type { Answered, Asking, FileAnswer, Question } from './question';

const LINES = 'application/x-ndjson';
/** Held ready for a receiver that is slow. */
const BUFFERED_BYTES = 64 * 1024;

/** 查阅窗口: takes a question from HTTP to views and log, within what its asker may see. */
@Injectable()
export class QuestionDesk {
  constructor(
    private readonly bus: QueryBus,
    @Inject(READING) private readonly reading: Reading,
    @Inject(SAVED_FILTERS) private readonly kept: SavedFilters,
  ) {}

  async answer(question: Question, actor: Actor, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { actor: known, visible } = powersOf(question.name, actor, ledgerKeyed(this.reading.vault));
    const asked = askedOf(question.shape, request);
    const { after, fields } = asked as { readonly after?: number; readonly fields?: string };
    if (after !== undefined && after > (await this.reading.log.head()))
      throw problem(400, 'position-ahead', 'after 超过日志末尾。', 'after lies beyond the end of the log.');
    const isStreamed = question.isPage && !question.isPosted && wantsLines(request);
    const found = await this.bus.execute(
      new AskLedger((reading) => {
        const asking = { asked, visible, actor: known, reading, kept: this.kept };
        return isStreamed ? streamed(question, asking, fields) : question.answer(asking);
      }, after),
    );
    if (!found) throw notFound();
    if (found.file) await this.sendFile(found.file, reply);
    else await this.send(found, fields, request, reply);
  }

  /** As it is made, as fast as it is taken. */
  private async sendFile({ type, name, bytes, headers }: FileAnswer, reply: FastifyReply): Promise<void> {
    void reply
      .header('cache-control', 'private, no-store')
      .headers(await this.standing())
      .header('content-disposition', `attachment; filename="${name}"`)
      .headers(headers)
      .type(type)
      .status(200)
      .send(Readable.from(bytes, { objectMode: false, highWaterMark: BUFFERED_BYTES }));
  }

  /**
   * How far the log is and how far the views are: the difference is how stale an answer may be. Where the log does not
   * answer, views can be asked all the same.
   */
  private async standing(): Promise<Record<string, string>> {
    const { log, viewsAt } = this.reading;
    const [head, seen] = await Promise.allSettled([
      Promise.resolve().then(() => log.head()),
      Promise.resolve().then(() => viewsAt()),
    ]);
    return {
      ...(head.status === 'fulfilled' ? { 'ledger-position': String(head.value) } : {}),
      ...(seen.status === 'fulfilled' && seen.value >= 0 ? { 'ledger-views-position': String(seen.value) } : {}),
    };
  }

  private async send(
    { body, version }: Answered,
    fields: string | undefined,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    void reply.header('cache-control', 'private, no-cache');
    void reply.headers(await this.standing());
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

const wantsLines = ({ headers }: FastifyRequest): boolean => headers.accept?.includes(LINES) ?? false;

/** All rows of a list from the cursor on, a line each. */
async function streamed(
  list: Question,
  asking: Asking<object>,
  fields: string | undefined,
): Promise<Answered | undefined> {
  const { limit } = asking.asked as { readonly limit?: number };
  const pages = await pagesOf(list, asking, limit);
  if (!pages) return undefined;
  const wanted = fields?.split(',');
  async function* lines(): AsyncGenerator<Uint8Array> {
    for await (const page of pages ?? []) {
      const { rows } = wanted ? picked(page, wanted) : page;
      if (rows.length > 0) yield Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    }
  }
  return { body: {}, file: { type: LINES, name: `${list.name}.ndjson`, bytes: lines(), headers: {} } };
}

function picked<T extends object>(body: T, fields: readonly string[]): T {
  const { rows } = body as { readonly rows?: readonly Record<string, unknown>[] };
  if (!rows) return body;
  return {
    ...body,
    rows: rows.map((row) =>
      Object.fromEntries(fields.filter((name) => Object.hasOwn(row, name)).map((name) => [name, row[name]])),
    ),
  };
}

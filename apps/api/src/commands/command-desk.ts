import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { CommandRequest } from '@ledger/commanding';
import { isValidInstant, normaliseUuid, type Actor } from '@ledger/kernel';
import { ExecuteCommand, READING, type Reading } from '@ledger/runtime';
import { ledgerKeyed } from '@ledger/runtime/ledger-keyed';
import { Measures } from '@ledger/operating';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { UnderWay } from '../operating/under-way';
import { problem } from '../problems/api-problem';
import { sendProblem } from '../problems/problem.filter';
import { responseOf } from './answer-response';
import { commandId } from './command-id';
import type { CommandRoute } from './command-routes';
import { RefusalLimit } from './refusal-limit';

/** 受理窗口: takes a command from HTTP to the ledger and its one outcome back. */
@Injectable()
export class CommandDesk {
  constructor(
    private readonly bus: CommandBus,
    private readonly limit: RefusalLimit,
    private readonly measures: Measures,
    private readonly underWay: UnderWay,
    @Inject(READING) private readonly reading: Reading,
  ) {}

  async give(route: CommandRoute, actor: Actor, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const asked = requestOf(route, actor, request, (text) => this.reading.vault.digest(text));
    this.limit.assertRoom(actor);
    const answer = await this.bus.execute(new ExecuteCommand({ ...asked, inCrowd: this.underWay.count > 1 }));
    const { problem: why } = answer;
    this.measures.command(route.spec.name, answer.outcome, why?.ruleId);
    if (answer.outcome === 'refused') this.limit.refused(actor);
    const response = responseOf(answer, this.targetOf(route, asked));
    for (const [name, value] of Object.entries(response.headers)) void reply.header(name, value);
    if (response.kind === 'problem') sendProblem(request, reply, response.problem);
    else void reply.status(200).header('cache-control', 'no-store').send(response.body);
  }

  private targetOf({ spec }: CommandRoute, { data, id }: CommandRequest): string | undefined {
    try {
      return `${spec.stream.prefix}-${spec.target(data as object, id, ledgerKeyed(this.reading.vault))}`;
    } catch {
      // Data of the wrong shape names no target; the answer says what is wrong with it.
      return undefined;
    }
  }
}

function requestOf(
  route: CommandRoute,
  actor: Actor,
  request: FastifyRequest,
  digest: (text: string) => string,
): CommandRequest {
  const id = commandId(actor, headerOf(request, 'idempotency-key'), digest);
  if (id === undefined)
    throw problem(
      400,
      'idempotency-key',
      '每个命令须带 Idempotency-Key（8 至 255 个可见字符）；重试时用同一个。',
      'Every command carries an Idempotency-Key of 8 to 255 visible characters; a retry carries the same.',
    );
  const at = headerOf(request, 'business-time');
  if (at !== undefined && !isValidInstant(at))
    throw problem(
      400,
      'invalid-time',
      'Business-Time 须为 UTC 时刻，如 2020-10-15T00:30:00.000Z。',
      'Business-Time is a UTC instant such as 2020-10-15T00:30:00.000Z.',
    );
  return {
    id,
    command: route.spec.name,
    data: dataOf(route, request),
    actor,
    ...(at === undefined ? {} : { at }),
    correlationId: request.id,
    ...ifMatchOf(headerOf(request, 'if-match')),
  };
}

/** The body with the subject that the address names. A body that names another is refused, never corrected. */
function dataOf({ parameter }: CommandRoute, { body, params }: FastifyRequest): unknown {
  const given = body ?? {};
  if (typeof given !== 'object' || Array.isArray(given))
    throw problem(400, 'invalid-data', '请求体须为 JSON 对象。', 'The body must be a JSON object.');
  if (parameter === undefined) return given;
  const named = (params as Readonly<Record<string, string>>)[parameter] ?? '';
  const value = normaliseUuid(named) ?? named;
  if (parameter in given && (given as Record<string, unknown>)[parameter] !== value)
    throw problem(
      400,
      'invalid-data',
      '请求体与地址所指的对象不同。',
      'The body names another subject than the address.',
      {
        errors: [{ pointer: `/${parameter}`, message: 'differs from the address' }],
      },
    );
  return { ...given, [parameter]: value };
}

function ifMatchOf(header: string | undefined): { readonly ifMatch?: number } {
  if (header === undefined || header === '*') return {};
  const version = /^"(\d{1,9})"$/.exec(header)?.[1];
  if (version === undefined)
    throw problem(
      400,
      'if-match',
      'If-Match 须为带引号的版本号，如 "7"。',
      'If-Match is a version in quotes, such as "7".',
    );
  return { ifMatch: Number(version) };
}

function headerOf({ headers }: FastifyRequest, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}

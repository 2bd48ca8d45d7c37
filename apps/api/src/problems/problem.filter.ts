import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { ViewsBehind } from '@ledger/viewstore';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ProblemAnswer, problem, type ApiProblem } from './api-problem';
import { languageOf } from './language';
import { titleOf } from './problem-pages';

/** Everything that goes wrong leaves by this door, as application/problem+json. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('api');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    if (reply.sent) return;
    const found = problemOf(error);
    // An unforeseen error may quote data: its name is told, its text is not.
    if (found.status === 500) this.logger.error(`unforeseen ${error instanceof Error ? error.name : typeof error}`);
    sendProblem(http.getRequest<FastifyRequest>(), reply, found);
  }
}

/** Writes a problem in the language that was asked for; the other stays beside it. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, found: ApiProblem): void {
  const language = languageOf(request.headers['accept-language']);
  const { status, retryAfterS, type, detail, detailEn, ...more } = found;
  if (retryAfterS !== undefined) void reply.header('retry-after', String(retryAfterS));
  if (status === 401) void reply.header('www-authenticate', 'Bearer');
  void reply
    .status(status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('content-language', language)
    .header('cache-control', 'no-store')
    .send({
      type,
      title: titleOf(type)[language],
      status,
      detail: language === 'zh' ? detail : detailEn,
      detailZh: detail,
      detailEn,
      ...more,
    });
}

function problemOf(error: unknown): ApiProblem {
  if (error instanceof ProblemAnswer) return error.problem;
  if (error instanceof ViewsBehind) return behind().problem;
  const { name, statusCode } = error as { readonly name?: string; readonly statusCode?: number };
  if (name === 'InvalidQuery' && (error as { readonly part?: string }).part === 'index') return unindexed().problem;
  if (name === 'InvalidQuery')
    return problem(400, 'invalid-query', '查询参数不合此查询。', 'A parameter does not belong to this question.')
      .problem;
  // What MongoDB's driver throws is known by its name, so that telling it loads no driver.
  if (UNAVAILABLE.has(name ?? '') || name?.startsWith('Mongo')) return unavailable().problem;
  const status = error instanceof HttpException ? error.getStatus() : (statusCode ?? 500);
  return BY_STATUS[status]?.problem ?? (status >= 400 && status < 500 ? malformed().problem : broken().problem);
}

const UNAVAILABLE = new Set(['LogUnavailable', 'AppendFell', 'VaultDamaged', 'DatabaseUnreachable']);

const unindexed = () =>
  problem(
    400,
    'invalid-query',
    '这些条件与排序不能同时使用；请指明班期、机构、人员或标记，或按所限定的金额排序。',
    'These filters do not go with this order; name a class, an institution, a person or a flag, or sort by the amount that is bounded.',
  );
const behind = () =>
  problem(
    503,
    'views-behind',
    '视图尚未到达所要求的位置；请稍后再查。',
    'The views have not reached that position yet; ask again.',
    {
      retryAfterS: 1,
    },
  );
const unavailable = () =>
  problem(
    503,
    'unavailable',
    '台账暂不可用；请稍后用同一编号重试。',
    'The ledger cannot be used now; try again with the same key.',
    {
      retryAfterS: 5,
    },
  );
const malformed = () => problem(400, 'malformed-request', '请求格式有误。', 'The request is malformed.');
const broken = () => problem(500, 'broken', '程序故障，已记录。', 'The program failed; it has been noted.');

const BY_STATUS: Readonly<Record<number, ProblemAnswer>> = {
  404: problem(404, 'not-found', '没有这一地址。', 'There is no such address.'),
  405: problem(405, 'method-not-allowed', '此地址不接受这一方法。', 'This address does not take that method.'),
  413: problem(413, 'too-large', '请求体过大。', 'The request body is too large.'),
  415: problem(415, 'media-type', '请求体须为 application/json。', 'The body must be application/json.'),
  429: problem(429, 'too-many-requests', '请求过于频繁；请稍后再试。', 'Too many requests; wait and try again.', {
    retryAfterS: 60,
  }),
};

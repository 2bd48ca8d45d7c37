import type { Problem } from '@ledger/commanding';

/** 问题: RFC 9457, with the HTTP status, the rule and clause that refused, and what may help. */
export interface ApiProblem extends Problem {
  readonly status: number;
  /** Whole seconds after which another try makes sense. */
  readonly retryAfterS?: number;
}

/** Thrown anywhere below the edge; answered as the problem that it holds. */
export class ProblemAnswer extends Error {
  constructor(readonly problem: ApiProblem) {
    super(problem.detailEn);
    this.name = 'ProblemAnswer';
  }
}

export const problem = (
  status: number,
  name: string,
  detail: string,
  detailEn: string,
  more: Partial<ApiProblem> = {},
): ProblemAnswer => new ProblemAnswer({ status, type: `/problems/${name}`, detail, detailEn, ...more });

export const unauthorised = (): ProblemAnswer =>
  problem(
    401,
    'not-signed-in',
    '未登录或令牌无效；请用身份服务签发、未过期的令牌。',
    'Not signed in, or the token is not valid here; send one of the identity provider that has not expired.',
  );

export const notFound = (): ProblemAnswer =>
  problem(404, 'not-found', '没有这一内容，或不在您的可见范围。', 'There is no such thing, or none that you may see.');

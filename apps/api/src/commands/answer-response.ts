import type { Answer } from '@ledger/commanding';
import type { ApiProblem } from '../problems/api-problem';

/** An answer as HTTP says it: a body with headers, or a problem. */
export type AnswerResponse =
  | { readonly kind: 'done'; readonly body: object; readonly headers: Readonly<Record<string, string>> }
  | { readonly kind: 'problem'; readonly problem: ApiProblem; readonly headers: Readonly<Record<string, string>> };

const RETRY_AFTER_S = 1;

/** `target`: the stream that the command is about, whose version is the entity tag. */
export function responseOf(answer: Answer, target: string | undefined): AnswerResponse {
  if (answer.outcome === 'duplicate' && answer.first) {
    const first = responseOf(answer.first, target);
    // The duplicate's own problem says that another try needs a new key.
    const told =
      first.kind === 'problem' && answer.problem
        ? { ...first, problem: { ...first.problem, detail: answer.problem.detail, detailEn: answer.problem.detailEn } }
        : first;
    return { ...told, headers: { ...told.headers, 'idempotency-replayed': 'true' } };
  }
  const headers: Record<string, string> = {};
  if (answer.position !== undefined) headers['ledger-position'] = String(answer.position);
  if (answer.outcome === 'accepted') {
    const version = answer.events?.findLast(({ stream }) => stream === target)?.version;
    if (version !== undefined) headers['etag'] = `"${version}"`;
    const { id, position, events, flags } = answer;
    return { kind: 'done', body: { id, position, events: events ?? [], flags: flags ?? [] }, headers };
  }
  const { problem = { type: '/problems/broken', detail: '', detailEn: '' } } = answer;
  return { kind: 'problem', problem: { ...problem, ...statusOf(answer), commandId: answer.id } as ApiProblem, headers };
}

/** Refused by whose it is: 403. By the state that it met: 422. Invalid: 400. */
function statusOf({ outcome, problem }: Answer): Pick<ApiProblem, 'status' | 'retryAfterS'> {
  const name = problem?.type.replace('/problems/', '');
  switch (outcome) {
    case 'refused':
      return { status: problem?.ruleId === 'A-083-role' || problem?.ruleId === 'A-002-unit' ? 403 : 422 };
    case 'conflict':
      return name === 'precondition-failed' ? { status: 412 } : { status: 409, retryAfterS: RETRY_AFTER_S };
    case 'unavailable':
      return { status: 503, retryAfterS: RETRY_AFTER_S };
    case 'invalid':
      return { status: name === 'command-id-reused' ? 422 : 400 };
    case 'accepted':
    case 'duplicate':
      return { status: 200 };
  }
}

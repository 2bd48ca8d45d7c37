import { randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { Pool } from 'undici';
import type { LoadDone, LoadPlan } from './load-plan';

/*
 * The load, in a process of its own: so many connections, each sending its next request when the last is answered, as fast
 * as it goes or at a rate. The plan comes on standard input, the result goes to standard output.
 */

const OPINION = '材料齐全，与系统登记一致';
const REASON = '收回重审';

async function main(): Promise<void> {
  const plan = JSON.parse(await text(process.stdin)) as LoadPlan;
  const pool = new Pool(plan.url, { connections: plan.connections, pipelining: 1 });
  const latenciesMs: number[] = [];
  const refused: Record<string, number> = {};
  let sent = 0;
  const from = performance.now();
  const dueAt = (i: number): number => (plan.perSecond === undefined ? 0 : from + (i / plan.perSecond) * 1_000);
  const once = async (i: number): Promise<void> => {
    const request = requestOf(plan, plan.from + i);
    const began = performance.now();
    const { statusCode, headers, body } = await pool.request(request);
    const said = await body.text();
    if (plan.kind === 'lag') {
      const answered = performance.now();
      const seen = await pool.request(seenOf(plan, headers['ledger-position']));
      await seen.body.dump();
      latenciesMs.push(performance.now() - answered);
    } else latenciesMs.push(performance.now() - began);
    if (statusCode !== 200)
      refused[`${statusCode} ${said.slice(0, 200)}`] = (refused[`${statusCode} ${said.slice(0, 200)}`] ?? 0) + 1;
  };
  const worker = async (): Promise<void> => {
    for (let i = sent++; i < plan.amount; i = sent++) {
      const waitMs = dueAt(i) - performance.now();
      if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
      await once(i);
    }
  };
  await Promise.all(Array.from({ length: plan.connections }, worker));
  const done: LoadDone = { ms: performance.now() - from, latenciesMs, refused };
  await pool.close();
  process.stdout.write(JSON.stringify(done));
}

/** Round by round each case is reviewed, and its review is taken back. */
function requestOf({ kind, token, cases, path }: LoadPlan, i: number): Parameters<Pool['request']>[0] {
  const authorization = `Bearer ${token}`;
  const caseId = cases[i % cases.length] ?? '';
  if (kind === 'questions')
    return { method: 'GET', path: path?.replace('{caseId}', caseId) ?? '/', headers: { authorization } };
  const takesBack = Math.floor(i / cases.length) % 2 === 1;
  return {
    method: 'POST',
    path: `/api/v1/cases/${caseId}/${takesBack ? 'take-back-first-review' : 'first-review'}`,
    headers: { authorization, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify(takesBack ? { reason: REASON, document: DOCUMENT } : { verdict: 'PASS', opinion: OPINION }),
  };
}

/** The cheapest question that waits until the views have seen a position. */
const seenOf = ({ token }: LoadPlan, position: unknown): Parameters<Pool['request']>[0] => ({
  method: 'GET',
  path: `/api/v1/rules/B.5-order?after=${String(position)}`,
  headers: { authorization: `Bearer ${token}` },
});

const DOCUMENT = {
  kind: 'CORRECTION_DECISION',
  number: '1',
  issuer: '许昌市人社局',
  issuedOn: '2020-01-02',
  title: REASON,
};

void main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import type { Actor } from '@ledger/kernel';
import { developmentToken } from '@ledger/runtime/sign-in/development-key';
import { at, staff, workingDay } from '@ledger/simulation';
import { RunningService } from '../../test/api/running-service';
import { BenchLedger } from '../bench-ledger';
import { median, quantile, sideBySide, type Block, type Comparison } from '../side-by-side';
import type { LoadDone, LoadPlan } from './load-plan';

const CONNECTIONS = 64;
const CLASSES = 12;
const BLOCKS = 8;
const BLOCK_COMMANDS = 3_000;
const IDLE_S = 30;
const QUESTIONS_PER_SECOND = 50;
const LAGS_PER_SECOND = 10;
const TOKEN_S = 3_600;
const AUDITOR: Actor = { id: 'auditor-city-1', role: 'AUDITOR', unit: 'XC' };

/** A ledger of accepted claims behind a service of its own, and the same service without a store. */
class HttpBench {
  private next = 0;

  private constructor(
    private readonly bench: BenchLedger,
    readonly service: RunningService,
    readonly storeless: RunningService,
    private readonly cases: readonly string[],
    private readonly tokens: { readonly reviewer: string; readonly auditor: string },
  ) {}

  static async open(): Promise<HttpBench> {
    const bench = await new BenchLedger().open();
    const cases: string[] = [];
    const claimedAt = at(workingDay('2020-03-16', 12), '09:00');
    for (let n = 0; n < CLASSES; n++) {
      const made = (await bench.certifiedClass('2020-03-16')).cases;
      await bench.all(made, (each) => bench.submit(each, claimedAt));
      await bench.all(made, (each) => bench.accept(each, claimedAt));
      cases.push(...made.map(({ caseId }) => caseId));
    }
    await bench.ledger.close();
    const empty = path.join(bench.folder, 'storeless');
    const service = await RunningService.again(bench.data);
    const storeless = await RunningService.on(empty);
    await storeless.stop();
    const limit = await RunningService.again(empty, {}, path.join(__dirname, 'without-store.js'));
    await viewsReady(service.url);
    const token = (actor: Actor, folder: string): Promise<string> => developmentToken(folder, actor, TOKEN_S);
    const reviewer = staff('REVIEWER', bench.unit);
    const tokens = { reviewer: await token(reviewer, bench.data), auditor: await token(AUDITOR, bench.data) };
    const opened = new HttpBench(bench, service, limit, cases, tokens);
    opened.storelessToken = await token(reviewer, empty);
    return opened;
  }

  private storelessToken = '';

  /** So many commands over all connections, as fast as they go or at a rate. */
  async commands(amount: number, perSecond?: number): Promise<LoadDone> {
    const { url } = this.service;
    const from = this.take(amount);
    const rate = perSecond === undefined ? {} : { perSecond };
    return load({
      kind: 'commands',
      url,
      token: this.tokens.reviewer,
      connections: CONNECTIONS,
      amount,
      cases: this.busy,
      from,
      ...rate,
    });
  }

  async withoutStore(amount: number): Promise<LoadDone> {
    const { url } = this.storeless;
    return load({
      kind: 'commands',
      url,
      token: this.storelessToken,
      connections: CONNECTIONS,
      amount,
      cases: this.busy,
      from: 0,
    });
  }

  questions(seconds: number): Promise<LoadDone> {
    const [amount, perSecond] = [seconds * QUESTIONS_PER_SECOND, QUESTIONS_PER_SECOND];
    const asked = { kind: 'questions', path: '/api/v1/cases/{caseId}/timeline', cases: this.busy, from: 0 } as const;
    return load({ ...asked, url: this.service.url, token: this.tokens.auditor, connections: 4, amount, perSecond });
  }

  lags(seconds: number): Promise<LoadDone> {
    const [amount, perSecond] = [seconds * LAGS_PER_SECOND, LAGS_PER_SECOND];
    const { url } = this.service;
    return load({
      kind: 'lag',
      url,
      token: this.tokens.reviewer,
      connections: 2,
      amount,
      perSecond,
      cases: this.watched,
      from: 0,
    });
  }

  async adapter(name: 'fastify' | 'express'): Promise<{ readonly url: string; end(): void }> {
    const child = spawn(process.execPath, [path.join(__dirname, 'adapter.main.js'), name, this.bench.data], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    return { url: (JSON.parse(line) as { readonly listening: string }).listening, end: () => void child.kill() };
  }

  toAdapter(url: string, amount: number): Promise<LoadDone> {
    const token = this.tokens.reviewer;
    return load({ kind: 'commands', url, token, connections: CONNECTIONS, amount, cases: this.busy, from: 0 });
  }

  async close(): Promise<void> {
    await this.service.stop();
    await this.storeless.stop();
    this.bench.clear();
  }

  /** The last class is for the commands whose way into the views is timed. */
  private get watched(): readonly string[] {
    return this.cases.slice(-this.cases.length / CLASSES);
  }

  private get busy(): readonly string[] {
    return this.cases.slice(0, -this.cases.length / CLASSES);
  }

  private take(amount: number): number {
    const from = this.next;
    this.next += amount;
    return from;
  }
}

/** The ledger was made without views; the service makes them. */
async function viewsReady(url: string): Promise<void> {
  for (;;) {
    const { lag } = (await (await fetch(`${url}/health/ready`)).json()) as { readonly lag: Record<string, number> };
    if (Object.values(lag).every((events) => events === 0)) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Runs a load process to its end. @throws when any answer was not 200 */
async function load(plan: LoadPlan): Promise<LoadDone> {
  const child = spawn(process.execPath, [path.join(__dirname, 'load.main.js')], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify(plan));
  const ended = once(child, 'close');
  const said = await text(child.stdout);
  await ended;
  const done = JSON.parse(said) as LoadDone;
  const refused = Object.entries(done.refused);
  if (refused.length > 0) throw new Error(`the service refused: ${JSON.stringify(refused.slice(0, 3))}`);
  return done;
}

const blockOf = ({ ms, latenciesMs }: LoadDone): Block => ({ units: latenciesMs.length, ms, latenciesMs });

export async function httpRows(seconds: number): Promise<readonly Comparison[]> {
  const bench = await HttpBench.open();
  try {
    const durable = await sideBySide(
      {
        row: `${CONNECTIONS} connections, durable commands over HTTP`,
        what: 'the same server and validation, no store',
        unit: 'commands/s',
        atLeast: 0.5,
        blocks: BLOCKS,
      },
      async () => blockOf(await bench.commands(BLOCK_COMMANDS)),
      async () => blockOf(await bench.withoutStore(BLOCK_COMMANDS)),
    );
    return [durable, await adapterRow(bench), ...(await underLoad(bench, durable.ours / 2, seconds))];
  } finally {
    await bench.close();
  }
}

/** What the two adapters of Nest cost, with the same sign-in and validation and nothing behind. */
async function adapterRow(bench: HttpBench): Promise<Comparison> {
  const [fastify, express] = [await bench.adapter('fastify'), await bench.adapter('express')];
  try {
    return await sideBySide(
      {
        row: 'Nest on Fastify, one endpoint with sign-in and validation',
        what: 'the same on Express',
        unit: 'requests/s',
        blocks: BLOCKS,
      },
      async () => blockOf(await bench.toAdapter(fastify.url, BLOCK_COMMANDS)),
      async () => blockOf(await bench.toAdapter(express.url, BLOCK_COMMANDS)),
    );
  } finally {
    fastify.end();
    express.end();
  }
}

const sorted = (values: readonly number[]): readonly number[] => values.toSorted((a, b) => a - b);

/** The timeline of a case while writers run at a rate, and how far the views are behind them. */
async function underLoad(bench: HttpBench, perSecond: number, seconds: number): Promise<Comparison[]> {
  await bench.questions(5);
  const idle = sorted((await bench.questions(IDLE_S)).latenciesMs);
  const [writes, busyDone, lagDone] = await Promise.all([
    bench.commands(Math.round(perSecond * seconds), perSecond),
    bench.questions(seconds),
    bench.lags(seconds),
  ]);
  const busy = sorted(busyDone.latenciesMs);
  const rate = Math.round(writes.latenciesMs.length / (writes.ms / 1_000));
  const compared = (share: number, name: string, atMost: number): Comparison => ({
    row: `timeline of a case, ${name}, ${rate} commands/s beside it`,
    what: 'the same question on an idle ledger',
    unit: 'ms',
    ours: quantile(busy, share),
    limit: quantile(idle, share),
    ratio: quantile(busy, share) / quantile(idle, share),
    atMost,
    blocks: 1,
    note: `${busy.length} questions over ${seconds} s of writing, ${idle.length} over ${IDLE_S} s idle`,
  });
  const minute = Math.min(60 * LAGS_PER_SECOND, Math.floor(lagDone.latenciesMs.length / 2));
  const all = sorted(lagDone.latenciesMs);
  const first = median(lagDone.latenciesMs.slice(0, minute));
  const last = median(lagDone.latenciesMs.slice(-minute));
  return [
    compared(0.5, 'p50', 2),
    compared(0.99, 'p99', 4),
    {
      row: `views behind the answer, p99, ${rate} commands/s`,
      what: '100 ms',
      unit: 'ms',
      ours: quantile(all, 0.99),
      limit: 100,
      ratio: quantile(all, 0.99) / 100,
      atMost: 1,
      blocks: 1,
      note: `p50 ${quantile(all, 0.5).toFixed(1)} ms, longest ${quantile(all, 1).toFixed(0)} ms, ${all.length} commands watched`,
    },
    {
      row: 'views behind the answer, median of the last minute',
      what: 'of the first minute',
      unit: 'ms',
      ours: last,
      limit: first,
      ratio: last / first,
      atMost: 1.25,
      blocks: 1,
    },
  ];
}

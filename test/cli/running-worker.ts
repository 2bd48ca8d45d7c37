import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';

const ROOT = path.resolve(__dirname, '../..');
/** Where the built files are: this one may itself be one of them. */
const BUILT = path.basename(ROOT) === 'dist' ? ROOT : path.join(ROOT, 'dist');
const MAIN = path.join(BUILT, 'apps/worker/src/main.js');
const LOOK_EVERY_MS = 50;

/** The built worker in a process of its own: it folds the views of a shared ledger. */
export class RunningWorker {
  private constructor(
    private readonly url: string,
    private readonly child: ChildProcess,
    private readonly ended: Promise<unknown>,
  ) {}

  static async on(env: Readonly<Record<string, string>>): Promise<RunningWorker> {
    const { PATH, HOME, TMPDIR } = process.env;
    const child = spawn(process.execPath, [MAIN], {
      env: { PATH, HOME, ...(TMPDIR ? { TMPDIR } : {}), LEDGER_WORKER_PORT: '0', ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = new Promise((resolve) => {
      child.once('close', resolve);
    });
    const line = await new Promise<string>((resolve, reject) => {
      if (child.stdout) createInterface({ input: child.stdout }).once('line', resolve);
      void ended.then((code) => reject(new Error(`the worker ended with ${String(code)}`)));
    });
    return new RunningWorker((JSON.parse(line) as { listening: string }).listening, child, ended);
  }

  /** Resolves when every view has seen the log as it was when this was asked. */
  async caughtUp(): Promise<void> {
    for (let head: number | undefined; ; await setTimeout(LOOK_EVERY_MS)) {
      const response = await fetch(`${this.url}/health/ready`);
      const told = (await response.json()) as { head?: number; lag?: Readonly<Record<string, number>> };
      if (told.head === undefined || !told.lag) continue;
      head ??= told.head;
      const lags = Object.values(told.lag);
      if (lags.length > 0 && told.head - Math.max(...lags) >= head) return;
    }
  }

  async stop(): Promise<void> {
    this.child.kill('SIGTERM');
    await this.ended;
  }
}

import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { ledger } from '../cli/run-ledger';

const ROOT = path.resolve(__dirname, '../..');
/** Where the built files are: this one may itself be one of them. */
const BUILT = path.basename(ROOT) === 'dist' ? ROOT : path.join(ROOT, 'dist');
const MAIN = path.join(BUILT, 'apps/api/src/main.js');

/** How a service that a test starts is set up: nothing is limited that the test does not look at. */
const SETTINGS = { LEDGER_PORT: '0', LEDGER_REQUESTS_PER_MINUTE: '1000000', LEDGER_REFUSALS_PER_HOUR: '1000000' };

/** The built service in a process of its own, on a free port of this machine. */
export class RunningService {
  private constructor(
    readonly url: string,
    readonly folder: string,
    private readonly child: ChildProcess,
    /** The exit code; null when it was killed. */
    readonly ended: Promise<number | null>,
    /** What it wrote to its error stream, once it has ended. */
    readonly complaints: Promise<string>,
  ) {}

  /** Starts on a folder, which is a simulated ledger from now on if it was none. */
  static async on(folder: string, env: Readonly<Record<string, string>> = {}): Promise<RunningService> {
    const made = await ledger(['init', '--clock', 'simulated', '--data', folder]);
    if (made.code !== 0) throw new Error(`ledger init ended with ${made.code}: ${made.stderr}`);
    return RunningService.again(folder, env);
  }

  /** Starts on a folder that is a ledger. `preload`: a built file that is loaded before it. */
  static async again(
    folder: string,
    env: Readonly<Record<string, string>> = {},
    preload?: string,
  ): Promise<RunningService> {
    const { PATH, HOME, TMPDIR } = process.env;
    const loadedFirst = preload === undefined ? [] : ['--require', preload];
    const child = spawn(process.execPath, [...loadedFirst, MAIN], {
      env: { PATH, HOME, ...(TMPDIR ? { TMPDIR } : {}), ...SETTINGS, LEDGER_DATA: folder, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const complaints = text(child.stderr);
    const ended = new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    const [line] = await Promise.race([firstLine(child), ended.then(() => [undefined])]);
    if (line === undefined) throw new Error(`the service ended with ${await ended}: ${await complaints}`);
    const { listening } = JSON.parse(line) as { readonly listening: string };
    return new RunningService(listening, folder, child, ended, complaints);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }

  /** Ends it as an operator does, and waits until it is gone. */
  async stop(): Promise<number | null> {
    this.signal('SIGTERM');
    return this.ended;
  }
}

async function firstLine(child: ChildProcess): Promise<readonly (string | undefined)[]> {
  if (!child.stdout) return [undefined];
  const lines = createInterface({ input: child.stdout });
  return new Promise((resolve) => {
    lines.once('line', (line) => resolve([line]));
    lines.once('close', () => resolve([undefined]));
  });
}

import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { connect } from '@ledger/mongodb';
import { Ledger, storesOf } from '@ledger/runtime';
import { ledger, Workplace } from '../cli/run-ledger';

const ROOT = path.resolve(__dirname, '../..');
/** Where the built files are: this one may itself be one of them. */
const BUILT = path.basename(ROOT) === 'dist' ? ROOT : path.join(ROOT, 'dist');
/** See docs/operations.md. */
const TRANSACTION_LIFETIME_S = 15;
const DEVELOPMENT_KEY = 'development-key.json';

/** A built program in a process of its own, which has said in one line of JSON where it is. */
export class RunningProgram<Said = { readonly listening: string }> {
  private constructor(
    readonly said: Said,
    readonly folder: string,
    private readonly child: ChildProcess,
    /** The exit code; null when it was killed. */
    readonly ended: Promise<number | null>,
    /** What it wrote to its error stream, once it has ended. */
    readonly complaints: Promise<string>,
  ) {}

  static async start<S>(
    main: string,
    words: readonly string[],
    env: Readonly<Record<string, string>>,
    folder = '',
  ): Promise<RunningProgram<S>> {
    const { PATH, HOME, TMPDIR } = process.env;
    const child = spawn(process.execPath, [path.join(BUILT, main), ...words], {
      env: { PATH, HOME, ...(TMPDIR ? { TMPDIR } : {}), ...env },
      // Some end with their input.
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const complaints = text(child.stderr);
    const ended = new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    const lines = createInterface({ input: child.stdout });
    const line = await new Promise<string | undefined>((resolve) => {
      lines.once('line', resolve);
      lines.once('close', () => resolve(undefined));
    });
    if (line === undefined) throw new Error(`${main} ended with ${await ended}: ${await complaints}`);
    return new RunningProgram(JSON.parse(line) as S, folder, child, ended, complaints);
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }

  async stop(): Promise<number | null> {
    this.signal('SIGTERM');
    return this.ended;
  }

  async kill(): Promise<void> {
    this.signal('SIGKILL');
    await this.ended;
  }
}

interface EventStoreSaid {
  readonly connectionString: string;
  readonly control: string;
}
interface MongoSaid {
  readonly url: string;
  readonly control: string;
}

/** What a worker or an API process says of itself. */
export interface Ready {
  readonly ready: boolean;
  readonly head?: number;
  readonly lag?: Readonly<Record<string, number>>;
  readonly held?: readonly string[];
  readonly logAway?: true;
  readonly viewsAway?: true;
}

/** Stores for several processes: doubles of both servers in processes of their own, and what is started over them. */
export class SharedPlace {
  readonly work = new Workplace();
  private readonly programs: RunningProgram<unknown>[] = [];
  private folders = 0;

  private constructor(
    readonly events: RunningProgram<EventStoreSaid>,
    readonly views: RunningProgram<MongoSaid>,
    readonly env: Readonly<Record<string, string>>,
  ) {
    this.programs.push(events, views);
  }

  /** A simulated ledger on the servers; its vault on one of its own, so that the views alone can be away. `more`: settings of every process. */
  static async open(more: Readonly<Record<string, string>> = {}): Promise<SharedPlace> {
    const events = await RunningProgram.start<EventStoreSaid>('test/doubles/eventstoredb/main.js', [], {});
    const views = await RunningProgram.start<MongoSaid>('test/doubles/mongodb/main.js', [], {});
    const vault = await RunningProgram.start<MongoSaid>('test/doubles/mongodb/main.js', [], {});
    const env = {
      STORE: 'eventstoredb',
      VIEWS: 'mongodb',
      EVENTSTORE_URL: events.said.connectionString,
      MONGODB_URL: views.said.url,
      VAULT_URL: vault.said.url,
      LEDGER_MASTER_KEY: randomBytes(32).toString('hex'),
      ...more,
    };
    await shortTransactions(views.said.url);
    const place = new SharedPlace(events, views, env);
    place.programs.push(vault);
    const made = await ledger(['init', '--clock', 'simulated', '--data', place.newFolder()], { env });
    if (made.code !== 0) throw new Error(`ledger init ended with ${made.code}: ${made.stdout}${made.stderr}`);
    return place;
  }

  /** Looks at the shared stores from outside and does none of the work. */
  observer(): Promise<Ledger> {
    const { LEDGER_MASTER_KEY = '', ...env } = this.env;
    const masterKey = Buffer.from(LEDGER_MASTER_KEY, 'hex');
    return Ledger.open({ folder: this.newFolder(), ...storesOf(env), masterKey, live: false });
  }

  newFolder(): string {
    const folder = this.work.at(`process-${++this.folders}`);
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  worker(): Promise<RunningProgram> {
    return this.start('apps/worker/src/main.js', { LEDGER_WORKER_PORT: '0' });
  }

  /** All of them take the tokens of the first. */
  api(tokensOf?: RunningProgram): Promise<RunningProgram> {
    const limits = { LEDGER_REQUESTS_PER_MINUTE: '1000000', LEDGER_REFUSALS_PER_HOUR: '1000000' };
    return this.start('apps/api/src/main.js', { LEDGER_PORT: '0', ...limits }, tokensOf);
  }

  async order(of: 'events' | 'views', method: string, what: string, body: unknown = {}): Promise<unknown> {
    const response = await fetch(`${this[of].said.control}${what}`, {
      method,
      ...(method === 'POST' ? { body: JSON.stringify(body) } : {}),
    });
    if (!response.ok) throw new Error(`${method} ${what}: ${await response.text()}`);
    return response.json();
  }

  async close(): Promise<void> {
    for (const program of this.programs.toReversed()) {
      program.signal('SIGKILL');
      await program.ended;
    }
    this.work.clear();
  }

  private async start(
    main: string,
    env: Readonly<Record<string, string>>,
    tokensOf?: RunningProgram,
  ): Promise<RunningProgram> {
    const folder = this.newFolder();
    if (tokensOf) cpSync(path.join(tokensOf.folder, DEVELOPMENT_KEY), path.join(folder, DEVELOPMENT_KEY));
    const program = await RunningProgram.start<{ readonly listening: string }>(
      main,
      [],
      { ...this.env, ...env, LEDGER_DATA: folder },
      folder,
    );
    this.programs.push(program);
    return program;
  }
}

/** As the operator's guide has it: a worker that dies amid a transaction keeps its lease locked for so long. */
async function shortTransactions(url: string): Promise<void> {
  const { client, close } = await connect(url, 'admin');
  await client.db('admin').command({ setParameter: 1, transactionLifetimeLimitSeconds: TRANSACTION_LIFETIME_S });
  await close();
}

export const readyOf = async ({ said }: RunningProgram): Promise<Ready> =>
  (await (await fetch(`${said.listening}/health/ready`)).json()) as Ready;

/** Asks again until it holds; how long that took, ms. @throws when it does not within that time */
export async function untilTrue(what: string, holds: () => Promise<boolean>, withinMs: number): Promise<number> {
  const from = performance.now();
  for (;;) {
    if (await holds()) return performance.now() - from;
    if (performance.now() - from > withinMs) throw new Error(`${what}: not within ${withinMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

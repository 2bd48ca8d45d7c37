import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';

const ROOT = path.resolve(__dirname, '../..');
/** Where the built files are: this one may itself be one of them. */
const BUILT = path.basename(ROOT) === 'dist' ? ROOT : path.join(ROOT, 'dist');
const CLI = path.join(BUILT, 'apps/cli/src/main.js');

export interface Ran {
  /** Null when the process was killed. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * The built CLI in a process of its own, as its users start it: English, without the settings of this machine.
 * `preload`: a built file that is loaded before it.
 */
export function startLedger(
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
  preload?: string,
): ChildProcess {
  const { PATH, HOME, TMPDIR } = process.env;
  const loadedFirst = preload === undefined ? [] : ['--require', path.join(BUILT, preload)];
  return spawn(process.execPath, [...loadedFirst, CLI, ...words], {
    env: { PATH, HOME, ...(TMPDIR ? { TMPDIR } : {}), LANG: 'en_US.UTF-8', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

/** Runs it to its end. */
export async function ledger(
  words: readonly string[],
  more: { readonly stdin?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Ran> {
  const child = startLedger(words, more.env);
  child.stdin?.end(more.stdin ?? '');
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const [stdout, stderr, code] = await Promise.all([
    child.stdout ? text(child.stdout) : '',
    child.stderr ? text(child.stderr) : '',
    ended,
  ]);
  return { code, stdout, stderr };
}

/** The document that `--json` prints, of a call that must succeed. */
export async function ledgerJson<T>(words: readonly string[], code = 0): Promise<T> {
  const ran = await ledger([...words, '--json']);
  if (ran.code !== code)
    throw new Error(`ledger ${words.join(' ')} ended with ${ran.code}: ${ran.stdout}${ran.stderr}`);
  return JSON.parse(ran.stdout) as T;
}

/** A folder of its own for each test file, removed at the end. */
export class Workplace {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'ledger-cli-'));

  at(name: string): string {
    return path.join(this.folder, name);
  }

  clear(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A line of an import file. */
export interface ProgrammeLine {
  readonly id: string;
  readonly at: string;
  readonly actor: { readonly id: string; readonly role: string; readonly unit: string };
  readonly command: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A line of a report. */
export interface ReportLine {
  readonly line: number;
  readonly id: string | null;
  readonly outcome: string;
  readonly problem?: { readonly type: string; readonly ruleId?: string; readonly detail: string };
  readonly events?: readonly { readonly stream: string; readonly version: number; readonly type: string }[];
  readonly first?: Omit<ReportLine, 'line' | 'first'>;
}

export const linesOf = <T>(file: string): T[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);

/** Writes a small programme as a file of commands. */
export async function simulated(file: string, learners: number, seed = 20): Promise<ProgrammeLine[]> {
  const ran = await ledger(['simulate', '--learners', String(learners), '--seed', String(seed), '--out', file]);
  if (ran.code !== 0) throw new Error(`ledger simulate ended with ${ran.code}: ${ran.stderr}`);
  return linesOf<ProgrammeLine>(file);
}

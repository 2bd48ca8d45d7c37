import { existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { openSqliteLogReader } from '@ledger/eventlog';
import { ledger, startLedger } from '../cli/run-ledger';
import { CommandsInLog } from './commands-in-log';
import type { KillOrder } from './kill-orders';
import { answersIn, stands, type ToldAnswer } from './told-answers';

/** A command in the middle of which the process died. */
export interface Midway {
  readonly command: string;
  readonly id: string;
}

/** 一次击杀. */
export interface Kill {
  readonly order: KillOrder;
  /** Events since the restart. */
  readonly grown: number;
  /** Of the last event in the log at death. */
  readonly position: number;
  /** What had been answered before, and what of it did not stand at death. */
  readonly answered: readonly ToldAnswer[];
  readonly lost: readonly ToldAnswer[];
  readonly midway: readonly Midway[];
}

/** Where an import goes: its own folder for the data, so that it has its own for the payment files too. */
export interface Imported {
  readonly data: string;
  readonly outbox: string;
  readonly report: string;
}

export function importedIn(base: string): Imported {
  mkdirSync(base, { recursive: true });
  return { data: path.join(base, 'data'), outbox: path.join(base, 'outbox'), report: path.join(base, 'report.ndjson') };
}

const importing = (file: string, { data, report }: Imported): string[] => {
  const into = ['--data', data, '--report', report];
  return ['import', file, '--clock', 'simulated', ...into];
};

/** Imports the file to its end. */
export async function importToEnd(file: string, into: Imported): Promise<void> {
  const { code, stdout, stderr } = await ledger(importing(file, into));
  if (code !== 0) throw new Error(`ledger import ended with ${code}: ${stdout}${stderr}`);
}

/** Imports the file, killed and restarted by the orders, then to its end by the plain program. `seen` is told each kill. */
export async function killedImport(
  file: string,
  into: Imported,
  orders: readonly KillOrder[],
  seen: (kill: Kill) => void = () => undefined,
): Promise<Kill[]> {
  const kills: Kill[] = [];
  for (const order of orders) {
    const kill = await killedOnce(file, into, order, kills.at(-1)?.position ?? 0);
    kills.push(kill);
    seen(kill);
  }
  await importToEnd(file, into);
  return kills;
}

async function killedOnce(file: string, into: Imported, order: KillOrder, start: number): Promise<Kill> {
  const answersFile = `${into.report}.answers`;
  rmSync(answersFile, { force: true });
  await livesUntilKilled(file, into, order, answersFile, start);
  const log = await CommandsInLog.read(into.data);
  // What the process had answered, and what of it the report already held.
  const answered = [...answersIn(answersFile), ...answersIn(`${into.report}.part`)];
  const midway = log.openClaims.map(({ commandId, name }) => ({ command: name, id: commandId }));
  const lost = answered.filter((answer) => !stands(answer, log));
  return { order, grown: log.head - start, position: log.head, answered, lost, midway };
}

async function livesUntilKilled(
  file: string,
  into: Imported,
  order: KillOrder,
  answersFile: string,
  start: number,
): Promise<void> {
  const env = { KILL_ORDER: JSON.stringify(order), ANSWERS_FILE: answersFile };
  const child = startLedger(importing(file, into), env, 'test/crash/die-on-order.js');
  let words = '';
  child.stdout?.on('data', (text) => (words += String(text)));
  child.stderr?.on('data', (text) => (words += String(text)));
  let over = false;
  const ended = new Promise<string | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (_code, signal) => {
      over = true;
      resolve(signal);
    });
  });
  if (order.moment === 'from-outside') {
    await grownTo(into.data, start + order.growth, () => over);
    child.kill('SIGKILL');
  }
  if ((await ended) !== 'SIGKILL')
    throw new Error(
      `the import ended before the log had grown by ${order.growth} events and could be killed: ${words}`,
    );
}

/** Resolves once the log, looked at from outside, holds an event at the position, or there is nothing left to wait for. */
async function grownTo(folder: string, position: number, over: () => boolean): Promise<void> {
  while (!existsSync(path.join(folder, 'head')) && !over()) await new Promise((next) => setTimeout(next, 1));
  if (over()) return;
  const log = openSqliteLogReader({ folder });
  try {
    while (log.head() < position && !over()) await new Promise((next) => setTimeout(next, 1));
  } finally {
    await log.close();
  }
}

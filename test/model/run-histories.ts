import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Share } from './histories.worker';
import type { Told } from './run/one-history';
import { makeWorld } from './world/make-world';
import type { World } from './world/world';

const MEMORY = '/dev/shm';

/** A folder in memory where there is one: what is tried is the order of the steps, not the disk. */
export async function inWorld<T>(work: (world: World, base: string) => Promise<T>): Promise<T> {
  const base = mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'skill-ledger-histories-'));
  try {
    return await work(await makeWorld(base), base);
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}

export interface Run {
  readonly world: World;
  readonly base: string;
  readonly count: number;
  readonly seed: number;
  readonly threads: number;
  readonly fault?: string;
  /** It ends with as many histories that the model cannot explain. */
  readonly most: number;
}

/** All that the histories of a run came to. */
export interface Sum {
  histories: number;
  commands: number;
  crashes: number;
  readonly verdicts: Record<string, number>;
  /** Those that failed, as they came. */
  readonly failed: Omit<Told, 'trail'>[];
}

/** Plays a run's histories on threads, seed by seed; stops where too many fail. */
export async function runHistories(run: Run, told: (sum: Sum) => void = () => undefined): Promise<Sum> {
  const { world, base, count, seed, threads, fault, most } = run;
  const sum: Sum = { histories: 0, commands: 0, crashes: 0, verdicts: {}, failed: [] };
  const workers = Array.from({ length: Math.min(threads, count) }, (_, n) => {
    const share: Share = {
      world,
      base,
      from: seed + n,
      to: seed + count - 1,
      every: threads,
      ...(fault ? { fault } : {}),
    };
    return new Worker(join(__dirname, 'histories.worker.js'), { workerData: share });
  });
  const ended = workers.map((worker) => {
    worker.on('message', (report: Omit<Told, 'trail'>) => {
      if (sum.failed.length >= most) return;
      add(sum, report);
      told(sum);
      if (sum.failed.length >= most) for (const each of workers) void each.terminate();
    });
    return new Promise<void>((resolve, reject) => {
      worker.once('error', reject);
      worker.once('exit', () => resolve());
    });
  });
  await Promise.all(ended);
  return sum;
}

function add(sum: Sum, report: Omit<Told, 'trail'>): void {
  sum.histories += 1;
  sum.commands += report.commands;
  sum.crashes += report.crashes;
  for (const [verdict, times] of Object.entries(report.verdicts))
    sum.verdicts[verdict] = (sum.verdicts[verdict] ?? 0) + times;
  if (report.failure) sum.failed.push(report);
}

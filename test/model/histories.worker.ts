import 'reflect-metadata';
import { parentPort, workerData } from 'node:worker_threads';
import { oneHistory } from './run/one-history';
import type { World } from './world/world';

/** Every so manyth seed of a run; says of each what it came to. */
export interface Share {
  readonly world: World;
  readonly base: string;
  readonly from: number;
  readonly to: number;
  readonly every: number;
  readonly fault?: string;
}

async function play({ world, base, from, to, every, fault }: Share): Promise<void> {
  for (let seed = from; seed <= to; seed += every) {
    const { trail: _trail, ...told } = await oneHistory(world, base, seed, fault);
    // A thread's port has no origin.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    parentPort?.postMessage(told);
  }
}

void play(workerData as Share);

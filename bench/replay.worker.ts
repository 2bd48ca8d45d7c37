import 'reflect-metadata';
import { parentPort, workerData } from 'node:worker_threads';
import { replay } from './replay';

const { folder, part } = workerData as { folder: string; part: { of: number; index: number } };
// A thread's port has no origin.
// oxlint-disable-next-line unicorn/require-post-message-target-origin
parentPort?.postMessage(replay(folder, part));

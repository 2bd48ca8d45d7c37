import { execFile } from 'node:child_process';
import * as path from 'node:path';
import { promisify } from 'node:util';
import type { RebuildJob } from './rebuild-in-workers.worker';

const COMPILED = path.resolve(__dirname, '../../../../dist/libs/viewstore/src/testing');
const run = promisify(execFile);

/** Runs a rebuild in worker threads of a program of its own, from the build; `module` is a file beside this one. */
export async function inWorkers(job: RebuildJob): Promise<{ readonly position: number; readonly phases: string[] }> {
  const program = path.join(COMPILED, 'rebuild-in-workers.worker.js');
  const module = path.join(COMPILED, job.module);
  const { stdout } = await run(process.execPath, [program, JSON.stringify({ ...job, module })]);
  return JSON.parse(stdout) as { position: number; phases: string[] };
}

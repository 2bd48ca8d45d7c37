import { readFileSync } from 'node:fs';

const EVERY_MS = 20;

/** Megabytes of this process in memory beside mapped files, its threads included; undefined where the system does not tell. */
function beside(): number | undefined {
  try {
    const found = /^RssAnon:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'));
    return found?.[1] === undefined ? undefined : Number(found[1]) / 1024;
  } catch {
    return undefined;
  }
}

/** Does the work, which must leave this thread free, and says how much memory was resident at the worst of many looks. */
export async function withPeakMemory(work: () => Promise<unknown>): Promise<string> {
  let peak = 0;
  const look = (): void => {
    peak = Math.max(peak, beside() ?? 0);
  };
  const timer = setInterval(look, EVERY_MS);
  try {
    await work();
    look();
  } finally {
    clearInterval(timer);
  }
  return peak > 0 ? `${Math.round(peak)} MB resident at most beside mapped files` : 'resident memory is not told here';
}

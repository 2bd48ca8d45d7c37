import type { Ledger } from '@ledger/runtime';
import type { Call } from '../frame/cli-command';
import { EXIT, type ExitCode } from '../frame/exit-codes';
import { writing } from '../frame/open-ledger';
import { ProgressLine } from '../frame/progress-line';
import { countIn } from '../frame/values';
import { duration, plainNumber } from '../frame/words';

const WORKERS = 2;
const MOST_WORKERS = 16;
const LOOK_EVERY_MS = 100;

export async function runRebuild(call: Call): Promise<ExitCode> {
  const workers = countIn(call, 'workers', MOST_WORKERS) ?? WORKERS;
  return writing(call, { rebuildThreads: workers }, async (_execute, _ask, ledger) => {
    const startedAt = performance.now();
    const position = await rebuilding(call, ledger);
    const seconds = (performance.now() - startedAt) / 1_000;
    const eventsPerSecond = Math.round(position / Math.max(seconds, 0.001));
    const { terminal } = call;
    if (terminal.json) terminal.document({ position, seconds, eventsPerSecond, workers });
    else
      terminal.say({
        zh: `已重建到位置 ${plainNumber(position)}，${duration(seconds)}，每秒 ${plainNumber(eventsPerSecond)} 个事件`,
        en: `Rebuilt up to position ${plainNumber(position)} in ${duration(seconds)}, ${plainNumber(eventsPerSecond)} events a second`,
      });
    return EXIT.ok;
  });
}

async function rebuilding({ terminal }: Call, { parts }: Ledger): Promise<number> {
  const projector = await parts.background.projector();
  const progress = new ProgressLine(terminal, { zh: '重建视图', en: 'rebuild' }, { zh: '个事件', en: 'events' });
  const look = async (): Promise<void> => {
    const { rebuilding: at } = await projector.status();
    if (!at) return;
    const share = at.upTo === 0 ? 1 : at.position / at.upTo;
    progress.moved({ share, done: at.position, perSecond: at.eventsPerSecond, secondsLeft: at.secondsLeft });
  };
  // A look at a store on a server takes its time: the next waits for it, and the end of the rebuild for the last.
  let looking: Promise<void> | undefined;
  const timer = setInterval(() => {
    looking ??= look()
      .catch(() => undefined)
      .finally(() => (looking = undefined));
  }, LOOK_EVERY_MS);
  try {
    return await projector.rebuild();
  } finally {
    clearInterval(timer);
    await looking;
    progress.end();
  }
}

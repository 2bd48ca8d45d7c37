import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ledger } from '@ledger/runtime';
import { runProgramme } from '@ledger/simulation';
import { growLog } from './limits/grown-log';
import { BareReader } from './limits/bare-read';
import { bareRebuild } from './limits/bare-rebuild';
import { rebuildAll } from './rebuild-views';
import { replay, replayOnTwo } from './replay';
import { withPeakMemory } from './resident-memory';
import { sideBySide, timed, type Comparison } from './side-by-side';

/** Of replays and rebuilds: enough that the threads' starting does not decide. */
const USUAL = 450_000;
const SMALL = 150_000;
const LARGE = 1_500_000;

/** Replays and rebuilds of a log of the demo's mix, and how they grow with ten times as many streams. */
export async function readRows(learners: number, large: boolean): Promise<Comparison[]> {
  const base = mkdtempSync(join(tmpdir(), 'skill-ledger-bench-'));
  try {
    const source = join(base, 'source');
    const ledger = await Ledger.open({
      folder: source,
      create: { clock: 'simulated' },
      outbox: join(base, 'outbox'),
      live: false,
    });
    await runProgramme({ learners, seed: 2019 }, ({ id, at, actor, command, data }) =>
      ledger.execute({ id, at, actor, command, data }),
    );
    await ledger.close();
    const rows = large ? await growthRows(source, base) : [];
    const usual = join(base, 'usual');
    const events = growLog(source, usual, USUAL);
    return [...(await replayRows(usual, events)), ...(await rebuildRows(usual, join(base, 'views'), events)), ...rows];
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}

async function replayRows(folder: string, events: number): Promise<Comparison[]> {
  const bare = () =>
    timed(events, () => {
      const reader = new BareReader(folder);
      reader.scan();
      reader.close();
    });
  const limit = 'bare ordered scan + JSON.parse on one thread';
  return [
    await sideBySide(
      { row: 'full replay, every stream’s state, one thread', what: limit, atLeast: 1.2, blocks: 5 },
      () => timed(events, () => void replay(folder)),
      bare,
    ),
    await sideBySide(
      { row: 'full replay, every stream’s state, two threads', what: limit, atLeast: 2, blocks: 5 },
      () => timed(events, async () => void (await replayOnTwo(folder))),
      bare,
    ),
  ];
}

async function rebuildRows(folder: string, into: string, events: number): Promise<Comparison[]> {
  const bare = () => timed(events, () => void bareRebuild(folder, tmpdir()));
  const limit = 'bare ordered scan + JSON.parse + one row per case';
  const rows: Comparison[] = [];
  for (const [threads, atLeast] of [
    [1, 0.6],
    [2, 0.9],
  ] as const) {
    const words = threads === 1 ? 'one thread' : 'two threads';
    rows.push(
      await sideBySide(
        { row: `rebuild of all views, ${words}`, what: limit, atLeast, blocks: 5 },
        () => timed(events, () => rebuildAll(folder, into, threads)),
        bare,
      ),
    );
  }
  return rows;
}

/** From 150,000 to 1,500,000 events: how many times as long; the most that may be is in `limit`. */
async function growthRows(source: string, base: string): Promise<Comparison[]> {
  const [small, large] = [join(base, 'small'), join(base, 'large')];
  growLog(source, small, SMALL);
  const events = growLog(source, large, LARGE);
  const seconds = async (work: () => Promise<unknown>): Promise<number> =>
    (await timed(1, async () => void (await work()))).ms / 1000;
  const grown = async (row: string, work: (folder: string) => Promise<unknown>): Promise<Comparison> => {
    const before = await seconds(() => work(small));
    let after = 0;
    const memory = await withPeakMemory(async () => {
      after = await seconds(() => work(large));
    });
    return {
      row,
      what: `times as long for ${(events / SMALL).toFixed(0)} × the events, most`,
      unit: 's',
      ours: after,
      limit: before,
      ratio: after / before,
      atMost: 11,
      blocks: 1,
      note: memory,
    };
  };
  return [
    await grown('growth of a full replay, two threads', replayOnTwo),
    await grown('growth of a rebuild, two threads', (folder) => rebuildAll(folder, join(base, 'views'), 2)),
  ];
}

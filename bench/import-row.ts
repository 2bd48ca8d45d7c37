import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { finished } from 'node:stream/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importFile, importHands, Ledger } from '@ledger/runtime';
import { runProgramme } from '@ledger/simulation';
import { BareLog } from './limits/bare-log';
import { fresh, WrittenRows } from './limits/written-rows';
import { median, timed, type Comparison } from './side-by-side';

const AT_ONCE = 64;
const LIMIT_BLOCKS = 40;

/** A whole programme as a file, imported into an empty ledger with views and processes running: events a second. */
export async function importRow(learners: number): Promise<Comparison> {
  const base = mkdtempSync(join(tmpdir(), 'skill-ledger-bench-'));
  try {
    const file = join(base, 'commands.ndjson');
    const commands = await writeProgramme(base, file, learners);
    const folder = join(base, 'data');
    const ledger = await Ledger.open({ folder, create: { clock: 'simulated' }, outbox: join(base, 'outbox') });
    const hands = await importHands(ledger, (request, onWritten) => ledger.execute(request, onWritten));
    const before = await limit(base, join(base, 'source'));
    const from = performance.now();
    const result = await importFile(hands, file, {});
    const seconds = (performance.now() - from) / 1000;
    const after = await limit(base, join(base, 'source'));
    await ledger.close();
    const ours = result.events / seconds;
    const bare = median([before, after]);
    return {
      row: `import of ${commands.toLocaleString('en')} commands in the demo’s mix, new keys included`,
      what: 'bare group commit, 64 to a transaction',
      unit: 'events/s',
      ours,
      limit: bare,
      ratio: ours / bare,
      atLeast: 0.4,
      blocks: 1,
      note: `${Math.round(commands / seconds).toLocaleString('en')} commands/s, ${result.events.toLocaleString('en')} events in ${seconds.toFixed(1)} s`,
    };
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}

async function writeProgramme(base: string, file: string, learners: number): Promise<number> {
  const ledger = await Ledger.open({
    folder: join(base, 'source'),
    create: { clock: 'simulated' },
    outbox: join(base, 'source-outbox'),
    live: false,
  });
  const out = createWriteStream(file);
  let commands = 0;
  await runProgramme({ learners, seed: 2019 }, async ({ id, at, actor, command, data }) => {
    commands++;
    out.write(`${JSON.stringify({ id, at, actor, command, data })}\n`);
    return ledger.execute({ id, at, actor, command, data });
  });
  out.end();
  await finished(out);
  await ledger.close();
  return commands;
}

async function limit(base: string, source: string): Promise<number> {
  const rows = new WrittenRows(source).of('RecordFirstReview', AT_ONCE);
  const bare = new BareLog(join(source, 'log.db'), base);
  const speeds: number[] = [];
  for (let block = 0; block < LIMIT_BLOCKS; block++) {
    const { units, ms } = await timed(AT_ONCE, () => bare.write(fresh(rows)));
    speeds.push((units / ms) * 1000);
  }
  bare.close();
  return median(speeds);
}

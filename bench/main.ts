import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { Command } from 'commander';
import { BenchLedger } from './bench-ledger';
import { commandRows } from './command-rows';
import { eventStoreDbRows } from './eventstoredb-rows';
import { httpRows } from './http/http-rows';
import { searchRows } from './http/search-rows';
import { importRow } from './import-row';
import { outerLimits } from './outer-limits';
import { print } from './print';
import { readRows } from './read-rows';
import type { Comparison } from './side-by-side';

const GROUPS = ['commands', 'reads', 'growth', 'import', 'search', 'http', 'eventstoredb'] as const;
/** `http` takes minutes of its own, and `eventstoredb` is of another store, so they are asked for by name. */
const USUAL = GROUPS.filter((group) => group !== 'http' && group !== 'eventstoredb');

interface Options {
  readonly json?: string;
  readonly learners: string;
  readonly seconds: string;
}

async function main(groups: readonly string[], { json, learners, seconds }: Options): Promise<void> {
  const wanted = new Set(groups.length > 0 ? groups : USUAL);
  process.stdout.write(`node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}\n`);
  const rows: Comparison[] = [];
  if (wanted.has('commands')) {
    const bench = await new BenchLedger().open();
    rows.push(...(await commandRows(bench)));
    await bench.close();
  }
  if (wanted.has('reads') || wanted.has('growth')) rows.push(...(await readRows(1_500, wanted.has('growth'))));
  if (wanted.has('import')) rows.push(await importRow(Number(learners)));
  if (wanted.has('search') || wanted.has('http')) rows.push(...(await searchRows()));
  if (wanted.has('http')) rows.push(...(await httpRows(Number(seconds))));
  if (wanted.has('eventstoredb')) rows.push(...(await eventStoreDbRows()));
  print(rows, wanted.has('http') || wanted.has('eventstoredb') ? [] : outerLimits());
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(rows, undefined, 2)}\n`);
}

void new Command('bench')
  .description('Side by side with hand-written limits, in one run. 与手写极限同场对比')
  .argument('[groups...]', `which rows: ${GROUPS.join(', ')} (default all but the last two)`)
  .option('--json <file>', 'also write the table as JSON')
  .option('--learners <number>', 'size of the imported programme; 8500 make about 100,000 commands', '8500')
  .option('--seconds <number>', 'http: how long writers run beside the question', '300')
  .action(main)
  .parseAsync()
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    // A ledger may still be open; nothing of a failed bench is worth waiting for.
    process.exit(1);
  });

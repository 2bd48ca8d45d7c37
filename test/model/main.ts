import 'reflect-metadata';
import { SingleBar } from 'cli-progress';
import Table from 'cli-table3';
import { Command, InvalidArgumentError } from 'commander';
import { FAULTS } from './faults/faults';
import { oneHistory } from './run/one-history';
import { inWorld, runHistories, type Run, type Sum } from './run-histories';

interface Options {
  readonly count: number;
  readonly seed: number;
  readonly threads: number;
  readonly fault?: string;
  readonly faults?: boolean;
}

/** After so many failures a run has said enough. */
const MOST_FAILED = 5;

const print = (text: string): void => void process.stdout.write(`${text}\n`);
const grouped = (n: number): string => n.toLocaleString('en');

async function main(options: Options): Promise<void> {
  const { fault } = options;
  if (fault !== undefined && !(fault in FAULTS))
    throw new Error(`there is no fault ${fault}; there are ${Object.keys(FAULTS).join(', ')}`);
  await inWorld(async (world, base) => {
    if (options.faults) await allFaults({ ...options, world, base });
    else await histories({ ...options, world, base });
  });
}

/** Each planted fault until the model finds it. */
async function allFaults(run: Omit<Run, 'most'>): Promise<void> {
  const table = new Table({ head: ['planted fault', 'found', 'as'], style: { head: [], border: [] } });
  let hidden = 0;
  for (const fault of Object.keys(FAULTS)) {
    const { histories: tried, failed } = await watched({ ...run, fault, most: 1 }, fault);
    const [found] = failed;
    // Without the fault the same history must be right, or something else was found.
    const alone = found && (await oneHistory(run.world, run.base, found.seed));
    const caught = found !== undefined && alone?.failure === undefined;
    if (!caught) hidden += 1;
    const why = found?.failure?.find((line) => line.startsWith('expected') || line.startsWith('the ledger broke'));
    const where = found ? `by history ${tried}, seed ${found.seed}` : `not in ${tried} histories`;
    table.push([fault, caught || !found ? where : `${where}, wrong without it too`, firstLine(why)]);
  }
  print(table.toString());
  print(`${Object.keys(FAULTS).length - hidden} of ${Object.keys(FAULTS).length} faults found`);
  if (hidden > 0) process.exitCode = 1;
}

const firstLine = (why = ''): string => (why.split('\n')[0] ?? '').replace('expected against got: ', '').slice(0, 100);

async function histories(run: Omit<Run, 'most'>): Promise<void> {
  const startedAt = performance.now();
  const sum = await watched({ ...run, most: MOST_FAILED }, 'histories');
  const seconds = (performance.now() - startedAt) / 1000;
  const table = new Table({
    head: ['verdict', 'times'],
    style: { head: [], border: [] },
    colAligns: ['left', 'right'],
  });
  for (const [verdict, times] of Object.entries(sum.verdicts).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    table.push([verdict, grouped(times)]);
  print(table.toString());
  const each = (sum.commands / Math.max(1, sum.histories)).toFixed(1);
  print(
    `${grouped(sum.histories)} histories, ${grouped(sum.commands)} commands (${each} a history), ${grouped(sum.crashes)} crashes, ` +
      `${seconds.toFixed(0)} s (${(sum.histories / seconds).toFixed(1)} histories/s)`,
  );
  if (sum.failed.length === 0) {
    print('Every verdict and every balance is as the model has it. 全部裁量与余额均与模型一致');
    return;
  }
  for (const { seed, failure = [] } of sum.failed) {
    print(`\nThe model cannot explain seed ${seed}:\n${failure.join('\n')}`);
    print(
      `\nAgain: npm run histories -- --count 1 --seed ${seed}${run.fault === undefined ? '' : ` --fault ${run.fault}`}`,
    );
  }
  process.exitCode = 1;
}

const EVERY = 1000;

/** With a bar on a terminal, else a line now and then. */
async function watched(run: Run, title: string): Promise<Sum> {
  const bar = new SingleBar({
    format: `${title} [{bar}] {percentage}% | {value}/{total} | {commands} commands | {eta_formatted} left`,
    hideCursor: true,
    clearOnComplete: true,
    stream: process.stderr,
  });
  bar.start(run.count, 0, { commands: 0 });
  try {
    let known = 0;
    return await runHistories(run, ({ histories: done, commands, failed }) => {
      bar.update(done, { commands });
      for (const { seed } of failed.slice(known)) process.stderr.write(`${title}: seed ${seed} fails\n`);
      known = failed.length;
      if (!process.stderr.isTTY && done % EVERY === 0)
        process.stderr.write(`${grouped(done)} of ${grouped(run.count)} ${title}, ${grouped(commands)} commands\n`);
    });
  } finally {
    bar.stop();
  }
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1) throw new InvalidArgumentError('A whole number from 1 is wanted.');
  return number;
}

void new Command('histories')
  .description(
    'Random histories through the real ledger, each verdict and balance compared with an independent model. 随机历史与独立模型逐项比对',
  )
  .option('--count <number>', 'how many histories', wholeNumber, 1000)
  .option('--seed <number>', 'of the first; each next has the next', wholeNumber, 1)
  .option('--threads <number>', 'how many at a time', wholeNumber, 2)
  .option('--fault <name>', `plant a fault: ${Object.keys(FAULTS).join(', ')}`)
  .option('--faults', 'plant each of the faults in turn, until the model has found it')
  .action(main)
  .parseAsync()
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });

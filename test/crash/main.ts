import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Table from 'cli-table3';
import { Command, InvalidArgumentError } from 'commander';
import { simulated } from '../cli/run-ledger';
import { betweenStreams } from './between-streams';
import { CommandsInLog } from './commands-in-log';
import { killOrders } from './kill-orders';
import { importedIn, importToEnd, killedImport, type Kill } from './killed-import';
import { wholeAgain, type Check } from './whole-again';

interface Options {
  readonly kills: number;
  readonly learners: number;
  readonly seed: number;
  readonly keep?: boolean;
}

/** Of twenty kills at least five. */
const SHARE_BETWEEN_STREAMS = 0.25;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function main({ kills: count, learners, seed, keep }: Options): Promise<void> {
  const base = mkdtempSync(path.join(tmpdir(), 'skill-ledger-crash-'));
  const startedAt = performance.now();
  try {
    const file = path.join(base, 'programme.ndjson');
    const commands = await simulated(file, learners, seed);
    const [unbroken, killed] = [importedIn(path.join(base, 'unbroken')), importedIn(path.join(base, 'killed'))];
    await importToEnd(file, unbroken);
    const { head } = await CommandsInLog.read(unbroken.data);
    say(`${commands.length} commands, ${head} events unbroken; ${count} kills, seed ${seed}`);
    const seen = ({ position, order }: Kill): void => {
      if (process.stderr.isTTY) process.stderr.write(`killed ${order.moment} at ${position}\n`);
    };
    const kills = await killedImport(file, killed, killOrders(count, head, seed), seen);
    const between = betweenStreams(kills, await CommandsInLog.read(killed.data));
    say(tableOf(kills, between));
    const wanted = Math.ceil(count * SHARE_BETWEEN_STREAMS);
    const checks = [
      ...(await wholeAgain(file, kills, killed, unbroken)),
      {
        what: `${between.size} of ${count} kills fell between two streams of one command (at least ${wanted})`,
        faults: between.size >= wanted ? [] : ['too few'],
      },
    ];
    for (const each of checks) tell(each);
    const failed = checks.filter(({ faults }) => faults.length > 0).length;
    say(
      `${checks.length - failed} of ${checks.length} checks hold; ${Math.round((performance.now() - startedAt) / 1_000)} s`,
    );
    if (failed > 0) process.exitCode = 1;
  } finally {
    if (keep) say(`kept: ${base}`);
    else rmSync(base, { recursive: true, force: true });
  }
}

function tell({ what, faults }: Check): void {
  say(`${faults.length === 0 ? '✓' : '✗'} ${what}`);
  for (const fault of faults) say(`   ${fault}`);
}

function tableOf(kills: readonly Kill[], between: ReadonlyMap<Kill, string>): string {
  const table = new Table({
    head: ['', 'dies', 'ordered after', 'log grew by', 'log at death', 'answered', 'between two streams of'],
    colAligns: ['right', 'left', 'right', 'right', 'right', 'right', 'left'],
    style: { head: [], border: [], compact: true },
  });
  for (const [i, kill] of kills.entries()) {
    const { order, grown, position } = kill;
    const answered = new Set(kill.answered.map(({ id }) => id)).size;
    table.push([i + 1, order.moment, order.growth, grown, position, answered, between.get(kill) ?? '']);
  }
  return table.toString();
}

function whole(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new InvalidArgumentError('a whole number from 1 on');
  return value;
}

void new Command('crash')
  .description(
    'Imports a simulated programme, killed with kill -9 again and again and restarted. 导入中反复强杀进程并核对',
  )
  .option('--kills <number>', 'how often the import is killed', whole, 20)
  .option('--learners <number>', 'size of the programme; 300 make about 3,900 commands', whole, 300)
  .option('--seed <number>', 'of the programme and of where the kills fall', whole, 2019)
  .option('--keep', 'keep the folders')
  .addHelpText(
    'after',
    `
A process that dies by its own hand does so at the exact event; a kill from outside falls where it falls.
Exit code 0: every check holds; 1: one does not.`,
  )
  .action(main)
  .parseAsync()
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 1;
  });

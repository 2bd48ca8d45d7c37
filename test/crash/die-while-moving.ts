import fs from 'node:fs';
import { SqliteEventStore } from '@ledger/eventlog/sqlite/sqlite-event-store';

/*
 * Loaded before the program (`node --require`): it kills its own process with SIGKILL at one moment of a move. The product
 * knows nothing of it.
 */

/**
 * `before-run` before the n-th run is taken in; `unsettled` right after, when nothing of it is durable; `durable` when it is;
 * `naming` before the n-th file or folder is renamed.
 */
export interface DeathOrder {
  readonly moment: 'before-run' | 'unsettled' | 'durable' | 'naming';
  readonly at: number;
}

const { moment, at } = JSON.parse(process.env['DEATH_ORDER'] ?? '{}') as DeathOrder;
let runs = 0;
let names = 0;

function die(): never {
  process.kill(process.pid, 'SIGKILL');
  // The signal ends every thread; this one does nothing more until it has come.
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

const { takeIn } = SqliteEventStore.prototype;
SqliteEventStore.prototype.takeIn = function takeInThenDie(...given) {
  runs += 1;
  if (moment === 'before-run' && runs === at) die();
  const taken = takeIn.apply(this, given);
  if (moment === 'unsettled' && runs === at) die();
  if (moment === 'durable' && runs === at) {
    this.settleNow();
    die();
  }
  return taken;
};

const { renameSync } = fs;
fs.renameSync = (from, to) => {
  if (String(to).endsWith('head')) return renameSync(from, to);
  names += 1;
  if (moment === 'naming' && names === at) die();
  return renameSync(from, to);
};

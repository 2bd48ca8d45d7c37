import 'reflect-metadata';
import { openSync, writeSync } from 'node:fs';
import { CommandGateway } from '@ledger/commanding';
import type { SqliteEventStore } from '@ledger/eventlog';
import { SqliteEventStore as EventStoreClass } from '@ledger/eventlog/sqlite/sqlite-event-store';
import { Ledger } from '@ledger/runtime';
import { SqliteKeyVault } from '@ledger/vault/sqlite/sqlite-key-vault';
import type { KillOrder } from './kill-orders';

/*
 * Loaded before the program (`node --require`): it kills its own process with SIGKILL on order, and writes every answer that
 * leaves the ledger to a file first. The product knows nothing of it.
 */

const { moment, growth } = JSON.parse(process.env['KILL_ORDER'] ?? '{}') as KillOrder;
const answers = openSync(process.env['ANSWERS_FILE'] ?? '', 'a');

let log: SqliteEventStore | undefined;
/** Events written since this process began, and how many of them are durable. */
let written = 0;
let durableAtStart = 0;

function die(): never {
  process.kill(process.pid, 'SIGKILL');
  // The signal ends every thread; this one does nothing more until it has come.
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

function dieWithAllDurable(): never {
  log?.settleNow();
  die();
}

function watch(opened: SqliteEventStore): void {
  if (log === opened) return;
  log = opened;
  durableAtStart = opened.head();
}

const { append } = EventStoreClass.prototype;
EventStoreClass.prototype.append = function appendThenDie(...given) {
  watch(this);
  const appended = append.apply(this, given);
  written += given[2].length;
  if (moment === 'after-append' && written >= growth) dieWithAllDurable();
  return appended;
};

/** The vault settles inside each commit, before the log does. */
const { settle } = SqliteKeyVault.prototype;
SqliteKeyVault.prototype.settle = function settleThenDie() {
  settle.call(this);
  if (moment !== 'inside-commit' || !log) return;
  const durable = log.head() - durableAtStart;
  if (durable >= growth && written > durable) die();
};

const OWN_STREAMS_END = 'conclude';
const { open } = Ledger;
Ledger.open = (options) =>
  open.call(Ledger, {
    ...options,
    step: (commandId, step) => {
      if (moment !== 'between-streams' || written < growth || step === OWN_STREAMS_END) return;
      if (log?.findClaim(commandId)?.status === 'open') dieWithAllDurable();
    },
  });

const { execute } = CommandGateway.prototype;
CommandGateway.prototype.execute = async function executeThenTell(...given) {
  const answer = await execute.apply(this, given);
  writeSync(answers, `${JSON.stringify(answer)}\n`);
  return answer;
};

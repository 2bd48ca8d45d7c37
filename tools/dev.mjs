// @ts-check
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, watch } from 'node:fs';
import path from 'node:path';
import { build, root, SOURCE_FOLDERS } from './build.mjs';

/**
 * `npm run dev [-- COMMAND …]`: builds, runs a ledger command, and on every change of a source builds and runs it again.
 * The time printed is from the first notice of the change until the new program has loaded all of its modules.
 */
const DEFAULT_COMMAND = ['demo', '--learners', '60', '--once'];
/** Editors write a file in several steps; changes this close together are one. */
const SETTLE_MS = 30;
const PATIENCE_MS = 1_000;

const cli = path.join(root, 'dist/apps/cli/src/main.js');
const announce = path.join(root, 'tools/announce-start.cjs');
const command = process.argv.length > 2 ? process.argv.slice(2) : DEFAULT_COMMAND;

/** @type {import('node:child_process').ChildProcess | undefined} */
let running;
/** @type {number | undefined} */
let changedAt;
/** @type {NodeJS.Timeout | undefined} */
let settling;
let restarting = false;

/** @param {string} text */
const say = (text) => process.stderr.write(`\u001b[36m[dev]\u001b[0m ${text}\n`);

/**
 * @param {import('node:child_process').ChildProcess | undefined} child
 * @returns {child is import('node:child_process').ChildProcess}
 */
const isRunning = (child) => child !== undefined && child.exitCode === null && child.signalCode === null;

async function stop() {
  const child = running;
  running = undefined;
  if (!isRunning(child)) return;
  const ended = once(child, 'exit');
  const impatience = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  child.kill('SIGTERM');
  await ended;
  clearTimeout(impatience);
}

/** @param {number} since */
function start(since) {
  const child = fork(cli, command, { execArgv: ['--enable-source-maps', '--require', announce] });
  running = child;
  child.once('message', () =>
    say(`started in ${((performance.now() - since) / 1_000).toFixed(2)} s: ledger ${command.join(' ')}`),
  );
  child.once('exit', (code, signal) => {
    if (child === running) say(`ended (${signal ?? `exit code ${code}`}); waiting for a change`);
  });
}

async function restart() {
  if (restarting || changedAt === undefined) return;
  const since = changedAt;
  changedAt = undefined;
  restarting = true;
  try {
    const files = await build();
    // A change that leaves every output as it is (a spec, an empty folder) does not disturb a program at work.
    if (files > 0 || !isRunning(running)) {
      await stop();
      start(since);
    }
  } catch (error) {
    say(`does not build; waiting for a change\n${error instanceof Error ? error.message : String(error)}`);
  } finally {
    restarting = false;
  }
  // A change that came while building starts the next round.
  if (changedAt !== undefined) await restart();
}

function changed() {
  changedAt ??= performance.now();
  clearTimeout(settling);
  settling = setTimeout(() => void restart(), SETTLE_MS);
}

for (const folder of SOURCE_FOLDERS) {
  if (existsSync(path.join(root, folder))) watch(path.join(root, folder), { recursive: true }, changed);
}
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.once(signal, () => void stop().then(() => process.exit(0)));
}
changed();

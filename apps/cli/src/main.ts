#!/usr/bin/env node
import 'reflect-metadata';
import { COMMANDS } from './commands';
import { languageOf } from './frame/language';
import { problemOf, tell } from './frame/problem';
import { runProgram } from './program';
import { Terminal } from './frame/terminal';
import { VERSION } from './frame/version';

const words = process.argv.slice(2);
const language = languageOf(words, process.env);
const terminal = (json: boolean): Terminal =>
  new Terminal({
    language,
    json,
    out: process.stdout,
    err: process.stderr,
    colours: process.stdout.isTTY && !process.env['NO_COLOR'],
  });

// A reader that has seen enough (`| head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

runProgram(words, {
  commands: COMMANDS,
  language,
  version: VERSION,
  env: process.env,
  terminal,
  write: (text) => process.stdout.write(text),
  writeError: (text) => process.stderr.write(text),
}).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const problem = problemOf(error);
    process.exitCode = tell(terminal(words.includes('--json')), problem, process.env);
  },
);

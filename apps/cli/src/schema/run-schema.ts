import { writeFile } from 'node:fs/promises';
import { commandSchema } from '@ledger/runtime/schema/command-schema';
import { allCommands } from '@ledger/streams';
import type { Call } from '../frame/cli-command';
import { EXIT, type ExitCode } from '../frame/exit-codes';
import { CallRefused } from '../frame/problem';
import { textOf } from '../frame/values';

export async function runSchema(call: Call): Promise<ExitCode> {
  const [only] = call.arguments;
  const commands = only === undefined ? allCommands : allCommands.filter(({ name }) => name === only);
  if (commands.length === 0)
    throw new CallRefused(
      'unknown-command',
      { zh: `没有名为“${only}”的命令。`, en: `There is no command ${only}.` },
      EXIT.refused,
    );
  const schema = commandSchema(commands);
  const out = textOf(call, 'out');
  if (out === undefined) call.terminal.document(schema);
  else await writeFile(out, `${JSON.stringify(schema, undefined, 2)}\n`);
  return EXIT.ok;
}

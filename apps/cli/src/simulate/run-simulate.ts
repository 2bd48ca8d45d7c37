import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { writing } from '../frame/open-ledger';
import { EXIT, type ExitCode } from '../frame/exit-codes';
import type { Call } from '../frame/cli-command';
import { textOf } from '../frame/values';
import { duration, plainNumber } from '../frame/words';
import { giveProgramme, programmeOptions } from './programme-run';
import { ThrowawayFolder } from './throwaway';

export async function runSimulate(call: Call): Promise<ExitCode> {
  const folder = new ThrowawayFolder();
  const out = textOf(call, 'out');
  const stream: Writable = out === undefined ? process.stdout : createWriteStream(out);
  try {
    const scratch = { ...call, folder: folder.data };
    const run = await writing(
      scratch,
      { create: { clock: 'simulated' }, outbox: folder.outbox },
      async (_execute, _ask, ledger) =>
        giveProgramme(call, ledger, programmeOptions(call), ({ id, at, actor, command, data }) => {
          stream.write(`${JSON.stringify({ id, at, actor, command, data })}\n`);
        }),
    );
    if (out === undefined) {
      if (stream.writableNeedDrain) await once(stream, 'drain');
    } else {
      stream.end();
      await finished(stream);
    }
    call.terminal.note({
      zh: `${plainNumber(run.commands)} 条命令，${duration(run.seconds)}`,
      en: `${plainNumber(run.commands)} commands, ${duration(run.seconds)}`,
    });
    return EXIT.ok;
  } finally {
    await folder.remove();
  }
}

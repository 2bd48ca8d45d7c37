import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { NoLedger, openForReading } from '@ledger/runtime';
import type { Call } from '../frame/cli-command';
import { EXIT, type ExitCode } from '../frame/exit-codes';
import { ledgerOptions, writing } from '../frame/open-ledger';
import { CallRefused } from '../frame/problem';
import { instantIn, textOf } from '../frame/values';
import { newLedger } from './new-ledger';

export async function runInit(call: Call): Promise<ExitCode> {
  const { terminal, folder } = call;
  if (await isThere(call))
    throw new CallRefused(
      'ledger-exists',
      {
        zh: `${folder} 中已有台账，未作任何改动。`,
        en: `There is a ledger in ${folder} already; nothing was changed.`,
      },
      EXIT.refused,
    );
  const create = newLedger(textOf(call, 'clock'), instantIn(call, 'goLive'));
  return writing(call, { create }, async (_execute, _ask, { parts }) => {
    const { about } = parts;
    if (terminal.json) terminal.document({ folder: parts.folder, ...about });
    else {
      terminal.say({ zh: `已新建台账：${parts.folder}`, en: `Made a new ledger: ${parts.folder}` });
      terminal.line(`  id     ${about.ledgerId}`);
      terminal.line(`  clock  ${about.clock}`);
      if (about.goLive) terminal.line(`  goLive ${about.goLive}`);
    }
    return EXIT.ok;
  });
}

/** In the folder, or on the servers that the environment names. */
async function isThere(call: Call): Promise<boolean> {
  const options = ledgerOptions(call);
  if (!options.eventStore) return existsSync(join(call.folder, 'log.db'));
  try {
    await (await openForReading(options)).close();
    return true;
  } catch (error) {
    if (error instanceof NoLedger) return false;
    throw error;
  }
}

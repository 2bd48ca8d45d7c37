import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  assertVaultCanFollow,
  copyLog,
  folderPlace,
  moveSavedFilters,
  moveVault,
  MovingRefused,
  openLogAt,
  type CopyReport,
  type VaultPlace,
} from '@ledger/moving';
import type { Call } from '../frame/cli-command';
import { EXIT, type ExitCode } from '../frame/exit-codes';
import { LOG_PLACES, placeWords } from '../frame/log-places';
import { databaseAt } from '../frame/server-stores';
import { Steps } from '../frame/steps';
import { argumentOf, textOf } from '../frame/values';
import { showDigests } from './show-digests';

export async function runMigrate(call: Call): Promise<ExitCode> {
  const [from, to] = [argumentOf(call, 0), argumentOf(call, 1)];
  if (samePlace(from, to))
    throw new MovingRefused('same-place', '来源与目标是同一处。', 'Source and target are the same place.');
  const report = await moving(call, from, to);
  const { terminal } = call;
  if (terminal.json)
    terminal.document({
      from: placeWords(from),
      to: placeWords(to),
      resumedAfter: report.resumedAfter,
      vault: report.vault,
      ...report.from,
    });
  else {
    if (report.resumedAfter > 0)
      terminal.say({
        zh: `接上次中断处继续：目标已有 ${report.resumedAfter} 个事件`,
        en: `Went on where it was cut off: the target had ${report.resumedAfter} events`,
      });
    terminal.say(
      report.vault
        ? { zh: '密钥库已随日志搬到目标。', en: 'The vault was brought along.' }
        : { zh: '只搬了日志；密钥库留在原处。', en: 'The log alone was moved; the vault stays where it is.' },
    );
    showDigests(terminal, [placeWords(from), report.from], [placeWords(to), report.to]);
  }
  return EXIT.ok;
}

async function moving(call: Call, from: string, to: string): Promise<CopyReport & { readonly vault: boolean }> {
  const steps = new Steps(call.terminal, { zh: '搬迁', en: 'migrate' }, ['looking', 'copying', 'checking']);
  try {
    const [beside, target] = [besideLog(call, from), besideLog(call, to)];
    if (beside && target) await assertVaultCanFollow(beside.vault, target.vault);
    const source = await openLogAt(from, 'give', LOG_PLACES, (share) => steps.moved('looking', share));
    try {
      const log = await openLogAt(to, 'take', LOG_PLACES);
      try {
        const report = await copyLog(source, log, { onProgress: (step, share) => steps.moved(step, share) });
        // The log first, then the vault (D37); both places stay locked.
        if (!beside || !target) return { ...report, vault: false };
        const moved = await moveVault(beside.vault, target.vault);
        await moveSavedFilters(beside.filters, target.filters);
        return { ...report, vault: moved };
      } finally {
        await log.close();
      }
    } finally {
      await source.close();
    }
  } finally {
    steps.end();
  }
}

interface Beside {
  readonly vault: VaultPlace;
  readonly filters: VaultPlace;
}

/** What stands beside the log: in its folder, or in the databases that go with a server. */
function besideLog(call: Call, place: string): Beside | undefined {
  if (folderPlace.names(place)) return { vault: { folder: resolve(place) }, filters: { folder: resolve(place) } };
  const mongo = textOf(call, 'mongo') ?? call.env['MONGODB_URL'];
  const vault = textOf(call, 'vault') ?? call.env['VAULT_URL'];
  return mongo ? { vault: databaseAt(vault || mongo), filters: databaseAt(mongo) } : undefined;
}

function samePlace(one: string, other: string): boolean {
  const real = (place: string): string => {
    try {
      return realpathSync(place);
    } catch {
      return place.includes('://') ? place : resolve(place);
    }
  };
  return real(one) === real(other);
}

import { resolve } from 'node:path';
import {
  backupLedger,
  embeddedSource,
  openLogAt,
  serverSource,
  type BackupSource,
  type BackupStep,
} from '@ledger/moving';
import type { Call } from '../frame/cli-command';
import { EXIT, type ExitCode } from '../frame/exit-codes';
import { LOG_PLACES } from '../frame/log-places';
import { ledgerOptions } from '../frame/open-ledger';
import { serversOf } from '../frame/server-stores';
import { Steps } from '../frame/steps';
import { argumentOf } from '../frame/values';
import { VERSION } from '../frame/version';
import { plainNumber } from '../frame/words';

const STEPS: readonly BackupStep[] = ['log', 'vault', 'checking', 'digest'];

/** The stores that the environment chooses. */
async function fromStores<T>(call: Call, work: (source: BackupSource) => Promise<T>): Promise<T> {
  const servers = serversOf(ledgerOptions(call));
  if (!servers) return work(embeddedSource(resolve(call.folder)));
  const log = await openLogAt(servers.log, 'read', LOG_PLACES);
  try {
    return await work(serverSource({ ...servers, log, folder: resolve(call.folder) }));
  } finally {
    await log.close();
  }
}

export async function runBackup(call: Call): Promise<ExitCode> {
  const { terminal } = call;
  const folder = argumentOf(call, 0);
  const steps = new Steps(terminal, { zh: '备份', en: 'backup' }, STEPS);
  const options = {
    program: VERSION,
    now: new Date().toISOString(),
    withMasterKey: call.options['withMasterKey'] === true,
    onProgress: (step: BackupStep, share: number) => steps.moved(step, share),
  };
  const report = await fromStores(call, (source) => backupLedger(source, folder, options)).finally(() => steps.end());
  const { masterKeyLeft, ...manifest } = report;
  if (masterKeyLeft)
    terminal.note({
      zh: '数据旁的主密钥未放入备份；没有它，备份中的个人信息无法读出。请另行保管。',
      en: 'The master key beside the data was left out of the backup; without it no personal value in the backup can be read. Keep it elsewhere.',
    });
  if (terminal.json) terminal.document({ folder: resolve(folder), ...manifest });
  else {
    terminal.say({
      zh: `已备份 ${plainNumber(manifest.events)} 个事件到 ${folder}，并已核验`,
      en: `Backed ${plainNumber(manifest.events)} events up to ${folder}, and looked at them`,
    });
    terminal.line(`  id         ${manifest.ledgerId}`);
    terminal.line(`  position   ${manifest.asOf.position}  ${manifest.asOf.recordedAt}`);
    terminal.line(`  digest     ${manifest.digest}`);
    terminal.line(`  destroyed  ${manifest.vault.destroyedKeys}`);
  }
  return EXIT.ok;
}

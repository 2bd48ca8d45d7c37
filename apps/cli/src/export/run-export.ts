import { resolve } from 'node:path';
import { exportLog, openLogAt, type ExportManifest } from '@ledger/moving';
import type { Call } from '../frame/cli-command';
import { EXIT, type ExitCode } from '../frame/exit-codes';
import { LOG_PLACES } from '../frame/log-places';
import { ledgerOptions } from '../frame/open-ledger';
import { Steps } from '../frame/steps';
import { argumentOf } from '../frame/values';
import { VERSION } from '../frame/version';
import { plainNumber } from '../frame/words';

export async function runExport(call: Call): Promise<ExitCode> {
  const folder = argumentOf(call, 0);
  const { files, ...manifest } = await exporting(call, folder);
  const { terminal } = call;
  if (terminal.json) terminal.document({ folder: resolve(folder), ...manifest, files });
  else {
    terminal.say({
      zh: `已导出 ${plainNumber(manifest.events)} 个事件到 ${folder}，${files.length} 个文件`,
      en: `Exported ${plainNumber(manifest.events)} events to ${folder} in ${files.length} files`,
    });
    terminal.line(`  id      ${manifest.ledgerId}`);
    terminal.line(`  digest  ${manifest.digest}`);
  }
  return EXIT.ok;
}

async function exporting(call: Call, folder: string): Promise<ExportManifest> {
  const steps = new Steps(call.terminal, { zh: '导出', en: 'export' }, ['looking', 'writing']);
  try {
    const place = ledgerOptions(call).eventStore?.url ?? call.folder;
    const log = await openLogAt(place, 'read', LOG_PLACES, (share) => steps.moved('looking', share));
    try {
      const now = new Date().toISOString();
      const onProgress = (share: number): void => steps.moved('writing', share);
      return await exportLog(log, folder, { program: VERSION, now, onProgress });
    } finally {
      await log.close();
    }
  } finally {
    steps.end();
  }
}

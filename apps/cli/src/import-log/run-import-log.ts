import { copyLog, ExportedLog, openLogAt, type CopyReport } from '@ledger/moving';
import type { Call } from '../frame/cli-command';
import { EXIT, type ExitCode } from '../frame/exit-codes';
import { LOG_PLACES, placeWords } from '../frame/log-places';
import { Steps } from '../frame/steps';
import { argumentOf, textOf } from '../frame/values';
import { showDigests } from '../migrate/show-digests';

export async function runImportLog(call: Call): Promise<ExitCode> {
  const folder = argumentOf(call, 0);
  const to = textOf(call, 'to') ?? call.folder;
  const report = await importing(call, folder, to);
  const { terminal } = call;
  if (terminal.json) terminal.document({ to: placeWords(to), resumedAfter: report.resumedAfter, ...report.from });
  else showDigests(terminal, [folder, report.from], [placeWords(to), report.to]);
  return EXIT.ok;
}

async function importing(call: Call, folder: string, to: string): Promise<CopyReport> {
  const steps = new Steps(call.terminal, { zh: '接收日志', en: 'import-log' }, ['looking', 'copying', 'checking']);
  try {
    const source = await ExportedLog.open(folder, (share) => steps.moved('looking', share));
    const target = await openLogAt(to, 'take', LOG_PLACES);
    try {
      return await copyLog(source, target, { onProgress: (step, share) => steps.moved(step, share) });
    } finally {
      await target.close();
    }
  } finally {
    steps.end();
  }
}

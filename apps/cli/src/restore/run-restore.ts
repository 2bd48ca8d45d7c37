import { restoreLedger, type RestoreReport, type RestoreStep } from '@ledger/moving';
import { vaultOptions } from '@ledger/runtime';
import type { Call } from '../frame/cli-command';
import { EXIT, type ExitCode } from '../frame/exit-codes';
import { LOG_PLACES } from '../frame/log-places';
import { ledgerOptions } from '../frame/open-ledger';
import { operatorOf } from '../frame/operator';
import { Steps } from '../frame/steps';
import { argumentOf, textOf } from '../frame/values';
import { plainNumber } from '../frame/words';

const STEPS: readonly RestoreStep[] = ['files', 'log', 'vault', 'keys'];

export async function runRestore(call: Call): Promise<ExitCode> {
  const report = await restoring(call);
  const { terminal } = call;
  const { manifest, destroyedAgain, behind } = report;
  if (behind)
    terminal.note({
      zh: `恢复的台账旧于所见：它有 ${plainNumber(manifest.events)} 个事件，${WITNESSES[behind.by].zh}已见过 ${plainNumber(behind.events)} 个；其后的 ${plainNumber(behind.events - manifest.events)} 个不在其中。`,
      en: `The restored ledger is older than what has been seen: it has ${plainNumber(manifest.events)} events, ${WITNESSES[behind.by].en} has seen ${plainNumber(behind.events)}; the ${plainNumber(behind.events - manifest.events)} after are not in it.`,
    });
  if (terminal.json) terminal.document(documentOf(report));
  else {
    terminal.say({
      zh: `已恢复 ${plainNumber(manifest.events)} 个事件到 ${report.folder}，已核验`,
      en: `Restored ${plainNumber(manifest.events)} events to ${report.folder}, and looked at them`,
    });
    terminal.line(`  id         ${manifest.ledgerId}`);
    terminal.line(`  position   ${manifest.asOf.position}  ${manifest.asOf.recordedAt}`);
    terminal.say({
      zh: `  重做的密钥销毁：${destroyedAgain.length}`,
      en: `  keys destroyed again: ${destroyedAgain.length}`,
    });
  }
  return EXIT.ok;
}

const WITNESSES = {
  list: { zh: '已销毁密钥清单', en: 'the list of destroyed keys' },
  'newer-log': { zh: '较新的日志', en: 'the newer log' },
} as const;

function documentOf({ folder, manifest, destroyedAgain, behind }: RestoreReport): object {
  const { ledgerId, events, digest, asOf } = manifest;
  return { folder, ledgerId, events, digest, asOf, destroyedAgain, ...(behind ? { behind } : {}) };
}

async function restoring(call: Call): Promise<RestoreReport> {
  const [given, list, newer] = ['masterKeyFile', 'destroyed', 'newerLog'].map((name) => textOf(call, name));
  const steps = new Steps(call.terminal, { zh: '恢复', en: 'restore' }, STEPS);
  try {
    return await restoreLedger(argumentOf(call, 0), argumentOf(call, 1), {
      vault: vaultOptions({ ...ledgerOptions(call), ...(given === undefined ? {} : { masterKeyFile: given }) }),
      now: () => new Date().toISOString(),
      actor: operatorOf(call, 'actor'),
      destroyed: list === undefined ? [] : [list],
      ...(newer === undefined ? {} : { newerLog: { place: newer, places: LOG_PLACES } }),
      onProgress: (step, share) => steps.moved(step, share),
    });
  } finally {
    steps.end();
  }
}

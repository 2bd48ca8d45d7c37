import { backupCommand } from './backup/backup.command';
import { caseCommand } from './case/case.command';
import { compensationsCommand } from './compensations/compensations.command';
import { decryptionsCommand } from './decryptions/decryptions.command';
import { demoCommand } from './demo/demo.command';
import { destroyedKeysCommand } from './destroyed-keys/destroyed-keys.command';
import { doCommand } from './do/do.command';
import { explainCommand } from './explain/explain.command';
import { exportCommand } from './export/export.command';
import { forgetCommand } from './forget/forget.command';
import { importLogCommand } from './import-log/import-log.command';
import { importCommand } from './import/import.command';
import { initCommand } from './init/init.command';
import { migrateCommand } from './migrate/migrate.command';
import { parkedCommand } from './parked/parked.command';
import { positionCommand } from './position/position.command';
import { publicityCommand } from './publicity/publicity.command';
import { rebuildCommand } from './rebuild/rebuild.command';
import { refusalsCommand } from './refusals/refusals.command';
import { replayCommand } from './replay/replay.command';
import { restoreCommand } from './restore/restore.command';
import { rulesCommand } from './rules/rules.command';
import { schemaCommand } from './schema/schema.command';
import { searchCommand } from './search/search.command';
import { simulateCommand } from './simulate/simulate.command';
import { statusCommand } from './status/status.command';
import { tokenCommand } from './token/token.command';
import { traceCommand } from './trace/trace.command';
import { verifyCommand } from './verify/verify.command';
import type { CliCommand } from './frame/cli-command';

/** All commands of the program, in the order of its help. */
export const COMMANDS: readonly CliCommand[] = [
  initCommand,
  schemaCommand,
  importCommand,
  doCommand,
  replayCommand,
  explainCommand,
  caseCommand,
  searchCommand,
  publicityCommand,
  positionCommand,
  traceCommand,
  rulesCommand,
  compensationsCommand,
  refusalsCommand,
  parkedCommand,
  rebuildCommand,
  statusCommand,
  verifyCommand,
  forgetCommand,
  decryptionsCommand,
  backupCommand,
  restoreCommand,
  destroyedKeysCommand,
  migrateCommand,
  exportCommand,
  importLogCommand,
  simulateCommand,
  demoCommand,
  tokenCommand,
];

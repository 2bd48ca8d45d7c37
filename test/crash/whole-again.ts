import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ledger, ledgerJson, linesOf, type ProgrammeLine } from '../cli/run-ledger';
import { CommandsInLog } from './commands-in-log';
import type { Imported, Kill } from './killed-import';
import { retold } from './retold';
import { firstOf, stands, type ToldAnswer } from './told-answers';

/** 核对: one thing that must hold, and the first of what speaks against it. */
export interface Check {
  readonly what: string;
  readonly faults: readonly string[];
}

const OUTCOMES = new Set(['accepted', 'refused', 'invalid', 'duplicate']);
const MAX_FAULTS = 5;

/** Everything that must hold after an import that was killed over and over, beside one of the same file that was not. */
export async function wholeAgain(
  file: string,
  kills: readonly Kill[],
  killed: Imported,
  unbroken: Imported,
): Promise<Check[]> {
  const commands = linesOf<ProgrammeLine>(file);
  const [log, whole] = await Promise.all([CommandsInLog.read(killed.data), CommandsInLog.read(unbroken.data)]);
  const [report, first] = [killed, unbroken].map((each) => linesOf<ReportLine>(each.report)) as [
    ReportLine[],
    ReportLine[],
  ];
  const checks: Check[] = [
    check('every kill fell between the first and the last event', killsOutside(kills, log)),
    check('the report has one line for each line, with an outcome', linesWithout(report, commands)),
    check('each command has one claim, and none is open', claimsAmiss(log, commands)),
    check('the log holds exactly the one outcome of each command', report.filter((line) => !stands(line, log)).map(id)),
    check('the outcomes, rules and flags are those of the unbroken import', otherOutcomes(report, first)),
    check(
      'whatever was answered before a kill stood in the log at death',
      kills.flatMap(({ lost }) => lost.map(id)),
    ),
    check('and stands there as answered at the end', notKept(kills, log)),
    check('streams, versions, types, times and data are those of the unbroken import', otherEvents(log, whole)),
    check('the payment files are those of the unbroken import', otherFiles(killed.outbox, unbroken.outbox)),
    check('position equals that of the unbroken import', await otherPosition(killed, unbroken)),
  ];
  return [...checks, ...(await verified(killed))];
}

interface ReportLine extends ToldAnswer {
  readonly line: number;
}

const check = (what: string, faults: readonly string[]): Check => ({ what, faults: faults.slice(0, MAX_FAULTS) });

const id = (answer: ToldAnswer): string => `${answer.id} ${answer.outcome}`;

const killsOutside = (kills: readonly Kill[], { head }: CommandsInLog): string[] =>
  kills.filter(({ position }) => position < 1 || position >= head).map(({ position }) => `position ${position}`);

function linesWithout(report: readonly ReportLine[], commands: readonly ProgrammeLine[]): string[] {
  const count = Math.max(report.length, commands.length);
  const faults = Array.from({ length: count }, (_, i) => {
    const line = report[i];
    const fits = line?.line === i + 1 && line.id === commands[i]?.id && OUTCOMES.has(line.outcome);
    return fits ? '' : `line ${i + 1}`;
  });
  return faults.filter((fault) => fault !== '');
}

/** The table of claims takes an id once; here each command of the file and of the log has its claim, which has ended. */
function claimsAmiss({ events, claims, openClaims }: CommandsInLog, commands: readonly ProgrammeLine[]): string[] {
  // The opening of a ledger is made by no command.
  const inLog = events.slice(1).map(({ command }) => command);
  const ids = new Set([...commands, ...inLog].map((each) => each.id));
  const amiss = [...ids].filter((each) => claims.get(each)?.status !== 'ended');
  return [...amiss.map((each) => `no ended claim of ${each}`), ...openClaims.map(({ commandId }) => commandId)];
}

function otherOutcomes(report: readonly ToldAnswer[], unbroken: readonly ToldAnswer[]): string[] {
  const told = (answer: ToldAnswer | undefined): string => {
    const { id: commandId, outcome, problem, flags } = answer ? firstOf(answer) : {};
    return [commandId, outcome, problem?.type, problem?.ruleId, flags].join(' ');
  };
  return report.filter((line, i) => told(line) !== told(unbroken[i])).map(id);
}

const notKept = (kills: readonly Kill[], log: CommandsInLog): string[] =>
  kills.flatMap(({ answered }) => answered.filter((answer) => !stands(answer, log)).map(id));

function otherEvents(log: CommandsInLog, whole: CommandsInLog): string[] {
  const [ours, theirs] = [retold(log.events), retold(whole.events)];
  const count = Math.max(ours.length, theirs.length);
  const differing = Array.from({ length: count }, (_, i) => i).filter((i) => ours[i] !== theirs[i]);
  return differing.map((i) => `${i + 1}: ${ours[i] ?? 'nothing'}\n   instead of ${theirs[i] ?? 'nothing'}`);
}

function otherFiles(ours: string, theirs: string): string[] {
  const names = [...new Set([ours, theirs].flatMap((folder) => readdirSync(folder)))];
  const text = (folder: string, name: string): string =>
    readdirSync(folder).includes(name) ? readFileSync(path.join(folder, name), 'utf8') : '';
  return names.filter((name) => text(ours, name) !== text(theirs, name));
}

async function otherPosition(killed: Imported, unbroken: Imported): Promise<string[]> {
  const [ours, theirs] = await Promise.all(
    [killed, unbroken].map(({ data }) => ledgerJson<{ balanced: boolean }>(['position', '--data', data])),
  );
  const balanced = ours?.balanced ? [] : ['the position does not balance'];
  return JSON.stringify(ours) === JSON.stringify(theirs) ? balanced : [...balanced, 'the positions differ'];
}

/** `ledger verify`: hashes, vault, rules of form, views against a rebuild, money. */
async function verified({ data }: Imported): Promise<Check[]> {
  const { code, stdout, stderr } = await ledger(['verify', '--data', data]);
  const lines = stdout.split('\n').filter((line) => /^[✓✗]/.test(line));
  const parts = lines.map((line) => check(`verify: ${line.slice(2)}`, line.startsWith('✓') ? [] : [line]));
  return [...parts, check('ledger verify ends with 0', code === 0 ? [] : [`it ended with ${code}: ${stderr}`])];
}

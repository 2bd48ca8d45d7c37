import { existsSync } from 'node:fs';
import type { Answer, Problem } from '@ledger/commanding';
import type { Actor } from '@ledger/kernel';
import { importFile, importHands, ReportOverInput, type ImportResult, type Ledger } from '@ledger/runtime';
import { serviceOf } from '../do/run-do';
import { newLedger } from '../init/new-ledger';
import type { Call } from '../frame/cli-command';
import { EXIT, type ExitCode } from '../frame/exit-codes';
import { writing } from '../frame/open-ledger';
import { operatorOf } from '../frame/operator';
import { CallRefused } from '../frame/problem';
import { ProgressLine } from '../frame/progress-line';
import type { Terminal } from '../frame/terminal';
import type { Service } from '../service/service';
import { argumentOf, textOf } from '../frame/values';
import { duration, plainNumber } from '../frame/words';

export async function runImport(call: Call): Promise<ExitCode> {
  const file = argumentOf(call, 0);
  if (!existsSync(file))
    throw new CallRefused('no-file', { zh: `没有文件 ${file}。`, en: `There is no file ${file}.` }, EXIT.refused);
  const service = await serviceOf(call);
  if (service) return importThrough(call, service, file);
  const clock = textOf(call, 'clock');
  const operator = operatorOf(call, 'operator');
  return writing(call, { create: newLedger(clock, undefined) }, async (execute, _ask, ledger) => {
    const { about, repaired } = ledger.parts;
    if (clock !== undefined && clock !== about.clock)
      throw new CallRefused(
        'other-clock',
        {
          zh: `此台账的时钟是 ${about.clock}，建账后不能更改。`,
          en: `This ledger's clock is ${about.clock}, for good.`,
        },
        EXIT.refused,
      );
    if (repaired.length > 0)
      call.terminal.note({
        zh: `已续完上次中断的 ${repaired.length} 条命令。`,
        en: `Ran ${repaired.length} commands on that were interrupted.`,
      });
    const result = await importing(call, await importHands(ledger, execute), {
      file,
      operator: about.clock === 'real' ? operator : undefined,
      watch: () => tellOfFailure(call.terminal, ledger),
    });
    return ended(call, result);
  });
}

/** Through a service each line is its holder's of the token own act: what others did is imported beside a ledger that nobody serves. */
async function importThrough(call: Call, service: Service, file: string): Promise<ExitCode> {
  const { id, role, unit } = service.actor;
  const result = await importing(
    call,
    {
      execute: (request) => {
        const { actor } = request;
        const isOwn = actor?.id === id && actor.role === role && actor.unit === unit;
        return isOwn ? service.give(request) : Promise.resolve(foreign(request.id));
      },
      handles: new Set(),
      caughtUp: () => Promise.resolve(),
    },
    { file },
  );
  return ended(call, result);
}

const foreign = (id: string): Answer => ({
  id,
  outcome: 'invalid',
  problem: {
    type: '/problems/foreign-actor',
    detail: '此行的操作人不是令牌持有人；经由服务只能导入本人的操作。',
    detailEn:
      'Another acts in this line than the holder of the token; through a service everybody imports their own acts.',
  },
});

function ended(call: Call, result: ImportResult): ExitCode {
  show(call.terminal, result, textOf(call, 'report'));
  if (!result.whole) return EXIT.interrupted;
  return result.invalid > 0 ? EXIT.refused : EXIT.ok;
}

interface Importing {
  readonly file: string;
  readonly operator?: Actor;
  /** Looks from time to time at what the import may be waiting for. */
  watch?(): void;
}

async function importing(
  call: Call,
  hands: Awaited<ReturnType<typeof importHands>>,
  { file, operator, watch }: Importing,
): Promise<ImportResult> {
  const stop = new AbortController();
  const onSignal = (): void => stop.abort();
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  const progress = new ProgressLine(call.terminal, { zh: '导入', en: 'import' }, { zh: '条命令', en: 'commands' });
  let unwritten: Answer | undefined;
  const watching = setInterval(() => {
    watch?.();
    if (unwritten?.problem) tellOfRetry(call.terminal, unwritten.problem);
    unwritten = undefined;
  }, FAILURE_LOOK_MS);
  try {
    return await importFile(hands, file, {
      report: textOf(call, 'report'),
      operator,
      signal: stop.signal,
      onRetry: (answer) => {
        unwritten = answer;
      },
      onProgress: ({ lines, share, commandsPerSecond, secondsLeft }) =>
        progress.moved({ share, done: lines, perSecond: commandsPerSecond, secondsLeft }),
    });
  } catch (error) {
    if (!(error instanceof ReportOverInput)) throw error;
    throw new CallRefused('report-over-input', {
      zh: '报告文件不能是被导入的文件。',
      en: 'The report must not be the file that is imported.',
    });
  } finally {
    clearInterval(watching);
    progress.end();
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
}

const FAILURE_LOOK_MS = 5_000;

/** An import waits for what a process must do outside (a payment file); the operator must know what it waits for. */
function tellOfFailure(terminal: Terminal, { parts }: Ledger): void {
  const { failure } = parts.background;
  if (!failure) return;
  terminal.remark(
    terminal.text({
      zh: `流程 ${failure.process} 在位置 ${failure.position} 受阻，正在重试：${failure.error}`,
      en: `The process ${failure.process} is stuck at position ${failure.position} and tries again: ${failure.error}`,
    }),
  );
}

/** Nothing more can be written for now; the import goes on by itself when it can. */
const tellOfRetry = (terminal: Terminal, { detail, detailEn }: Problem): void =>
  terminal.remark(
    terminal.text({ zh: `导入暂停，正在重试：${detail}`, en: `The import stands still and tries again: ${detailEn}` }),
  );

function show(terminal: Terminal, result: ImportResult, report: string | undefined): void {
  const { lines, accepted, refused, invalid, duplicate, events, seconds, whole, refusedBy } = result;
  const commandsPerSecond = seconds > 0 ? Math.round(lines / seconds) : 0;
  if (terminal.json) {
    terminal.document({ ...result, commandsPerSecond, ...(report && whole ? { report } : {}) });
    return;
  }
  terminal.say(
    whole
      ? { zh: `已处理 ${plainNumber(lines)} 行`, en: `Worked through ${plainNumber(lines)} lines` }
      : { zh: `已中断，处理了 ${plainNumber(lines)} 行`, en: `Interrupted after ${plainNumber(lines)} lines` },
  );
  terminal.table(
    [{ head: { zh: '结果', en: 'Outcome' } }, { head: { zh: '行数', en: 'Lines' }, right: true }],
    [
      [terminal.text({ zh: '已受理', en: 'accepted' }), plainNumber(accepted)],
      [terminal.text({ zh: '已拒绝', en: 'refused' }), plainNumber(refused)],
      [terminal.text({ zh: '无效', en: 'invalid' }), plainNumber(invalid)],
      [terminal.text({ zh: '重复', en: 'duplicate' }), plainNumber(duplicate)],
    ],
  );
  const rules = Object.entries(refusedBy).map(([rule, count]) => `${rule} ${count}`);
  if (rules.length > 0) terminal.line(rules.join('  '));
  terminal.say({
    zh: `${plainNumber(events)} 个事件，${duration(seconds)}，每秒 ${plainNumber(commandsPerSecond)} 条命令`,
    en: `${plainNumber(events)} events, ${duration(seconds)}, ${plainNumber(commandsPerSecond)} commands a second`,
  });
  if (report && whole) terminal.say({ zh: `报告：${report}`, en: `Report: ${report}` });
}

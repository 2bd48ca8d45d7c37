import { runPosition } from '../position/run-position';
import { runRefusals } from '../refusals/run-refusals';
import { runReplay } from '../replay/run-replay';
import type { Call } from '../frame/cli-command';
import { EXIT, type ExitCode } from '../frame/exit-codes';
import { writing } from '../frame/open-ledger';
import { duration, plainNumber } from '../frame/words';
import { giveProgramme, programmeOptions, type ProgrammeRun } from '../simulate/programme-run';
import { ThrowawayFolder } from '../simulate/throwaway';
import { runVerify } from '../verify/run-verify';
import { EventfulCase } from './eventful-case';
import { serveDemo } from './serve-demo';

/** The whole programme on a fresh ledger, then what an official, an auditor and an engineer would ask first. */
export async function runDemo(call: Call): Promise<ExitCode> {
  const { terminal } = call;
  const folder = new ThrowawayFolder();
  const demo: Call = { ...call, folder: folder.data };
  const eventful = new EventfulCase();
  const opened = performance.now();
  const run = await writing(
    demo,
    { create: { clock: 'simulated' }, outbox: folder.outbox },
    async (_execute, _ask, ledger) => {
      const given = await giveProgramme(call, ledger, programmeOptions(call), (step, answer) =>
        eventful.see(step, answer),
      );
      await ledger.parts.background.viewsSeen(await ledger.parts.store.head(), VIEWS_TIMEOUT_MS);
      return given;
    },
  );
  tell(call, run);
  await ask(demo, 'position');
  await ask(demo, 'refusals');
  const told = eventful.best();
  for (const moment of told?.moments ?? []) {
    terminal.line();
    await ask(demo, 'replay', [told?.caseId], { asOf: moment });
  }
  const sound = call.options['once'] === true ? await ask(demo, 'verify') : EXIT.ok;
  terminal.line();
  terminal.say({
    zh: `全程 ${duration((performance.now() - opened) / 1000)}；数据在 ${folder.data}，支付文件在 ${folder.outbox}`,
    en: `${duration((performance.now() - opened) / 1000)} in all; the data lies in ${folder.data}, payment files in ${folder.outbox}`,
  });
  if (call.options['once'] === true) return sound;
  return serveDemo(demo, folder.outbox);
}

const VIEWS_TIMEOUT_MS = 120_000;

/** What is asked of the ledger in the end, each a command of its own. */
const QUESTIONS = { position: runPosition, refusals: runRefusals, replay: runReplay, verify: runVerify };

/** Runs another command of this program on the demonstration's folder, as its user would. */
async function ask(
  demo: Call,
  name: keyof typeof QUESTIONS,
  words: readonly (string | undefined)[] = [],
  options: Call['options'] = {},
): Promise<ExitCode> {
  demo.terminal.line();
  demo.terminal.heading({ zh: `ledger ${name}`, en: `ledger ${name}` });
  return QUESTIONS[name]({ ...demo, arguments: words, options });
}

function tell({ terminal }: Call, { commands, outcomes, events, seconds }: ProgrammeRun): void {
  const perSecond = Math.round(commands / seconds);
  terminal.say({
    zh: `${plainNumber(commands)} 条命令(${plainNumber(outcomes['accepted'] ?? 0)} 受理，${plainNumber(outcomes['refused'] ?? 0)} 拒绝)，${plainNumber(events)} 个事件，${duration(seconds)}，每秒 ${plainNumber(perSecond)} 条，每条都先落盘后答复`,
    en: `${plainNumber(commands)} commands (${plainNumber(outcomes['accepted'] ?? 0)} accepted, ${plainNumber(outcomes['refused'] ?? 0)} refused), ${plainNumber(events)} events, ${duration(seconds)}, ${plainNumber(perSecond)} a second, each durable before it was answered`,
  });
}

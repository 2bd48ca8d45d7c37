import type { Answer, EventSummary } from '@ledger/commanding';
import { runProgramme, type ProgrammeOptions, type Step } from '@ledger/simulation';
import type { Ledger } from '@ledger/runtime';
import type { Call } from '../frame/cli-command';
import { ProgressLine } from '../frame/progress-line';
import { countIn } from '../frame/values';

const MAX_LEARNERS = 200_000;
const MAX_SEED = 4_294_967_295;
/** Of the simulated mix; only the progress bar believes it. */
const COMMANDS_PER_LEARNER = 11;
const SET_UP_COMMANDS = 260;

export const programmeOptions = (call: Call): ProgrammeOptions => ({
  learners: countIn(call, 'learners', MAX_LEARNERS) ?? 2_000,
  seed: countIn(call, 'seed', MAX_SEED) ?? 2_019,
});

/** What a run of the programme came to. */
export interface ProgrammeRun {
  readonly commands: number;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly refusedBy: Readonly<Record<string, number>>;
  readonly events: number;
  readonly seconds: number;
}

/** Commands that wait for the disk together. */
const MAX_OUTSTANDING = 256;

/**
 * Gives the programme to a ledger in order: a command starts once the one before is written and the processes have reacted
 * to it; many wait for the disk together. `seen` is told each answer once it is durable, in order.
 */
export async function giveProgramme(
  call: Call,
  ledger: Ledger,
  options: ProgrammeOptions,
  seen: (step: Step, answer: Answer) => void = () => undefined,
): Promise<ProgrammeRun> {
  const tally = new ProgrammeTally(call, options);
  const outstanding: { readonly step: Step; readonly answer: Promise<Answer> }[] = [];
  const tellFirst = async (): Promise<void> => {
    const first = outstanding.shift();
    if (!first) return;
    const answer = await first.answer;
    seen(first.step, answer);
    tally.count(answer);
  };
  await runProgramme(options, async (step) => {
    const { written, answer } = begin(ledger, step);
    outstanding.push({ step, answer });
    if (outstanding.length >= MAX_OUTSTANDING) await tellFirst();
    return written;
  });
  while (outstanding.length > 0) await tellFirst();
  return tally.end();
}

/** Starts a command. `written` resolves once the next may start: at once when it is accepted, else with the answer. */
function begin(
  ledger: Ledger,
  { id, at, actor, command, data }: Step,
): { written: Promise<Answer>; answer: Promise<Answer> } {
  const { background } = ledger.parts;
  let tell: (events: readonly EventSummary[]) => void = () => undefined;
  const told = new Promise<readonly EventSummary[]>((resolve) => {
    tell = resolve;
  });
  const answer = ledger.execute({ id, at, actor, command, data }, tell);
  // A failure reaches the caller where the answer is awaited.
  answer.catch(() => undefined);
  const written = Promise.race([told, answer.then(() => [])]).then(async (events): Promise<Answer> => {
    if (events.length === 0) return answer;
    if (!events.some(({ type }) => background.handles.has(type))) return { id, outcome: 'accepted', events };
    const whole = await answer;
    if (whole.position !== undefined) await background.processed(whole.position);
    return whole;
  });
  return { written, answer };
}

/** Counts answers and moves the progress bar. */
class ProgrammeTally {
  private readonly outcomes: Record<string, number> = {};
  private readonly refusedBy: Record<string, number> = {};
  private readonly from = performance.now();
  private readonly expected: number;
  private readonly progress: ProgressLine;
  private commands = 0;
  private events = 0;

  constructor({ terminal }: Call, { learners }: ProgrammeOptions) {
    this.expected = SET_UP_COMMANDS + learners * COMMANDS_PER_LEARNER;
    this.progress = new ProgressLine(terminal, { zh: '模拟', en: 'simulation' }, { zh: '条命令', en: 'commands' });
  }

  count(answer: Answer): void {
    const { expected } = this;
    this.commands++;
    this.events += answer.events?.length ?? 0;
    this.outcomes[answer.outcome] = (this.outcomes[answer.outcome] ?? 0) + 1;
    const ruleId = answer.outcome === 'refused' ? answer.problem?.ruleId : undefined;
    if (ruleId !== undefined) this.refusedBy[ruleId] = (this.refusedBy[ruleId] ?? 0) + 1;
    const perSecond = Math.round(this.commands / this.seconds);
    const secondsLeft = Math.max(0, expected - this.commands) / perSecond;
    this.progress.moved({ share: Math.min(1, this.commands / expected), done: this.commands, perSecond, secondsLeft });
  }

  end(): ProgrammeRun {
    this.progress.end();
    const { commands, outcomes, refusedBy, events, seconds } = this;
    return { commands, outcomes, refusedBy, events, seconds };
  }

  private get seconds(): number {
    return (performance.now() - this.from) / 1000;
  }
}

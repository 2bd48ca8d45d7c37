import { setTimeout } from 'node:timers/promises';
import type { Answer, CommandRequest, EventSummary, OnWritten } from '@ledger/commanding';
import type { Actor, Position } from '@ledger/kernel';
import { askedBy } from './import-request';
import type { InputLine } from './input-lines';

/** What an import may do with a ledger. */
export interface ImportHands {
  execute(request: CommandRequest, onWritten: OnWritten): Promise<Answer>;
  /** Event types that some process reacts to: what follows must not overtake the reaction. */
  readonly handles: ReadonlySet<string>;
  /** Resolves when every process has reacted to all events up to the position. */
  caughtUp(position: Position): Promise<void>;
}

export interface ImportOptions {
  /** Who runs the import, beside the actors of the lines; absent on a simulated ledger. */
  readonly operator?: Actor;
  /** Told each answer in the order of the lines. */
  onAnswer(line: InputLine, answer: Answer): void | Promise<void>;
  /** Ends the import before the next line; what is under way is still answered. */
  readonly signal?: AbortSignal;
}

/** Answers that are waited for at the same time: so many commands share one sync of the disk. */
const MAX_OUTSTANDING = 256;
const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 1_000;
const NOTHING: readonly EventSummary[] = [];

interface UnderWay {
  readonly line: InputLine;
  readonly answer: Promise<Answer>;
}

/**
 * 导入: gives commands to the ledger in the order of their lines. A command starts once the one before is written, so that
 * the same file makes the same streams everywhere, and many wait for the disk together. Never stops at a bad line.
 * Resolves to false when it was ended before the last line.
 */
export async function importCommands(
  lines: AsyncIterable<readonly InputLine[]>,
  hands: ImportHands,
  options: ImportOptions,
): Promise<boolean> {
  let whole = true;
  const underWay: UnderWay[] = [];
  const tellFirst = async (): Promise<void> => {
    const first = underWay.shift();
    if (first) await options.onAnswer(first.line, await first.answer);
  };
  for await (const batch of lines) {
    for (const line of batch) {
      whole = options.signal?.aborted !== true;
      if (!whole) break;
      underWay.push(await taken(line, hands, options.operator));
      if (underWay.length >= MAX_OUTSTANDING) await tellFirst();
    }
    if (!whole) break;
  }
  while (underWay.length > 0) await tellFirst();
  return whole;
}

/** Takes a line up to where the next may be taken: its command is written, and no process has to react to it first. */
async function taken(line: InputLine, hands: ImportHands, operator: Actor | undefined): Promise<UnderWay> {
  const asked = askedBy(line, operator);
  if ('answer' in asked) return { line, answer: Promise.resolve(asked.answer) };
  const { written, answer } = begin(asked.request, hands);
  const events = await written;
  if (events.some(({ type }) => hands.handles.has(type))) {
    const { position } = await answer;
    if (position !== undefined) await hands.caughtUp(position);
  }
  return { line, answer };
}

/** Starts a command. `written` resolves when the next may start, with what was written. */
function begin(
  request: CommandRequest,
  hands: ImportHands,
): { readonly written: Promise<readonly EventSummary[]>; readonly answer: Promise<Answer> } {
  let tell: (events: readonly EventSummary[]) => void = () => undefined;
  const told = new Promise<readonly EventSummary[]>((resolve) => {
    tell = resolve;
  });
  const answer = untilAnswered(request, hands, tell);
  // A failure reaches the caller where the answer is awaited, in the order of the lines.
  answer.catch(() => undefined);
  return { written: Promise.race([told, answer.then(() => NOTHING)]), answer };
}

/** A conflict was not written: the same command is given again until it has its outcome. */
async function untilAnswered(request: CommandRequest, hands: ImportHands, onWritten: OnWritten): Promise<Answer> {
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
    const answer = await hands.execute(request, onWritten);
    if (answer.outcome !== 'conflict' && answer.outcome !== 'unavailable') return answer;
    await setTimeout(pauseMs);
  }
}

import { once } from 'node:events';
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
  /** How often what was written has fallen, not durable: then the commands that fell come first, in their order. */
  readonly falls?: () => number;
  /** Resolves when every process has reacted to all events up to the position. */
  caughtUp(position: Position): Promise<void>;
}

export interface ImportOptions {
  /** Who runs the import, beside the actors of the lines; absent on a simulated ledger. */
  readonly operator?: Actor;
  /** Told each answer in the order of the lines. */
  onAnswer(line: InputLine, answer: Answer): void | Promise<void>;
  /** Ends the import before the next line; what is under way is still answered, unless it cannot be written. */
  readonly signal?: AbortSignal;
  /** Told each time that a command could not be written and is tried again. */
  onRetry?(answer: Answer): void;
}

/** Answers that are waited for at the same time: so many commands share one sync of the disk. */
const MAX_OUTSTANDING = 256;
const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 1_000;
const NOTHING: readonly EventSummary[] = [];

interface UnderWay {
  readonly line: InputLine;
  /** Undefined when the import was ended before the command could be written. */
  readonly answer: Promise<Answer | undefined>;
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
  let falls = hands.falls?.() ?? 0;
  let last: Promise<unknown> = Promise.resolve();
  const underWay: UnderWay[] = [];
  const tellFirst = async (): Promise<void> => {
    const first = underWay.shift();
    const answer = await first?.answer;
    if (first && answer) await options.onAnswer(first.line, answer);
    else whole = false;
  };
  for await (const batch of lines) {
    for (const line of batch) {
      if (options.signal?.aborted) whole = false;
      if (!whole) break;
      if (hands.falls && hands.falls() !== falls) {
        await Promise.all(underWay.map(({ answer }) => answer));
        falls = hands.falls();
      }
      const next = await taken(line, hands, options, last);
      underWay.push(next);
      last = next.answer;
      if (underWay.length >= MAX_OUTSTANDING) await tellFirst();
    }
    if (!whole) break;
  }
  while (underWay.length > 0) await tellFirst();
  return whole;
}

/** Takes a line up to where the next may be taken: its command is written, and no process has to react to it first. */
async function taken(
  line: InputLine,
  hands: ImportHands,
  options: ImportOptions,
  before: Promise<unknown>,
): Promise<UnderWay> {
  const asked = askedBy(line, options.operator);
  if ('answer' in asked) return { line, answer: Promise.resolve(asked.answer) };
  const { written, answer } = begin(asked.request, hands, options, before);
  const events = await written;
  if (events.some(({ type }) => hands.handles.has(type))) {
    const position = (await answer)?.position;
    if (position !== undefined) await orEnded(hands.caughtUp(position), options.signal);
  }
  return { line, answer };
}

/** Starts a command. `written` resolves when the next may start, with what was written. */
function begin(
  request: CommandRequest,
  hands: ImportHands,
  options: ImportOptions,
  before: Promise<unknown>,
): { readonly written: Promise<readonly EventSummary[]>; readonly answer: UnderWay['answer'] } {
  let tell: (events: readonly EventSummary[]) => void = () => undefined;
  const told = new Promise<readonly EventSummary[]>((resolve) => {
    tell = resolve;
  });
  const answer = untilAnswered(request, hands, tell, options, before);
  // A failure reaches the caller where the answer is awaited, in the order of the lines.
  answer.catch(() => undefined);
  return { written: Promise.race([told, answer.then(() => NOTHING)]), answer };
}

/**
 * A conflict was not written: the same command is given again until it has its outcome. Where several fell together, the
 * one of the line before has its outcome first.
 */
async function untilAnswered(
  request: CommandRequest,
  hands: ImportHands,
  onWritten: OnWritten,
  { signal, onRetry }: ImportOptions,
  before: Promise<unknown>,
): Promise<Answer | undefined> {
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
    const answer = await hands.execute(request, onWritten);
    if (answer.outcome !== 'conflict' && answer.outcome !== 'unavailable') return answer;
    onRetry?.(answer);
    await before;
    if (signal?.aborted) return undefined;
    await setTimeout(pauseMs);
  }
}

/** Waits, but not longer than the import lasts: a process may be stuck until somebody mends what it needs. */
async function orEnded(work: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (!signal) return work;
  const ended = new AbortController();
  try {
    await Promise.race([work, once(signal, 'abort', { signal: ended.signal }).catch(() => undefined)]);
  } finally {
    ended.abort();
  }
}

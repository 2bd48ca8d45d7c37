import type { Answer, CommandRequest, OnWritten } from '@ledger/commanding';
import { importCommands, type ImportHands, type ImportOptions } from './import-commands';
import type { InputLine } from './input-lines';

const idOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const numberOf = ({ id }: { readonly id: string }): number => Number(id.slice(-12));
const actor = { id: 'clerk-1', role: 'CLERK', unit: 'XC-411002' };

async function* linesOf(...texts: readonly string[]): AsyncGenerator<readonly InputLine[]> {
  yield texts.map((text, i) => ({ line: i + 1, text, endsAt: i }));
}

const command = (n: number): string => JSON.stringify({ id: idOf(n), actor, command: 'Act', data: {} });

const accepted = ({ id }: CommandRequest, type = 'Acted'): Answer => ({
  id,
  outcome: 'accepted',
  position: Number(id.slice(-12)),
  events: [{ stream: 'case-1', version: 1, type }],
});

/** A ledger as the import sees it, which notes what happens in which order. */
function watched(execute: (request: CommandRequest, onWritten: OnWritten) => Promise<Answer>) {
  const notes: string[] = [];
  const hands: ImportHands = {
    execute: (request, onWritten) => {
      notes.push(`start ${numberOf(request)}`);
      return execute(request, (events) => {
        notes.push(`written ${numberOf(request)}`);
        onWritten(events);
      });
    },
    handles: new Set(['PayoutSettled']),
    caughtUp: (position) => {
      notes.push(`reacted to ${position}`);
      return Promise.resolve();
    },
  };
  const answers: string[] = [];
  const run = (
    lines: AsyncIterable<readonly InputLine[]>,
    more: Partial<ImportOptions> = {},
    other: Partial<ImportHands> = {},
  ) =>
    importCommands(
      lines,
      { ...hands, ...other },
      {
        onAnswer: ({ line }, { outcome }) => {
          answers.push(`${line} ${outcome}`);
          notes.push(`answer ${line}`);
        },
        ...more,
      },
    );
  return { notes, answers, run };
}

const later = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('importing commands', () => {
  it('starts a command once the one before is written, and does not wait until it is durable', async () => {
    let sync: () => void = () => undefined;
    const durable = new Promise<void>((resolve) => {
      sync = resolve;
    });
    const ledger = watched(async (request, onWritten) => {
      await later();
      onWritten([]);
      if (numberOf(request) === 3) sync();
      await durable;
      return accepted(request);
    });
    expect(await ledger.run(linesOf(command(1), command(2), command(3)))).toBe(true);
    expect(ledger.notes).toEqual([
      'start 1',
      'written 1',
      'start 2',
      'written 2',
      'start 3',
      'written 3',
      'answer 1',
      'answer 2',
      'answer 3',
    ]);
  });

  it('tells the answers in the order of the lines, bad lines among them', async () => {
    const ledger = watched(async (request, onWritten) => {
      onWritten([]);
      for (let i = numberOf(request); i < 4; i += 1) await later();
      return accepted(request);
    });
    await ledger.run(linesOf(command(1), '{"id":', command(2), '', command(3)));
    expect(ledger.answers).toEqual(['1 accepted', '2 invalid', '3 accepted', '4 invalid', '5 accepted']);
  });

  it('lets a process react to an event before the next command starts', async () => {
    const ledger = watched(async (request, onWritten) => {
      const answer = accepted(request, numberOf(request) === 1 ? 'PayoutSettled' : 'Acted');
      onWritten(answer.events ?? []);
      await later();
      return answer;
    });
    await ledger.run(linesOf(command(1), command(2)));
    expect(ledger.notes.slice(0, 4)).toEqual(['start 1', 'written 1', 'reacted to 1', 'start 2']);
    expect(ledger.notes).not.toContain('reacted to 2');
  });

  it('repeats a command that met a conflict until it has its outcome, before the next starts', async () => {
    const tries: Answer['outcome'][] = ['conflict', 'unavailable', 'accepted'];
    const ledger = watched(async (request, onWritten) => {
      const outcome = numberOf(request) === 1 ? tries.shift() : 'accepted';
      if (outcome !== 'accepted') return { id: request.id, outcome: outcome ?? 'conflict' };
      onWritten([]);
      return accepted(request);
    });
    await ledger.run(linesOf(command(1), command(2)));
    expect(ledger.notes).toEqual([
      'start 1',
      'start 1',
      'start 1',
      'written 1',
      'start 2',
      'written 2',
      'answer 1',
      'answer 2',
    ]);
    expect(ledger.answers).toEqual(['1 accepted', '2 accepted']);
  });

  it('goes on after an answer without anything written, such as a duplicate', async () => {
    const ledger = watched(async ({ id }) => ({ id, outcome: 'duplicate' }));
    await ledger.run(linesOf(command(1), command(2)));
    expect(ledger.answers).toEqual(['1 duplicate', '2 duplicate']);
  });

  it('never has more than 256 commands waiting for the disk', async () => {
    let waiting = 0;
    let most = 0;
    const ledger = watched(async (request, onWritten) => {
      waiting += 1;
      most = Math.max(most, waiting);
      onWritten([]);
      for (let i = 0; i < 300; i += 1) await later();
      waiting -= 1;
      return accepted(request);
    });
    await ledger.run(linesOf(...Array.from({ length: 600 }, (_, i) => command(i + 1))));
    expect(most).toBe(256);
    expect(ledger.answers).toHaveLength(600);
  });

  it('stops with the error of a ledger that can take no more', async () => {
    const ledger = watched(async (request, onWritten) => {
      if (numberOf(request) === 2) throw new Error('disk full');
      onWritten([]);
      return accepted(request);
    });
    await expect(ledger.run(linesOf(command(1), command(2), command(3)))).rejects.toThrow('disk full');
    expect(ledger.answers).toEqual([]);
    expect(ledger.notes).not.toContain('start 3');
  });

  it('ends before the next line when asked to, with an answer for every command that was begun', async () => {
    const ending = new AbortController();
    const ledger = watched(async (request, onWritten) => {
      if (numberOf(request) === 2) ending.abort();
      onWritten([]);
      await later();
      return accepted(request);
    });
    const whole = await ledger.run(linesOf(command(1), command(2), command(3)), { signal: ending.signal });
    expect(whole).toBe(false);
    expect(ledger.answers).toEqual(['1 accepted', '2 accepted']);
  });

  it('gives commands that fell together again in their order, before any later one starts', async () => {
    let falls = 0;
    let fall: () => void = () => undefined;
    const fallen = new Promise<void>((resolve) => {
      fall = resolve;
    });
    const ledger = watched(async (request, onWritten) => {
      onWritten([]);
      if (falls > 0) return accepted(request);
      if (numberOf(request) === 2) {
        falls = 1;
        fall();
      }
      await fallen;
      // The later one hears of it first.
      if (numberOf(request) === 1) await later();
      return { id: request.id, outcome: 'unavailable' };
    });
    await ledger.run(linesOf(command(1), command(2), command(3)), {}, { falls: () => falls });
    expect(ledger.notes.filter((note) => note.startsWith('start'))).toEqual([
      'start 1',
      'start 2',
      'start 1',
      'start 2',
      'start 3',
    ]);
    expect(ledger.answers).toEqual(['1 accepted', '2 accepted', '3 accepted']);
  });

  it('ends when asked to although nothing can be written, and tells that it was trying', async () => {
    const ending = new AbortController();
    const told: string[] = [];
    const ledger = watched(async ({ id }) => ({ id, outcome: 'unavailable' }));
    const whole = await ledger.run(linesOf(command(1), command(2)), {
      signal: ending.signal,
      onRetry: ({ outcome }) => {
        told.push(outcome);
        if (told.length === 2) ending.abort();
      },
    });
    expect([whole, told, ledger.answers]).toEqual([false, ['unavailable', 'unavailable'], []]);
  });

  it('ends when asked to although a process is stuck', async () => {
    const ending = new AbortController();
    const ledger = watched(async (request, onWritten) => {
      const answer = accepted(request, 'PayoutSettled');
      onWritten(answer.events ?? []);
      setImmediate(() => ending.abort());
      return answer;
    });
    const stuck = { caughtUp: () => new Promise<void>(() => undefined) };
    expect(await ledger.run(linesOf(command(1), command(2)), { signal: ending.signal }, stuck)).toBe(false);
    expect(ledger.answers).toEqual(['1 accepted']);
  });
});

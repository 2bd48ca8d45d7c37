import type { EventStore, Slice, Subscription } from '@ledger/eventlog';
import type { Answer } from '@ledger/commanding';
import type { RecordedEvent } from '@ledger/kernel';
import { caseStream, type CaseState } from '@ledger/streams';
import type { ProcessHands, ProcessManager } from './process-manager';
import { ProcessRunner } from './process-runner';
import { settleDue } from './settle-due.process';

const settled = {
  position: 7,
  stream: 'case-1',
  version: 9,
  type: 'PayoutSettled',
  unit: 'XC-411002',
} as RecordedEvent;

/** A log that delivers one event, and the checkpoints kept beside it. */
function over(processes: readonly ProcessManager[], hands: Partial<ProcessHands> = {}) {
  let ended: Promise<void> = Promise.resolve();
  // Nothing else of a store is asked for here.
  const store = {
    subscribe: (_after: number, handle: (slice: Slice) => void | Promise<void>): Subscription => {
      ended = Promise.resolve(handle({ events: [settled], next: 7, atEnd: true }));
      return { ended, close: () => ended };
    },
  } as unknown as EventStore;
  const kept = new Map<string, number>();
  const checkpoints = {
    checkpoint: (name: string) => kept.get(name) ?? 0,
    keepCheckpoints: (positions: ReadonlyMap<string, number>) =>
      positions.forEach((position, name) => void kept.set(name, position)),
  };
  return { runner: new ProcessRunner(store, processes, hands as ProcessHands, checkpoints), kept };
}

describe('a process whose command was not written', () => {
  const state: CaseState = { ...caseStream.initial(), pendingDueFen: 0 };
  const hands = (answers: Answer['outcome'][]): Partial<ProcessHands> => ({
    load: async () => ({ stream: 'case-1', version: 9, state }) as never,
    commandId: () => 'c',
    execute: async ({ id }) => ({ id, outcome: answers.shift() ?? 'accepted' }),
  });

  it('gives it again until it has its outcome: a recovery is not forgotten over a full disk', async () => {
    const answers: Answer['outcome'][] = ['unavailable', 'conflict'];
    const { runner, kept } = over([settleDue], hands(answers));
    await runner.start();
    await runner.caughtUp(7);
    expect([answers, kept.get('settle-due'), runner.failure]).toEqual([[], 7, undefined]);
  });

  it('takes a refusal for an outcome', async () => {
    const { runner, kept } = over([settleDue], hands(['refused']));
    await runner.start();
    await runner.caughtUp(7);
    expect(kept.get('settle-due')).toBe(7);
  });
});

describe('a process that is stuck', () => {
  it('says at what, and ends at once when the ledger is closed, its event still to be reacted to', async () => {
    const stuck: ProcessManager = {
      name: 'stuck',
      handles: new Set(['PayoutSettled']),
      react: () => Promise.reject(new Error('no such folder')),
    };
    const { runner, kept } = over([stuck]);
    await runner.start();
    await Promise.resolve();
    await Promise.resolve();
    expect(runner.failure).toEqual({ process: 'stuck', position: 7, error: 'no such folder' });
    const startedAt = performance.now();
    await runner.close();
    expect(performance.now() - startedAt).toBeLessThan(150);
    expect(kept.size).toBe(0);
  });
});

describe('processes over a log that cannot be read on', () => {
  it('tell who waits for them, instead of ending the program', async () => {
    const damaged = new Error('the log is damaged: an event is missing (position 5)');
    // Nothing else of a store is asked for here.
    const store = {
      subscribe: (): Subscription => ({ ended: Promise.reject(damaged), close: () => Promise.resolve() }),
    } as unknown as EventStore;
    const runner = new ProcessRunner(store, [settleDue], {} as ProcessHands, {
      checkpoint: () => 4,
      keepCheckpoints: () => undefined,
    });
    await runner.start();
    const waiting = runner.caughtUp(7);
    await expect(waiting).rejects.toBe(damaged);
    await expect(runner.caughtUp(7)).rejects.toBe(damaged);
    await runner.caughtUp(4);
    expect(runner.failure?.error).toContain('position 5');
  });
});

import type { RecordedEvent } from '@ledger/kernel';
import { LogDamaged, type EventStore, type Slice } from '../event-store.port';
import { nextTurn } from '../next-turn';
import { failureOf, kept, namesOf, wholeLog } from './an-event';
import type { Subject } from './log-under-test';

/** Catch-up subscriptions: without gap or repeat, one call at a time. */
export function subscriptionsContract(subject: Subject): void {
  delivering(subject);
  besideOthers(subject);
  ending(subject);
}

/** What a subscription delivers, up to a number of events. */
function collector(count: number) {
  const events: RecordedEvent[] = [];
  let done: () => void;
  const all = new Promise<void>((resolve) => {
    done = resolve;
  });
  let running = 0;
  const handle = async (slice: Slice): Promise<void> => {
    running += 1;
    if (running > 1) throw new Error('two calls at a time');
    events.push(...slice.events);
    await nextTurn();
    running -= 1;
    if (events.length >= count) done();
  };
  return { events, all, handle };
}

/** Appends single events to streams, several at once, that many in all. */
async function busy(store: EventStore, count: number, prefix = 'case'): Promise<void> {
  const each = count / 8;
  await Promise.all(
    Array.from({ length: 8 }, async (_, client) => {
      for (let i = 0; i < each; i++) await kept(store, `${prefix}-${client}`, i);
    }),
  );
}

function delivering(subject: Subject): void {
  it('delivers what is there and what comes, in order, without gap or repeat, while many append', async () => {
    await busy(subject.store, 400, 'before');
    const { events, all, handle } = collector(1200);
    const subscription = subject.store.subscribe(0, handle);
    await busy(subject.store, 800, 'during');
    await all;
    await subscription.close();
    expect(namesOf(events)).toEqual(namesOf(await wholeLog(subject.store)));
    expect(events.map(({ position }) => position)).toEqual(
      events.map(({ position }) => position).toSorted((a, b) => a - b),
    );
  });

  it('goes on after a restart from the position that the subscriber kept', async () => {
    await busy(subject.store, 80, 'first');
    const one = collector(80);
    let reached = 0;
    const subscription = subject.store.subscribe(0, async (slice) => {
      await one.handle(slice);
      reached = slice.next;
    });
    await one.all;
    await subscription.close();
    await subject.log.crash();
    subject.store = await subject.log.open();
    await busy(subject.store, 80, 'second');
    const two = collector(160);
    const again = subject.store.subscribe(reached, two.handle);
    await busy(subject.store, 80, 'third');
    await two.all;
    await again.close();
    expect(namesOf([...one.events, ...two.events])).toEqual(namesOf(await wholeLog(subject.store)));
  });
}

function besideOthers(subject: Subject): void {
  it('delivers to each of several subscribers on its own', async () => {
    const slow = collector(160);
    const fast = collector(160);
    const subscriptions = [subject.store.subscribe(0, slow.handle), subject.store.subscribe(0, fast.handle)];
    await busy(subject.store, 160);
    await Promise.all([slow.all, fast.all]);
    await Promise.all(subscriptions.map((subscription) => subscription.close()));
    expect(namesOf(slow.events)).toEqual(namesOf(fast.events));
  });

  it('reaches a subscriber on another connection', async () => {
    const second = await subject.log.openSecond();
    const { events, all, handle } = collector(160);
    second.subscribe(0, handle);
    await busy(subject.store, 160);
    await all;
    await second.close();
    expect(namesOf(events)).toEqual(namesOf(await wholeLog(subject.store)));
  });

  it('lets others have their turn while it catches up', async () => {
    await kept(subject.store, 'fund-1', 0, 3000);
    const ticks = { count: 0, going: true };
    const others = (async () => {
      while (ticks.going) {
        await nextTurn();
        ticks.count += 1;
      }
    })();
    const seen: number[] = [];
    const subscription = subject.store.subscribe(0, ({ events }) => {
      seen.push(ticks.count);
      if (events.at(-1)?.version === 3000) ticks.going = false;
    });
    await others;
    await subscription.close();
    expect(seen.length).toBeGreaterThan(2);
    expect(new Set(seen).size).toBe(seen.length);
  });
}

function ending(subject: Subject): void {
  it('waits for the running call when it is closed, and delivers nothing after', async () => {
    await kept(subject.store, 'case-a', 0, 2);
    const calls: string[] = [];
    let begun: () => void;
    const beginning = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const subscription = subject.store.subscribe(0, async () => {
      calls.push('begun');
      begun();
      for (let i = 0; i < 20; i++) await nextTurn();
      calls.push('ended');
    });
    await beginning;
    await kept(subject.store, 'case-a', 2);
    await subscription.close();
    expect(calls).toEqual(['begun', 'ended']);
    await kept(subject.store, 'case-a', 3);
    for (let i = 0; i < 20; i++) await nextTurn();
    expect(calls).toEqual(['begun', 'ended']);
    await subscription.ended;
  });

  it('ends with what the handler threw, and delivers nothing after', async () => {
    let calls = 0;
    const subscription = subject.store.subscribe(0, () => {
      calls += 1;
      throw new Error('cannot digest');
    });
    const ended = failureOf(subscription.ended);
    await kept(subject.store, 'case-a', 0);
    expect(await ended).toMatchObject({ message: 'cannot digest' });
    await kept(subject.store, 'case-a', 1);
    await subscription.close();
    expect(calls).toBe(1);
  });

  it('raises the alarm when asked to go on from beyond the end of the log', async () => {
    await kept(subject.store, 'case-a', 0, 2);
    const beyond = (await subject.store.head()) + 1;
    const asking = (async () => subject.store.subscribe(beyond, () => undefined).ended)();
    expect(await failureOf(asking)).toBeInstanceOf(LogDamaged);
  });

  it('is ended by closing the store', async () => {
    await kept(subject.store, 'case-a', 0);
    const { all, handle } = collector(1);
    const subscription = subject.store.subscribe(0, handle);
    await all;
    await subject.store.close();
    await subscription.ended;
    subject.store = await subject.log.open();
  });
}

import { AppendFell, type Slice } from '../event-store.port';
import { nextTurn } from '../next-turn';
import { failureOf, grow, kept, namesOf, wholeLog } from './an-event';
import type { Subject } from './log-under-test';

const claim = { commandId: 'c1', name: 'SubmitClaim', digest: 'cd'.repeat(32), target: 'case-a' };

/** A batch that cannot be made durable falls whole, with all that was decided on it. */
export function fallsContract(subject: Subject): void {
  const fail = (): void => subject.log.failNextBatch?.();

  it('tells every append of the batch, and whoever waits for it, that it fell', async () => {
    await kept(subject.store, 'case-a', 0);
    fail();
    const appends = [
      await grow(subject.store, 'case-a', 1, 2),
      await grow(subject.store, 'case-b', 0),
      await grow(subject.store, 'case-a', 3),
    ];
    const settled = failureOf(subject.store.settled());
    for (const { durable } of appends) expect(await failureOf(durable)).toBeInstanceOf(AppendFell);
    expect(await settled).toBeInstanceOf(AppendFell);
    await subject.store.settled();
  });

  it('is afterwards as it was before: versions, claims, positions', async () => {
    await kept(subject.store, 'case-a', 0, 1, { claim: { ...claim, commandId: 'c0', sealed: '{"plan":1}' } });
    const head = await subject.store.head();
    fail();
    const { durable } = await grow(subject.store, 'case-a', 1, 2, { claim });
    await subject.store.reviseClaim('c0', '{"plan":2}');
    expect(await failureOf(durable)).toBeInstanceOf(AppendFell);
    expect(await subject.store.streamVersion('case-a')).toBe(1);
    expect(namesOf(await subject.store.readStream('case-a'))).toEqual(['case-a@1']);
    expect(await subject.store.findClaim('c1')).toBeUndefined();
    expect(await subject.store.findClaim('c0')).toMatchObject({ sealed: '{"plan":1}' });
    expect(await subject.store.head()).toBe(head);
    await kept(subject.store, 'case-a', 1, 1, { claim });
    expect(namesOf(await wholeLog(subject.store))).toEqual(['case-a@1', 'case-a@2']);
  });

  it('falls also where its events had been read already', async () => {
    await kept(subject.store, 'case-a', 0);
    fail();
    const { durable } = await grow(subject.store, 'case-a', 1);
    expect(await subject.store.readStream('case-a')).toHaveLength(2);
    expect(await subject.store.openClaims()).toEqual([]);
    const onTop = await grow(subject.store, 'case-a', 2);
    expect(await failureOf(durable)).toBeInstanceOf(AppendFell);
    expect(await failureOf(onTop.durable)).toBeInstanceOf(AppendFell);
    expect(await subject.store.readStream('case-a')).toHaveLength(1);
    await kept(subject.store, 'case-a', 1);
  });

  it('counts the falls, so that a decision made before one is not appended after it', async () => {
    const before = subject.store.falls ?? 0;
    fail();
    const { durable } = await grow(subject.store, 'case-a', 0);
    expect(subject.store.falls).toBe(before);
    await failureOf(durable);
    expect(subject.store.falls).toBe(before + 1);
  });

  it('never delivers fallen events, and has forgotten them after a restart', async () => {
    const seen: string[] = [];
    const subscription = subject.store.subscribe(0, (slice: Slice) => void seen.push(...namesOf(slice.events)));
    await kept(subject.store, 'case-a', 0);
    fail();
    await failureOf((await grow(subject.store, 'case-fallen', 0)).durable);
    await kept(subject.store, 'case-a', 1);
    for (let i = 0; i < 20; i++) await nextTurn();
    await subscription.close();
    expect(seen).toEqual(['case-a@1', 'case-a@2']);
    await subject.log.crash();
    subject.store = await subject.log.open();
    expect(namesOf(await wholeLog(subject.store))).toEqual(seen);
  });
}

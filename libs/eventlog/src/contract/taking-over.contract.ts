import { CommandIdTaken, type Claim, type ClaimRecord, type EventStore } from '../event-store.port';
import { failureOf, kept } from './an-event';
import type { Subject } from './log-under-test';

const claim: Claim = {
  commandId: 'c1',
  name: 'SubmitClaim',
  digest: 'cd'.repeat(32),
  target: 'case-a',
  sealed: '{"plan":[]}',
};

/** Of a log that several processes write: whose an open claim is. */
export function takingOverContract(subject: Subject): void {
  let other: EventStore;
  beforeEach(async () => {
    await kept(subject.store, 'person-a', 0, 1, { claim });
    other = await subject.log.openSecond();
  });
  afterEach(() => other.close());

  const seen = async (by: EventStore = other): Promise<ClaimRecord> => (await by.findClaim('c1')) as ClaimRecord;

  it('lets one process take an open claim over as it saw it, and no second', async () => {
    const third = await subject.log.openSecond();
    const claims = [await seen(), await seen(third)] as const;
    const taken = await Promise.all([other.takeOver?.(claims[0]), third.takeOver?.(claims[1])]);
    expect(taken.filter(Boolean)).toHaveLength(1);
    expect(await seen()).toMatchObject({ status: 'open', sealed: '{"plan":[]}' });
    await third.close();
  });

  it('does not let a claim be taken over about which something was written meanwhile', async () => {
    const before = await seen();
    await subject.store.reviseClaim('c1', '{"plan":[1]}');
    expect(await other.takeOver?.(before)).toBe(false);
    expect(await other.takeOver?.(await seen())).toBe(true);
    expect(await seen()).toMatchObject({ sealed: '{"plan":[1]}' });
  });

  it('tells the process that has lost its claim, which then writes nothing more about it', async () => {
    await other.takeOver?.(await seen());
    expect(await failureOf(Promise.resolve(subject.store.reviseClaim('c1', '{"plan":[2]}')))).toBeInstanceOf(
      CommandIdTaken,
    );
    const conclude = { commandId: 'c1', answer: () => 'by the first' };
    expect(await failureOf(kept(subject.store, 'case-a', 0, 1, { conclude }))).toBeInstanceOf(CommandIdTaken);
    expect(await subject.store.streamVersion('case-a')).toBe(0);
    await other.reviseClaim('c1', '{"plan":[3]}');
    expect(await seen()).toMatchObject({ status: 'open', sealed: '{"plan":[3]}' });
  });

  it('keeps the answer of the process that ended the claim, whatever the one before would have said', async () => {
    await other.takeOver?.(await seen());
    await kept(other, 'case-a', 0, 1, { conclude: { commandId: 'c1', answer: () => 'by the other' } });
    await subject.store.conclude('c1', 'by the first');
    expect(await seen(subject.store)).toMatchObject({ status: 'ended', answer: 'by the other' });
    expect(await other.openClaims()).toEqual([]);
  });
}

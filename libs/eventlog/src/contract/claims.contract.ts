import { CommandIdTaken, WrongExpectedVersion, type Claim, type ClaimRecord } from '../event-store.port';
import { failureOf, grow, kept } from './an-event';
import type { Subject } from './log-under-test';

const claimOf = (commandId: string, more: Partial<Claim> = {}): Claim => ({
  commandId,
  name: 'SubmitClaim',
  digest: 'cd'.repeat(32),
  target: 'case-a',
  ...more,
});

/**
 * Holds a claim against what it must be. `position` is that of the append which took it: of its first event, or, where claims
 * are written apart, after all that was there before and not after that event.
 */
function expectClaim(
  subject: Subject,
  found: ClaimRecord | undefined,
  expected: Omit<ClaimRecord, 'position'>,
  position: { readonly first: number | undefined; readonly before: number },
): void {
  if (subject.kind.claimsApart !== true) {
    expect(found).toEqual({ ...expected, position: position.first });
    return;
  }
  const { position: at, lastAppendAt, revision, ...rest } = found as ClaimRecord;
  expect(rest).toEqual(expected);
  expect(revision).toBeGreaterThan(0);
  expect(at).toBeGreaterThan(position.before);
  expect(at).toBeLessThanOrEqual(position.first ?? Number.NaN);
  expect(lastAppendAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
}

/** Exactly one outcome per command id. */
export function claimsContract(subject: Subject): void {
  taking(subject);
  ending(subject);
  changing(subject);
}

function taking(subject: Subject): void {
  it('takes a command id once: a second append with it is refused and leaves nothing', async () => {
    await kept(subject.store, 'case-a', 0, 1, { claim: claimOf('c1') });
    const refusal = await failureOf(kept(subject.store, 'case-b', 0, 1, { claim: claimOf('c1') }));
    expect(refusal).toBeInstanceOf(CommandIdTaken);
    expect(refusal).toMatchObject({ commandId: 'c1' });
    expect(await subject.store.streamVersion('case-b')).toBe(0);
    await kept(subject.store, 'case-b', 0, 1, { claim: claimOf('c2') });
  });

  it('takes a command id once of ten that come in the same moment', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, i) => failureOf(kept(subject.store, `case-${i}`, 0, 1, { claim: claimOf('c1') }))),
    );
    expect(outcomes.filter((outcome) => outcome === undefined)).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome instanceof CommandIdTaken)).toHaveLength(9);
    expect(await subject.store.openClaims()).toHaveLength(1);
  });

  it('remembers over a restart which command ids are taken', async () => {
    await kept(subject.store, 'case-a', 0, 1, { claim: claimOf('c1') });
    await subject.log.crash();
    subject.store = await subject.log.open();
    const refusal = await failureOf(kept(subject.store, 'case-a', 1, 1, { claim: claimOf('c1') }));
    expect(refusal).toBeInstanceOf(CommandIdTaken);
  });

  it('leaves a command id free when its append is refused for the version', async () => {
    const refusal = await failureOf(kept(subject.store, 'case-a', 1, 1, { claim: claimOf('c1') }));
    expect(refusal).toBeInstanceOf(WrongExpectedVersion);
    expect(await subject.store.findClaim('c1')).toBeUndefined();
    await kept(subject.store, 'case-a', 0, 1, { claim: claimOf('c1') });
    expect(await subject.store.findClaim('c1')).toMatchObject({ commandId: 'c1', status: 'open' });
  });

  it('refuses the id also to one who had looked and found it free', async () => {
    expect(await subject.store.findClaim('c1')).toBeUndefined();
    expect(await subject.store.findClaim('c1')).toBeUndefined();
    await kept(subject.store, 'case-a', 0, 1, { claim: claimOf('c1') });
    const refusal = await failureOf(kept(subject.store, 'case-b', 0, 1, { claim: claimOf('c1') }));
    expect(refusal).toBeInstanceOf(CommandIdTaken);
  });
}

function ending(subject: Subject): void {
  it('takes and ends a claim with one append; the answer is made of the positions of that append', async () => {
    const conclude = { commandId: 'c1', answer: (positions: readonly number[]) => JSON.stringify({ positions }) };
    const { positions: earlier } = await kept(subject.store, 'case-b', 0);
    const { positions } = await kept(subject.store, 'case-a', 0, 2, {
      claim: claimOf('c1', { sealed: '{"a":1}' }),
      conclude,
    });
    const claim = await subject.store.findClaim('c1');
    const ended = { ...claimOf('c1'), status: 'ended', answer: JSON.stringify({ positions }) } as const;
    expectClaim(subject, claim, ended, { first: positions[0], before: earlier[0] ?? Number.NaN });
    expect(await subject.store.openClaims()).toEqual([]);
  });

  it('keeps a claim open, with its sealed command, until an append on another stream ends it', async () => {
    const claim = claimOf('c1', { sealed: '{"plan":[]}' });
    const earlier = await kept(subject.store, 'person-b', 0);
    const first = await kept(subject.store, 'person-a', 0, 1, { claim });
    const place = { first: first.positions[0], before: earlier.positions[0] ?? Number.NaN };
    expectClaim(subject, await subject.store.findClaim('c1'), { ...claim, status: 'open' }, place);
    const conclude = { commandId: 'c1', answer: () => 'done' };
    await kept(subject.store, 'case-a', 0, 1, { conclude });
    const ended = { ...claimOf('c1'), status: 'ended', answer: 'done' } as const;
    expectClaim(subject, await subject.store.findClaim('c1'), ended, place);
  });

  it('takes and ends a claim by two appends in the same moment', async () => {
    const [first, second] = await Promise.all([
      grow(subject.store, 'person-a', 0, 1, { claim: claimOf('c1', { sealed: '{}' }) }),
      grow(subject.store, 'case-a', 0, 1, { conclude: { commandId: 'c1', answer: () => 'done' } }),
    ]);
    expect(await subject.store.findClaim('c1')).toMatchObject({ status: 'ended', answer: 'done' });
    await Promise.all([first.durable, second.durable]);
    expect(await subject.store.openClaims()).toEqual([]);
    expect(await subject.store.findClaim('c1')).not.toHaveProperty('sealed');
  });

  it('ends a claim without events', async () => {
    await kept(subject.store, 'case-a', 0, 1, { claim: claimOf('c1') });
    const concluded = await subject.store.conclude('c1', 'done');
    expect(concluded.positions).toEqual([]);
    await concluded.durable;
    await subject.log.crash();
    subject.store = await subject.log.open();
    expect(await subject.store.findClaim('c1')).toMatchObject({ status: 'ended', answer: 'done' });
  });
}

function changing(subject: Subject): void {
  it('lists the claims that have not ended, oldest first', async () => {
    for (const id of ['c9', 'c3', 'c5', 'c1']) {
      const claim = claimOf(id, { sealed: `{"id":"${id}"}` });
      await kept(subject.store, `person-${id}`, 0, 1, { claim });
    }
    await (
      await subject.store.conclude('c3', 'done')
    ).durable;
    await grow(subject.store, 'person-c0', 0, 1, { claim: claimOf('c0', { sealed: '{}' }) });
    const open = await subject.store.openClaims();
    expect(open.map(({ commandId }) => commandId)).toEqual(['c9', 'c5', 'c1', 'c0']);
    expect(open[0]).toMatchObject({ sealed: '{"id":"c9"}', status: 'open' });
    await subject.store.settled();
  });

  it('replaces what is kept with an open claim', async () => {
    const taken = await grow(subject.store, 'case-a', 0, 1, { claim: claimOf('c1', { sealed: '{"plan":1}' }) });
    await (
      await subject.store.reviseClaim('c1', '{"plan":2}')
    ).durable;
    await taken.durable;
    await (
      await subject.store.reviseClaim('c1', '{"plan":3}')
    ).durable;
    await subject.log.crash();
    subject.store = await subject.log.open();
    expect(await subject.store.findClaim('c1')).toMatchObject({ status: 'open', sealed: '{"plan":3}' });
  });

  it('never changes an answer, nor ends or revises a claim that is not open', async () => {
    const conclude = { commandId: 'c1', answer: () => 'first' };
    await kept(subject.store, 'case-a', 0, 1, { claim: claimOf('c1'), conclude });
    const later = [
      async () => (await subject.store.conclude('c1', 'second')).durable,
      async () => (await subject.store.reviseClaim('c1', '{}')).durable,
      async () => (await subject.store.conclude('nobody', 'second')).durable,
      async () => (await kept(subject.store, 'case-a', 1, 1, { conclude })).durable,
    ];
    for (const change of later) expect(await failureOf(change())).toBeInstanceOf(Error);
    expect(await subject.store.findClaim('c1')).toMatchObject({ answer: 'first' });
    expect(await subject.store.streamVersion('case-a')).toBe(1);
  });
}

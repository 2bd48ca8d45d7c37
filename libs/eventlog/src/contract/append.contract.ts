import { WrongExpectedVersion } from '../event-store.port';
import { anEvent, failureOf, grow, kept, namesOf, someEvents, wholeLog } from './an-event';
import type { Subject } from './log-under-test';

/** Expected versions, atomicity, order and durability of appends. */
export function appendContract(subject: Subject): void {
  expectedVersions(subject);
  refusedAppends(subject);
  manyAtOnce(subject);
  durability(subject);
}

function expectedVersions(subject: Subject): void {
  it('gives back exactly what was appended, with rising positions', async () => {
    const events = someEvents('case-a', 0, 3);
    const { positions, durable } = await subject.store.append('case-a', 0, events);
    await durable;
    const read = await subject.store.readStream('case-a');
    expect(read).toEqual(events.map((event, i) => ({ ...event, position: positions[i] })));
    expect([...positions]).toEqual(positions.toSorted((a, b) => a - b));
    expect(new Set(positions).size).toBe(3);
    expect(await subject.store.streamVersion('case-a')).toBe(3);
    expect(await subject.store.head()).toBe(positions[2]);
  });

  it.each([
    ['a stream that exists, as if it did not', 2, 0],
    ['a version that was passed', 2, 1],
    ['a version that is not reached yet', 2, 3],
    ['a stream that does not exist, as if it did', 0, 1],
  ])('refuses to append to %s', async (_, actual, expected) => {
    if (actual > 0) await kept(subject.store, 'case-a', 0, actual);
    const before = await subject.store.head();
    const refusal = await failureOf(kept(subject.store, 'case-a', expected));
    expect(refusal).toBeInstanceOf(WrongExpectedVersion);
    expect(refusal).toMatchObject({ stream: 'case-a', expected, actual });
    expect(await subject.store.streamVersion('case-a')).toBe(actual);
    expect(await subject.store.head()).toBe(before);
    await kept(subject.store, 'case-a', actual);
    expect(namesOf(await wholeLog(subject.store))).toEqual(
      Array.from({ length: actual + 1 }, (__, i) => `case-a@${i + 1}`),
    );
  });

  it('lets one of two appends win that expect the same version in the same moment', async () => {
    await kept(subject.store, 'case-a', 0);
    const outcomes = await Promise.all([
      failureOf(kept(subject.store, 'case-a', 1)),
      failureOf(kept(subject.store, 'case-a', 1, 2)),
    ]);
    expect(outcomes.filter((outcome) => outcome === undefined)).toHaveLength(1);
    expect(outcomes.find((outcome) => outcome !== undefined)).toBeInstanceOf(WrongExpectedVersion);
    const version = await subject.store.streamVersion('case-a');
    expect(namesOf(await subject.store.readStream('case-a'))).toHaveLength(version);
  });

  it('keeps streams apart whose names begin alike or hold quotes and wildcards', async () => {
    const names = ['case-1', 'case-10', "case-'1", 'case-%', 'case-1 ', '案件-1', 'case-😀', 'CASE-1'];
    for (const [i, name] of names.entries()) await kept(subject.store, name, 0, i + 1);
    for (const [i, name] of names.entries()) {
      expect(await subject.store.streamVersion(name)).toBe(i + 1);
      expect(namesOf(await subject.store.readStream(name))).toEqual(
        Array.from({ length: i + 1 }, (_, v) => `${name}@${v + 1}`),
      );
    }
  });
}

function refusedAppends(subject: Subject): void {
  it.each([
    ['no events', []],
    ['an event of another stream', [anEvent('case-b', 1)]],
    ['a gap between its versions', [anEvent('case-a', 1), anEvent('case-a', 3)]],
    ['a version that does not follow the expected one', [anEvent('case-a', 2)]],
    [
      'an event at its end that JSON cannot carry',
      [anEvent('case-a', 1), anEvent('case-a', 2, { data: { n: Number.NaN } })],
    ],
    ['half of a surrogate pair', [anEvent('case-a', 1, { data: { note: 'a\ud800b' } })]],
  ])('refuses an append with %s, and keeps nothing of it', async (_, events) => {
    const refusal = await failureOf((async () => (await subject.store.append('case-a', 0, events)).durable)());
    expect(refusal).toBeInstanceOf(Error);
    expect(refusal).not.toBeInstanceOf(WrongExpectedVersion);
    expect(await subject.store.streamVersion('case-a')).toBe(0);
    await kept(subject.store, 'case-a', 0);
    expect(namesOf(await wholeLog(subject.store))).toEqual(['case-a@1']);
  });

  it('refuses to claim a command id for the events of another command', async () => {
    const claim = { commandId: 'c1', name: 'SubmitClaim', digest: 'cd'.repeat(32), target: 'case-a' };
    const refusal = await failureOf(
      (async () => (await subject.store.append('case-a', 0, [anEvent('case-a', 1)], { claim })).durable)(),
    );
    expect(refusal).toBeInstanceOf(RangeError);
    expect(await subject.store.findClaim('c1')).toBeUndefined();
  });

  it('does not let refused appends disturb those beside them', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 60 }, (_, i) => failureOf(kept(subject.store, `case-${i % 3}`, Math.floor(i / 6), 1))),
    );
    const accepted = outcomes.filter((outcome) => outcome === undefined).length;
    const read = await wholeLog(subject.store);
    expect(read).toHaveLength(accepted);
    for (const stream of ['case-0', 'case-1', 'case-2']) {
      const versions = read.filter((event) => event.stream === stream).map((event) => event.version);
      expect(versions).toEqual(versions.map((_, i) => i + 1));
      expect(await subject.store.streamVersion(stream)).toBe(versions.length);
    }
  });
}

function manyAtOnce(subject: Subject): void {
  it('shows every one of 64 appends made at once to another connection once they are acknowledged', async () => {
    await Promise.all(Array.from({ length: 64 }, (_, i) => kept(subject.store, `case-${i}`, 0, 2)));
    const second = await subject.log.openSecond();
    try {
      expect(await wholeLog(second)).toEqual(await wholeLog(subject.store));
      expect(await second.head()).toBe(await subject.store.head());
      for (let i = 0; i < 64; i++) expect(await second.streamVersion(`case-${i}`)).toBe(2);
    } finally {
      await second.close();
    }
  });

  it('keeps one order for all: of two appends the one acknowledged first has the lower positions', async () => {
    const first = await kept(subject.store, 'case-z', 0, 2);
    const [b, c] = await Promise.all([kept(subject.store, 'case-b', 0, 2), kept(subject.store, 'case-a', 0)]);
    const last = await kept(subject.store, 'case-z', 2);
    expect(Math.max(...first.positions)).toBeLessThan(Math.min(...b.positions, ...c.positions));
    expect(Math.max(...b.positions, ...c.positions)).toBeLessThan(Math.min(...last.positions));
    const positions = (await wholeLog(subject.store)).map((event) => event.position);
    expect(positions).toEqual(positions.toSorted((x, y) => x - y));
  });
}

function durability(subject: Subject): void {
  it('has after a crash all that was acknowledged, and of the rest whole appends or nothing', async () => {
    await kept(subject.store, 'case-a', 0, 3);
    const hanging = Array.from({ length: 20 }, (_, i) => grow(subject.store, `case-${i}`, 0, 3));
    for (const appended of hanging) void appended.then(({ durable }) => failureOf(durable));
    await Promise.all(hanging);
    await subject.log.crash();
    subject.store = await subject.log.open();
    expect(await subject.store.streamVersion('case-a')).toBe(3);
    for (let i = 0; i < 20; i++) {
      const version = await subject.store.streamVersion(`case-${i}`);
      expect([0, 3]).toContain(version);
      expect(await subject.store.readStream(`case-${i}`)).toHaveLength(version);
      await kept(subject.store, `case-${i}`, version);
    }
  });

  it('never shows what is not durable to those who read the whole log', async () => {
    const { durable, positions } = await grow(subject.store, 'case-a', 0, 2);
    const before = await subject.store.head();
    expect(namesOf(await wholeLog(subject.store))).toHaveLength(before === 0 ? 0 : 2);
    await durable;
    expect(await subject.store.head()).toBe(positions[1]);
    expect(namesOf(await wholeLog(subject.store))).toEqual(['case-a@1', 'case-a@2']);
  });

  it('lets the next step see what is written but not durable yet', async () => {
    const first = await grow(subject.store, 'case-a', 0, 2);
    expect(await subject.store.streamVersion('case-a')).toBe(2);
    expect(namesOf(await subject.store.readStream('case-a'))).toEqual(['case-a@1', 'case-a@2']);
    const second = await grow(subject.store, 'case-a', 2);
    await subject.store.settled();
    await Promise.all([first.durable, second.durable]);
    expect(await subject.store.head()).toBe(second.positions[0]);
  });

  it('keeps everything over a restart, and goes on behind it', async () => {
    const before = await kept(subject.store, 'case-a', 0, 2);
    await subject.store.close();
    subject.store = await subject.log.open();
    expect(await subject.store.head()).toBe(before.positions[1]);
    const after = await kept(subject.store, 'case-a', 2);
    expect(after.positions[0]).toBeGreaterThan(before.positions[1] ?? 0);
    expect(namesOf(await wholeLog(subject.store))).toEqual(['case-a@1', 'case-a@2', 'case-a@3']);
  });

  it('makes pending appends durable when it is closed, and takes none after', async () => {
    const { durable } = await grow(subject.store, 'case-a', 0);
    await subject.store.close();
    await durable;
    await expect(grow(subject.store, 'case-a', 1)).rejects.toThrow('closed');
    subject.store = await subject.log.open();
    expect(await subject.store.streamVersion('case-a')).toBe(1);
  });
}

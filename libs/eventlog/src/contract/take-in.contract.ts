import type { LedgerEvent } from '@ledger/kernel';
import { OtherEventThere, WrongExpectedVersion, type Appended, type EndedClaim } from '../event-store.port';
import { anEvent, failureOf, kept, namesOf, wholeLog } from './an-event';
import type { Subject } from './log-under-test';

/** Events of two commands that took turns on three streams. */
const told = (): LedgerEvent[] => [
  ofCommand('c1', anEvent('person-a', 1)),
  ofCommand('c2', anEvent('person-b', 1)),
  ofCommand('c1', anEvent('case-a', 1)),
  ofCommand('c1', anEvent('person-a', 2)),
  ofCommand('c2', anEvent('case-a', 2)),
];

const ofCommand = (id: string, event: LedgerEvent): LedgerEvent => ({ ...event, command: { ...event.command, id } });

const claimed = (commandId: string, answer: string, target = 'case-a'): EndedClaim => ({
  commandId,
  name: 'RecordFirstReview',
  digest: 'ab'.repeat(32),
  target,
  answer,
});

/** What a log keeps of a move from another one. */
export function takeInContract(subject: Subject): void {
  const takeIn = async (
    events: readonly LedgerEvent[],
    claimsOf: (positions: readonly number[]) => readonly EndedClaim[] = () => [],
  ): Promise<Appended> => {
    const { store } = subject;
    if (!store.takeIn) throw new Error('this store takes nothing in');
    const taken = await store.takeIn(events, claimsOf);
    await taken.durable;
    return taken;
  };
  const asTold = async (): Promise<unknown[]> =>
    (await wholeLog(subject.store)).map((recorded) => {
      const { position: _, ...event } = recorded;
      return event;
    });

  wholeMoves(subject, takeIn, asTold);
  refusedMoves(subject, takeIn);
  claimsOfMoves(subject, takeIn);
}

type TakeIn = (
  events: readonly LedgerEvent[],
  claimsOf?: (positions: readonly number[]) => readonly EndedClaim[],
) => Promise<Appended>;

function wholeMoves(subject: Subject, takeIn: TakeIn, asTold: () => Promise<unknown[]>): void {
  it('takes events of several streams in the order that they were recorded in', async () => {
    const { positions } = await takeIn(told());
    expect(await asTold()).toEqual(told());
    expect((await wholeLog(subject.store)).map(({ position }) => position)).toEqual(positions);
    expect(await subject.store.streamVersion('person-a')).toBe(2);
  });

  it('keeps them over the death of the process, and goes on to be written', async () => {
    await takeIn(told());
    await subject.log.crash();
    subject.store = await subject.log.open();
    expect(await asTold()).toEqual(told());
    await kept(subject.store, 'case-a', 2);
    expect(namesOf(await subject.store.readStream('case-a'))).toEqual(['case-a@1', 'case-a@2', 'case-a@3']);
  });

  it('passes over what is here already, at its place, and adds what is not', async () => {
    const first = await takeIn(told().slice(0, 3));
    const again = await takeIn(told());
    expect(again.positions.slice(0, 3)).toEqual(first.positions);
    expect(await asTold()).toEqual(told());
    await takeIn(told());
    expect(await asTold()).toEqual(told());
  });

  it('takes an event once that comes twice in the same call', async () => {
    await takeIn([...told(), ...told()]);
    expect(await asTold()).toEqual(told());
  });
}

function refusedMoves(subject: Subject, takeIn: TakeIn): void {
  it('refuses an event in whose place another stands, and takes none beside it', async () => {
    await takeIn(told().slice(0, 2));
    const other = { ...ofCommand('c1', anEvent('person-a', 1)), reason: '不同' };
    const refusal = await failureOf(takeIn([ofCommand('c3', anEvent('case-z', 1)), other]));
    expect(refusal).toBeInstanceOf(OtherEventThere);
    expect(refusal).toMatchObject({ stream: 'person-a', version: 1 });
    expect(await subject.store.streamVersion('case-z')).toBe(0);
    expect(await wholeLog(subject.store)).toHaveLength(2);
  });

  it('refuses an event whose stream lacks the one before', async () => {
    const refusal = await failureOf(takeIn([anEvent('case-y', 1), anEvent('case-z', 2)]));
    expect(refusal).toBeInstanceOf(WrongExpectedVersion);
    expect(refusal).toMatchObject({ stream: 'case-z', expected: 1, actual: 0 });
    expect(await subject.store.streamVersion('case-y')).toBe(0);
  });
}

function claimsOfMoves(subject: Subject, takeIn: TakeIn): void {
  it('keeps the ended claims of the commands, made of the positions here', async () => {
    await kept(subject.store, 'case-before', 0);
    const { positions } = await takeIn(told(), (at) => [
      claimed('c1', `up to ${at[3]}`),
      claimed('c2', `up to ${at[4]}`),
    ]);
    expect(await subject.store.findClaim('c1')).toMatchObject({
      status: 'ended',
      digest: 'ab'.repeat(32),
      target: 'case-a',
      answer: `up to ${positions[3]}`,
    });
    expect(await subject.store.findClaim('c2')).toMatchObject({ status: 'ended', answer: `up to ${positions[4]}` });
    expect(await subject.store.openClaims()).toEqual([]);
  });

  it('tells a claim anew when further events of its command come', async () => {
    await takeIn(told().slice(0, 2), () => [claimed('c1', 'half', 'person-a')]);
    await takeIn(told().slice(2), () => [claimed('c1', 'whole')]);
    await subject.log.crash();
    subject.store = await subject.log.open();
    expect(await subject.store.findClaim('c1')).toMatchObject({ status: 'ended', target: 'case-a', answer: 'whole' });
  });

  it('leaves a command that is under way here alone', async () => {
    const claim = { commandId: 'c1', name: 'SubmitClaim', digest: 'cd'.repeat(32), target: 'case-q', sealed: '{}' };
    await kept(subject.store, 'case-q', 0, 1, { claim });
    expect(await failureOf(takeIn(told(), () => [claimed('c1', 'done')]))).toBeInstanceOf(Error);
    expect(await subject.store.findClaim('c1')).toMatchObject({ status: 'open', sealed: '{}' });
    expect(await subject.store.streamVersion('case-a')).toBe(0);
  });
}

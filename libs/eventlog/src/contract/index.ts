import { appendContract } from './append.contract';
import { claimsContract } from './claims.contract';
import { fallsContract } from './falls.contract';
import type { LogKind, Subject } from './log-under-test';
import { readsContract } from './reads.contract';
import { subscriptionsContract } from './subscriptions.contract';
import { takingOverContract } from './taking-over.contract';
import { takeInContract } from './take-in.contract';

export type { LogKind, LogUnderTest } from './log-under-test';
export { anEvent, grow, kept, namesOf, someEvents, wholeLog } from './an-event';

/** What every event store keeps, whatever it is made of. */
export function eventStoreContract(kind: LogKind): void {
  describe(`the event store contract on ${kind.name}`, () => {
    // Filled before each test; the tests see it through this one object.
    const subject = {} as { -readonly [K in keyof Subject]: Subject[K] };

    beforeEach(async () => {
      subject.kind = kind;
      subject.log = await kind.make();
      subject.store = await subject.log.open();
    });
    afterEach(() => subject.log.dispose());

    describe('appends', () => appendContract(subject));
    describe('reads', () => readsContract(subject));
    describe('claims', () => claimsContract(subject));
    if (kind.claimsApart) describe('a claim that is taken over', () => takingOverContract(subject));
    describe('subscriptions', () => subscriptionsContract(subject));
    if (kind.takesIn) describe('taking in what another log recorded', () => takeInContract(subject));
    if (kind.canFall) describe('a batch that falls', () => fallsContract(subject));
  });
}

import type { RecordedEvent } from '@ledger/kernel';
import { anEvent } from '../contract';
import { Upcasters } from './upcasters';

const paid = (schemaVersion: number, data: unknown): RecordedEvent => ({
  ...anEvent('case-a', 1, { type: 'GrantPaid', schemaVersion, data }),
  position: 1,
});

describe('upcasters', () => {
  const upcasters = new Upcasters([
    { type: 'GrantPaid', from: 1, upcast: ({ data }) => ({ amountFen: (data as { yuan: number }).yuan * 100 }) },
    { type: 'GrantPaid', from: 2, upcast: ({ data }) => ({ ...(data as object), currency: 'CNY' }) },
  ]);

  it('take an event from any of its shapes to the newest', () => {
    const events = [paid(1, { yuan: 3 }), paid(2, { amountFen: 300 }), paid(3, { amountFen: 1, currency: 'CNY' })];
    upcasters.upcastAll(events);
    expect(events.map(({ data, schemaVersion }) => ({ data, schemaVersion }))).toEqual([
      { data: { amountFen: 300, currency: 'CNY' }, schemaVersion: 3 },
      { data: { amountFen: 300, currency: 'CNY' }, schemaVersion: 3 },
      { data: { amountFen: 1, currency: 'CNY' }, schemaVersion: 3 },
    ]);
  });

  it('leave the event that they were given, and events of other types, as they are', () => {
    const given = paid(1, { yuan: 3 });
    const other: RecordedEvent = { ...anEvent('case-a', 2), position: 2 };
    const events = [given, other];
    upcasters.upcastAll(events);
    expect(given).toMatchObject({ schemaVersion: 1, data: { yuan: 3 } });
    expect(events[0]).not.toBe(given);
    expect(events[1]).toBe(other);
  });

  it('are refused when two take the same shape', () => {
    const one = { type: 'GrantPaid', from: 1, upcast: () => ({}) };
    expect(() => new Upcasters([one, { ...one }])).toThrow('GrantPaid');
  });
});

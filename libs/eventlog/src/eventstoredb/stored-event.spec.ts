import { anEvent } from '../contract/an-event';
import { LogDamaged, LogUnavailable } from '../event-store.port';
import type { ServerEvent } from './server-client.port';
import { fromStored, positionOf, toStored } from './stored-event';

const stored = (more: Partial<ServerEvent> = {}): ServerEvent => {
  const { id, type, data, metadata } = JSON.parse(JSON.stringify(toStored(anEvent('case-a', 3)))) as ServerEvent;
  const point = { commit: 4_096n, prepare: 4_096n };
  return {
    stream: 'case-a',
    revision: 2,
    id,
    type,
    data,
    metadata,
    created: '2020-03-02T01:30:00.000Z',
    point,
    ...more,
  };
};

describe('an event as EventStoreDB keeps it', () => {
  it('comes back as the very envelope that was appended, with its position', () => {
    expect(fromStored(stored())).toEqual({ ...anEvent('case-a', 3), position: 4_096 });
  });

  it('does not carry the position of another log', () => {
    const moved = toStored(Object.assign(anEvent('case-a', 3), { position: 77 }));
    expect(JSON.parse(JSON.stringify(moved.metadata))).not.toHaveProperty('position');
    expect(fromStored(stored({ metadata: JSON.parse(JSON.stringify(moved.metadata)) })).position).toBe(4_096);
  });

  it('has another server id each time it is appended, and keeps its own', () => {
    const [one, other] = [toStored(anEvent('case-a', 1)), toStored(anEvent('case-a', 1))];
    expect(one.id).not.toBe(other.id);
    expect(one.metadata).toEqual(other.metadata);
    expect(one.metadata).toMatchObject({ id: anEvent('case-a', 1).id });
  });

  it.each([
    ['on another stream', { stream: 'case-b' }],
    ['at another version', { revision: 3 }],
    ['of another type', { type: 'GrantPaid' }],
    ['with other data', { data: { verdict: 'REFUSED' } }],
    ['with data that canonical JSON cannot carry', { data: 'half a pair: \ud800' }],
    ['without metadata', { metadata: undefined }],
  ])('is an alarm %s', (_, more) => {
    expect(() => fromStored(stored(more))).toThrow(LogDamaged);
  });

  it('must have a position, and one that a number can say', () => {
    expect(() => positionOf({ point: undefined })).toThrow(LogUnavailable);
    const far = 2n ** 53n;
    expect(() => positionOf({ point: { commit: far, prepare: far } })).toThrow(LogUnavailable);
    expect(positionOf({ point: { commit: far - 1n, prepare: far - 1n } })).toBe(Number.MAX_SAFE_INTEGER);
  });
});

import { RecentKeys } from './recent-keys';

describe('recent keys', () => {
  it('keeps what is used and drops what is not, never more than its limit', () => {
    const recent = new RecentKeys<number>(10);
    recent.set('used', 0);
    for (let turn = 1; turn <= 1_000; turn += 1) {
      recent.set(`once ${turn}`, turn);
      expect(recent.get('used')).toBe(0);
      expect(recent.values().length).toBeLessThanOrEqual(10);
    }
    expect(recent.get('once 1000')).toBe(1_000);
    expect(recent.get('once 1')).toBeUndefined();
  });

  it('forgets a name in both of its halves', () => {
    const recent = new RecentKeys<number>(4);
    recent.set('a', 1);
    recent.set('b', 2);
    expect(recent.get('a')).toBe(1);
    recent.delete('a');
    expect(recent.get('a')).toBeUndefined();
    recent.clear();
    expect(recent.get('b')).toBeUndefined();
  });
});

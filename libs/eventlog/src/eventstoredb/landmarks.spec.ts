import fc from 'fast-check';
import { Landmarks } from './landmarks';

describe('landmarks', () => {
  it('tell the nearest known position at or before any, whatever the order in which they came', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(200), { maxLength: 60 }), fc.nat(250), (noted, asked) => {
        const landmarks = new Landmarks();
        for (const position of noted) landmarks.note(position);
        const before = noted.filter((position) => position <= asked);
        expect(landmarks.before(asked)).toBe(before.length === 0 ? undefined : Math.max(...before));
      }),
    );
  });

  it('stay few, and stay true', () => {
    const landmarks = new Landmarks(100);
    for (let position = 0; position < 10_000; position += 10) landmarks.note(position);
    for (const asked of [5, 4_321, 9_999]) {
      const found = landmarks.before(asked) ?? Number.NaN;
      expect(found % 10).toBe(0);
      expect(asked - found).toBeLessThan(500);
      expect(found).toBeLessThanOrEqual(asked);
    }
  });
});

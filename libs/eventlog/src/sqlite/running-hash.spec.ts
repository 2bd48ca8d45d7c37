import { createHash } from 'node:crypto';
import { RunningHash } from './running-hash';

const sha256 = (...parts: Buffer[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();
const hashes = Array.from({ length: 3000 }, (_, i) => sha256(Buffer.from(`event ${i + 1}`)));

/** The definition, link by link. */
function runningAt(position: number): string {
  let link: Buffer = Buffer.alloc(32);
  for (let block = 0; block + 1024 < position; block += 1024) link = sha256(link, ...hashes.slice(block, block + 1024));
  const block = position === 0 ? 0 : Math.floor((position - 1) / 1024) * 1024;
  return position === 0 ? link.toString('hex') : sha256(link, ...hashes.slice(block, position)).toString('hex');
}

describe('the running hash', () => {
  it('is what its definition says, within blocks and at their ends', () => {
    const running = RunningHash.atStart();
    const seen = new Map([[0, running.head().running]]);
    for (const hash of hashes) {
      running.add(hash);
      seen.set(running.position, running.head().running);
    }
    for (const position of [0, 1, 2, 1023, 1024, 1025, 2047, 2048, 2049, 3000]) {
      expect(seen.get(position)).toBe(runningAt(position));
    }
  });

  it.each([0, 1, 1023, 1024, 1025, 2048, 2500])('goes on from a head kept at position %d', (kept) => {
    const running = RunningHash.atStart();
    for (const hash of hashes.slice(0, kept)) running.add(hash);
    const again = RunningHash.atBlockOf(running.head());
    expect(again.position).toBeLessThanOrEqual(kept);
    expect(kept - again.position).toBeLessThanOrEqual(1024);
    for (const hash of hashes.slice(again.position, 2600)) again.add(hash);
    expect(again.head().running).toBe(runningAt(2600));
  });

  it('changes with every event and with their order', () => {
    const value = (...order: number[]): string => {
      const running = RunningHash.atStart();
      for (const i of order) running.add(hashes[i] ?? Buffer.alloc(32));
      return running.head().running;
    };
    expect(new Set([value(), value(0), value(0, 1), value(1, 0), value(0, 1, 2)]).size).toBe(5);
  });
});

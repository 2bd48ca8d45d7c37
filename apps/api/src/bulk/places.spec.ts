import { Places } from './places';

describe('places', () => {
  const begin = (places: Places): { end: (result: string) => void; held: Promise<string> } => {
    let resolve: (result: string) => void = () => undefined;
    const promise = new Promise<string>((done) => {
      resolve = done;
    });
    return { end: (result) => resolve(result), held: places.hold(() => promise) };
  };

  it('are held by so many at once, handed on in order, and given back', async () => {
    const places = new Places(1, 2);
    const order: number[] = [];
    const first = begin(places);
    const others = [2, 3].map((n) => places.hold(() => Promise.resolve(order.push(n))));
    await expect(places.hold(() => Promise.resolve())).rejects.toMatchObject({
      problem: { status: 503, retryAfterS: 5 },
    });
    expect(order).toEqual([]);
    first.end('done');
    expect(await first.held).toBe('done');
    await Promise.all(others);
    expect(order).toEqual([2, 3]);
    expect(await places.hold(() => Promise.resolve('free'))).toBe('free');
  });

  it('are given back by work that fails', async () => {
    const places = new Places(1, 0);
    await expect(places.hold(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await places.hold(() => Promise.resolve('free'))).toBe('free');
  });
});

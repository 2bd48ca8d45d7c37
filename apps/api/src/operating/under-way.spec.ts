import fastify from 'fastify';
import { UnderWay } from './under-way';

describe('requests under way', () => {
  it('are counted from their coming until they are answered', async () => {
    const underWay = new UnderWay();
    const server = fastify();
    underWay.watch(server);
    const seen: number[] = [];
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    server.get('/held', async () => {
      await held;
      return 'held';
    });
    server.get('/quick', () => {
      seen.push(underWay.count);
      return Promise.resolve('quick');
    });
    const url = await server.listen({ port: 0, host: '127.0.0.1' });
    const first = fetch(`${url}/held`);
    while (underWay.count === 0) await new Promise(setImmediate);
    await (await fetch(`${url}/quick`)).text();
    release();
    await (await first).text();
    while (underWay.count > 0) await new Promise(setImmediate);
    await (await fetch(`${url}/quick`)).text();
    expect(seen).toEqual([2, 1]);
    await server.close();
  });
});

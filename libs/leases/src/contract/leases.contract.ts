import type { Lease, Leases } from '../leases.port';

const LONG = 60_000;

/** What leases do, whatever they stand on. `open` gives another process's view of the same store each time. */
export function leasesContract(
  name: string,
  makePlace: () => { open(): Promise<Leases>; cleanUp(): Promise<void> },
): void {
  describe(`${name} keeps the contract of leases`, () => {
    let place: ReturnType<typeof makePlace>;
    let one: Leases;
    let two: Leases;
    beforeEach(async () => {
      place = makePlace();
      one = await place.open();
      two = await place.open();
    });
    afterEach(async () => {
      await one.close();
      await two.close();
      await place.cleanUp();
    });
    const taken = async (leases: Leases, owner: string, ttlMs = LONG): Promise<Lease> => {
      const lease = await leases.acquire('views', owner, ttlMs);
      if (!lease) throw new Error(`${owner} did not get the lease`);
      return lease;
    };

    it('gives it to one of several that ask at once', async () => {
      const asked = await Promise.all(
        ['a', 'b', 'c', 'd'].map(async (owner, no) => (no % 2 ? one : two).acquire('views', owner, LONG)),
      );
      expect(asked.filter((lease) => lease !== undefined)).toMatchObject([{ name: 'views', epoch: 1 }]);
    });

    it('is the owner’s until it ends, by the clock of the store', async () => {
      const before = Date.now();
      const lease = await taken(one, 'a');
      expect(Date.parse(lease.until)).toBeGreaterThanOrEqual(before + LONG - 1);
      expect(await two.acquire('views', 'b', LONG)).toBeUndefined();
      expect(await taken(one, 'a')).toMatchObject({ owner: 'a', epoch: lease.epoch });
      expect(await two.acquire('processes', 'b', LONG)).toMatchObject({ epoch: 1 });
    });

    it('changes hands when it has ended, with the next epoch, and the old owner cannot renew it', async () => {
      const old = await taken(one, 'a', 0);
      const next = await taken(two, 'b');
      expect(next).toMatchObject({ owner: 'b', epoch: old.epoch + 1 });
      expect(await one.renew(old, LONG)).toBeUndefined();
      await one.release(old);
      expect(await one.acquire('views', 'a', LONG)).toBeUndefined();
      expect(await two.renew(next, LONG)).toMatchObject({ epoch: next.epoch });
    });

    it('may be given back, and never goes back to an old epoch', async () => {
      const first = await taken(one, 'a');
      await one.release(first);
      const second = await taken(two, 'b');
      await two.release(second);
      expect((await taken(one, 'a')).epoch).toBe(first.epoch + 2);
    });

    it('may be renewed by its owner, also late, as long as nobody else has taken it', async () => {
      const late = await taken(one, 'a', 0);
      expect(await one.renew(late, LONG)).toMatchObject({ epoch: late.epoch });
      expect(await two.acquire('views', 'b', LONG)).toBeUndefined();
    });
  });
}

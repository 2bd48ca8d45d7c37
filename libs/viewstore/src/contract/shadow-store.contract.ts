import { openPart } from '../rebuild/load-here';
import type { ShadowPart, ShadowStore } from '../view-store.port';
import { claim, claims, parked, type StoreUnderTest } from './store-under-test';

/** A store made beside the live one takes its place at once and whole, or not at all. */
export function shadowStores(views: StoreUnderTest): void {
  describe('a store made beside it', () => {
    it('is not seen before the switch, and is seen whole after it, by this store and by readers', async () => {
      await views.put({ old: claim('U1', 9) });
      const reader = await views.place.reader([claims]);
      const shadow = await load(views, 30);
      expect(await views.keys({ table: 'claims' })).toEqual(['old']);
      expect(await (await shadow.open()).count('claims')).toBe(2);
      expect(await reader.count('claims')).toBe(1);
      await shadow.switchTo();
      for (const store of [views.store, reader]) {
        expect((await store.find({ table: 'claims' })).rows.map((row) => row.key)).toEqual(['new-1', 'new-2']);
        expect(await store.sum('claims', 'amountFen')).toBe(23);
        expect(await store.status()).toMatchObject([{ checkpoint: 30, parked: 1 }]);
      }
      await reader.close();
    });

    it('can be written before the switch, and the live store after it', async () => {
      const shadow = await load(views, 30);
      const beside = await shadow.open();
      await beside.transact((step) => step.put('claims', 'late', claim('U3', 4)));
      await shadow.switchTo();
      await views.put({ later: claim('U3', 5) });
      expect(await views.store.count('claims')).toBe(4);
      await views.reopen();
      expect(await views.keys({ table: 'claims', where: [{ column: 'unit', is: 'U3' }] })).toEqual(['late', 'later']);
    });

    it('leaves the live store as it was when it is abandoned, or cut off', async () => {
      await views.put({ old: claim('U1', 9) });
      await (await load(views, 30)).abandon();
      await load(views, 31);
      await views.reopen();
      expect(await views.keys({ table: 'claims' })).toEqual(['old']);
      await (await load(views, 32)).switchTo();
      expect(await views.store.status()).toMatchObject([{ checkpoint: 32 }]);
    });
  });
}

/** Loads a shadow of two parts with a row each, one of them written twice. */
async function load(views: StoreUnderTest, position: number): Promise<ShadowStore> {
  const shadow = await views.store.shadow(2);
  const [first, second] = shadow.parts.map((ref) => openPart(ref, [claims])) as [ShadowPart, ShadowPart];
  await first.write('claims', [{ key: 'new-1', row: claim('U1', 1) }]);
  await second.write('claims', [{ key: 'new-2', row: claim('U2', 2) }]);
  await second.write('claims', [
    { key: 'new-2', row: claim('U2', 22) },
    { key: 'new-3', row: claim('U2', 3) },
  ]);
  await second.write('claims', [{ key: 'new-3', row: undefined }]);
  expect(await second.get('claims', 'new-2')).toMatchObject({ amountFen: 22 });
  expect(await second.get('claims', 'new-3')).toBeUndefined();
  await second.park([parked(3)]);
  await second.finish();
  await first.complete(shadow.parts.slice(1), position);
  return shadow;
}

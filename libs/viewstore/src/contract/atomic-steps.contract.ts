import { claim, claims, parked, type StoreUnderTest } from './store-under-test';

/** Rows, checkpoints and parked events change together. */
export function atomicSteps(views: StoreUnderTest): void {
  describe('atomic steps', () => {
    it('makes rows, checkpoint and parked events visible together', async () => {
      await views.write((step) => {
        step.put('claims', 'a', claim('XC-WDQ', 100));
        step.checkpoint(claims, 7);
        step.park(parked(7));
      });
      expect(await views.store.get('claims', 'a')).toMatchObject({ key: 'a', unit: 'XC-WDQ', amountFen: 100 });
      expect(await views.store.status()).toMatchObject([
        { projection: 'claims', version: 3, checkpoint: 7, parked: 1 },
      ]);
      expect(await views.store.parked()).toEqual([parked(7)]);
    });

    it('keeps nothing of a step that throws half-way', async () => {
      await views.write((step) => step.checkpoint(claims, 1));
      const torn = async (): Promise<void> =>
        views.write((step) => {
          step.put('claims', 'a', claim('XC-WDQ', 100));
          step.checkpoint(claims, 2);
          step.park(parked(2));
          throw new Error('the process dies here');
        });
      await expect(torn()).rejects.toThrow('dies here');
      expect(await views.store.get('claims', 'a')).toBeUndefined();
      expect(await views.store.parked()).toEqual([]);
      expect(await views.store.status()).toMatchObject([{ checkpoint: 1 }]);
    });

    it('finds rows, checkpoint and parked events again after it was closed', async () => {
      await views.write((step) => {
        step.put('claims', 'a', claim('XC-WDQ', 100));
        step.checkpoint(claims, 9);
        step.park(parked(9));
        step.version('case-1', 4);
      });
      await views.reopen();
      expect(await views.store.get('claims', 'a')).toMatchObject({ amountFen: 100 });
      expect(await views.store.status()).toMatchObject([{ checkpoint: 9, parked: 1 }]);
      expect(await views.store.versions(['case-1', 'case-2'])).toEqual(new Map([['case-1', 4]]));
    });

    it('shows a reader whole steps only, while it writes', async () => {
      await views.write((step) => step.checkpoint(claims, 1));
      const reader = await views.place.reader([claims]);
      await views.write((step) => {
        step.put('claims', 'a', claim('XC-WDQ', 100));
        step.checkpoint(claims, 2);
      });
      expect(await reader.get('claims', 'a')).toMatchObject({ amountFen: 100 });
      expect(await reader.status()).toMatchObject([{ checkpoint: 2 }]);
      await reader.close();
    });

    it('replaces what is known of a parked event and forgets one that was digested', async () => {
      await views.write((step) => [5, 6, 8].forEach((position) => step.park(parked(position))));
      await views.write((step) => {
        step.park({ ...parked(6), attempts: 2, error: 'still' });
        step.unpark('claims', 5);
      });
      expect(await views.store.parked()).toEqual([{ ...parked(6), attempts: 2, error: 'still' }, parked(8)]);
      expect(await views.store.parked({ position: 8 })).toEqual([parked(8)]);
      expect(await views.store.parked({ failed: true, stream: 'case-1', limit: 1 })).toHaveLength(1);
      expect(await views.store.parked({ projection: 'others' })).toEqual([]);
    });
  });
}

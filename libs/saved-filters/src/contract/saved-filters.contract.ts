import type { SavedFilter, SavedFilters } from '../saved-filters.port';

/** The same place each time, until it is cleaned up. */
export interface SavedFiltersPlace {
  open(): SavedFilters | Promise<SavedFilters>;
  cleanUp(): void | Promise<void>;
}

const MOST = 3;

const savedFilter = (name: string, more: Partial<SavedFilter> = {}): SavedFilter => ({
  name,
  question: 'cases',
  filters: { status: 'paid', dueAtLeastFen: 100 },
  savedAt: '2020-06-01T02:03:04.005Z',
  ...more,
});

/** What every store of saved filters does. */
export function savedFiltersContract(name: string, newPlace: () => SavedFiltersPlace): void {
  describe(`${name} keeps saved filters`, () => {
    let place: SavedFiltersPlace;
    let kept: SavedFilters;
    beforeEach(async () => {
      place = newPlace();
      kept = await place.open();
    });
    afterEach(async () => {
      await kept.close();
      await place.cleanUp();
    });

    it('for each owner apart, by name, over a restart', async () => {
      await kept.save('a', savedFilter('待付'), MOST);
      await kept.save('a', savedFilter('退票', { filters: {} }), MOST);
      await kept.save('b', savedFilter('待付', { question: 'classes' }), MOST);
      await kept.close();
      kept = await place.open();
      expect(await kept.of('a')).toEqual([savedFilter('待付'), savedFilter('退票', { filters: {} })]);
      expect(await kept.of('b')).toEqual([savedFilter('待付', { question: 'classes' })]);
      expect(await kept.of('c')).toEqual([]);
    });

    it('one under each name: the last', async () => {
      await kept.save('a', savedFilter('待付'), MOST);
      expect(await kept.save('a', savedFilter('待付', { question: 'batches' }), MOST)).toBe(true);
      expect(await kept.of('a')).toEqual([savedFilter('待付', { question: 'batches' })]);
    });

    it('up to so many, and those can still be replaced', async () => {
      const saved: boolean[] = [];
      for (const each of ['1', '2', '3', '4']) saved.push(await kept.save('a', savedFilter(each), MOST));
      expect(saved).toEqual([true, true, true, false]);
      expect(await kept.save('a', savedFilter('3', { question: 'batches' }), MOST)).toBe(true);
      expect(await kept.save('b', savedFilter('4'), MOST)).toBe(true);
      expect((await kept.of('a')).map((each) => each.name)).toEqual(['1', '2', '3']);
    });

    it('until they are forgotten', async () => {
      await kept.save('a', savedFilter('待付'), MOST);
      await kept.save('b', savedFilter('待付'), MOST);
      expect([await kept.forget('a', '待付'), await kept.forget('a', '待付')]).toEqual([true, false]);
      expect([(await kept.of('a')).length, (await kept.of('b')).length]).toEqual([0, 1]);
    });

    it('whatever a name is made of', async () => {
      const odd = `'; DROP TABLE saved_filters; -- 𠮷`;
      await kept.save('a', savedFilter(odd, { filters: { __proto__x: 'a', constructor: 'b' } }), MOST);
      expect(await kept.of('a')).toEqual([savedFilter(odd, { filters: { __proto__x: 'a', constructor: 'b' } })]);
    });
  });
}

import type { SavedFilter, SavedFilters } from '../saved-filters.port';

/** The same place each time, until it is cleaned up. */
export interface SavedFiltersPlace {
  open(): SavedFilters;
  cleanUp(): void;
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
    beforeEach(() => {
      place = newPlace();
      kept = place.open();
    });
    afterEach(() => {
      kept.close();
      place.cleanUp();
    });

    it('for each owner apart, by name, over a restart', () => {
      kept.save('a', savedFilter('待付'), MOST);
      kept.save('a', savedFilter('退票', { filters: {} }), MOST);
      kept.save('b', savedFilter('待付', { question: 'classes' }), MOST);
      kept.close();
      kept = place.open();
      expect(kept.of('a')).toEqual([savedFilter('待付'), savedFilter('退票', { filters: {} })]);
      expect(kept.of('b')).toEqual([savedFilter('待付', { question: 'classes' })]);
      expect(kept.of('c')).toEqual([]);
    });

    it('one under each name: the last', () => {
      kept.save('a', savedFilter('待付'), MOST);
      expect(kept.save('a', savedFilter('待付', { question: 'batches' }), MOST)).toBe(true);
      expect(kept.of('a')).toEqual([savedFilter('待付', { question: 'batches' })]);
    });

    it('up to so many, and those can still be replaced', () => {
      expect(['1', '2', '3', '4'].map((each) => kept.save('a', savedFilter(each), MOST))).toEqual([
        true,
        true,
        true,
        false,
      ]);
      expect(kept.save('a', savedFilter('3', { question: 'batches' }), MOST)).toBe(true);
      expect(kept.save('b', savedFilter('4'), MOST)).toBe(true);
      expect(kept.of('a').map((each) => each.name)).toEqual(['1', '2', '3']);
    });

    it('until they are forgotten', () => {
      kept.save('a', savedFilter('待付'), MOST);
      kept.save('b', savedFilter('待付'), MOST);
      expect([kept.forget('a', '待付'), kept.forget('a', '待付')]).toEqual([true, false]);
      expect([kept.of('a').length, kept.of('b').length]).toEqual([0, 1]);
    });

    it('whatever a name is made of', () => {
      const odd = `'; DROP TABLE saved_filters; -- 𠮷`;
      kept.save('a', savedFilter(odd, { filters: { __proto__x: 'a', constructor: 'b' } }), MOST);
      expect(kept.of('a')).toEqual([savedFilter(odd, { filters: { __proto__x: 'a', constructor: 'b' } })]);
    });
  });
}

import { InvalidQuery, type Query } from '../view-store.port';
import { claim, type StoreUnderTest } from './store-under-test';

const byIndex = (query: Omit<Query, 'table' | 'byIndex'>): Query => ({ table: 'claims', byIndex: true, ...query });

/** Pages that an index must give, and those that none does. */
export function pagesByIndex(views: StoreUnderTest): void {
  describe('pages by index', () => {
    beforeEach(async () => {
      const units = ['U1', 'U2', 'U3'];
      const rows = Array.from({ length: 30 }, (_, no) => {
        const since = `2020-03-${String((no * 7) % 28).padStart(2, '0')}`;
        return [
          `k${String(no).padStart(2, '0')}`,
          claim(units[no % 3] ?? '', no % 5, since, no % 4 ? 'PAID' : 'HELD'),
        ] as const;
      });
      await views.put(Object.fromEntries(rows));
    });

    it.each([
      ['one value, newest first', { where: [{ column: 'unit', is: 'U2' }], orderBy: ['-since'] }],
      ['several values as one list', { where: [{ column: 'unit', is: ['U3', 'U1', 'U1'] }], orderBy: ['-since'] }],
      ['several values, oldest first', { where: [{ column: 'unit', is: ['U1', 'U2'] }], orderBy: ['since'] }],
      ['a range of the order', { where: [{ column: 'amountFen', atLeast: 1, atMost: 3 }], orderBy: ['-amountFen'] }],
      ['what the index holds beside', { where: [{ column: 'step', is: ['HELD', 'X'] }], orderBy: ['amountFen'] }],
      ['a part of a text', { where: [{ column: 'since', has: '-03-1' }], orderBy: ['amountFen'] }],
      ['keys', { where: [{ column: 'key', is: ['k03', 'k09', 'k21'] }], orderBy: ['-amountFen'] }],
      ['everything', { orderBy: ['amountFen'] }],
    ])('gives the same rows in the same order as without: %s', async (_, query) => {
      const { rows } = await views.store.find({ table: 'claims', ...query, limit: 100 });
      expect(rows.length).toBeGreaterThan(2);
      for (const limit of [1, 4, rows.length, 100]) {
        const seen: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await views.store.find(byIndex({ ...query, limit, cursor }));
          seen.push(...page.rows.map(({ key }) => key));
          ({ cursor } = page);
        } while (cursor !== undefined);
        expect(seen).toEqual(rows.map(({ key }) => key));
      }
    });

    it('finds nothing for a list without a value', async () => {
      expect(await views.keys(byIndex({ where: [{ column: 'unit', is: [] }], orderBy: ['since'] }))).toEqual([]);
    });

    it.each([
      ['an order without index', { orderBy: ['step'] }],
      ['an order of another index’s values', { orderBy: ['since'] }],
      ['a filter that the index does not hold', { where: [{ column: 'unit', is: 'U1' }], orderBy: ['amountFen'] }],
      [
        'a range on another column than the order’s',
        {
          where: [
            { column: 'unit', is: 'U1' },
            { column: 'amountFen', atLeast: 1 },
          ],
          orderBy: ['since'],
        },
      ],
      ['two directions', { where: [{ column: 'unit', is: 'U1' }], orderBy: ['-since', 'key'] }],
      [
        'a thousand alternatives',
        { where: [{ column: 'unit', is: Array.from({ length: 1_000 }, (_, no) => `U${no}`) }], orderBy: ['since'] },
      ],
    ])('refuses %s rather than look through the table', async (_, query) => {
      await expect((async () => views.store.find(byIndex(query)))()).rejects.toThrow(InvalidQuery);
    });
  });
}

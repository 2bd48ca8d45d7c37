import { InvalidQuery, type Condition, type Row } from '../view-store.port';
import { claim, type StoreUnderTest } from './store-under-test';

/** What is asked for is found, whole and exact. */
export function queries(views: StoreUnderTest): void {
  describe('rows and queries', () => {
    it('gives back the whole document: Chinese, quotes, emoji, line ends, nested values', async () => {
      const row: Row = {
        unit: '魏都区"\'; DROP TABLE claims; --',
        learner: { name: '张三 👩🏽‍🏭\n\t\u2028', list: [1, null, true, { deep: '𠮷' }] },
      };
      await views.put({ '键-𠮷': row });
      expect(await views.store.get('claims', '键-𠮷')).toEqual({ ...row, key: '键-𠮷' });
      expect(await views.keys({ table: 'claims', where: [{ column: 'unit', is: row.unit as string }] })).toEqual([
        '键-𠮷',
      ]);
    });

    it('replaces and deletes rows', async () => {
      await views.put({ a: claim('XC-WDQ', 1), b: claim('XC-WDQ', 2) });
      await views.write((step) => {
        step.put('claims', 'a', { unit: 'XC-SBJ' });
        step.delete('claims', 'b');
        step.delete('claims', 'never was');
      });
      expect(await views.store.get('claims', 'a')).toEqual({ key: 'a', unit: 'XC-SBJ' });
      expect(await views.store.count('claims')).toBe(1);
    });

    it('writes a row whose stored form is known just as one that is not', async () => {
      const before = claim('U1', 100);
      await views.put({ a: before });
      const after = { ...before, unit: 'U2', since: null, learner: { no: 7 } };
      await views.write((step) => {
        step.put('claims', 'a', after, before);
        step.put('claims', 'was not there', after, before);
      });
      for (const key of ['a', 'was not there']) expect(await views.store.get('claims', key)).toEqual({ ...after, key });
      expect(await views.keys({ table: 'claims', where: [{ column: 'unit', is: 'U1' }] })).toEqual([]);
      expect(await views.keys({ table: 'claims', where: [{ column: 'unit', is: 'U2' }] })).toHaveLength(2);
      expect(await views.keys({ table: 'claims', where: [{ column: 'since', is: null }] })).toHaveLength(2);
      expect(await views.store.sum('claims', 'amountFen')).toBe(200);
    });

    it('filters by value, alternatives, none, bounds, and all at once', async () => {
      await views.put({
        a: claim('U1', 100),
        b: claim('U2', 200, null),
        c: claim('U3', 300),
        d: claim('U1', 400, '2020-03-05'),
      });
      const where = async (...conditions: Condition[]): Promise<string[]> =>
        views.keys({ table: 'claims', where: conditions });
      expect(await where({ column: 'unit', is: 'U1' })).toEqual(['a', 'd']);
      expect(await where({ column: 'unit', is: ['U2', 'U3', 'U9'] })).toEqual(['b', 'c']);
      expect(await where({ column: 'unit', is: [] })).toEqual([]);
      expect(await where({ column: 'since', is: null })).toEqual(['b']);
      expect(await where({ column: 'amountFen', atLeast: 200, atMost: 300 })).toEqual(['b', 'c']);
      expect(await where({ column: 'key', is: ['a', 'c'] })).toEqual(['a', 'c']);
      expect(await where({ column: 'unit', is: 'U1' }, { column: 'amountFen', atLeast: 101 })).toEqual(['d']);
    });
  });
}

/** Counts, and amounts to the fen. */
export function totals(views: StoreUnderTest): void {
  describe('totals', () => {
    it('counts and sums, whole and by a column, 0 for no rows', async () => {
      await views.put({ a: claim('U1', 100), b: claim('U2', 200), c: claim('U1', 300), d: { amountFen: 5 } });
      expect(await views.store.count('claims')).toBe(4);
      expect(await views.store.countBy('claims', 'unit')).toEqual({ '': 1, U1: 2, U2: 1 });
      expect(await views.store.sum('claims', 'amountFen')).toBe(605);
      expect(await views.store.sum('claims', 'amountFen', [{ column: 'unit', is: 'U9' }])).toBe(0);
      expect(await views.store.sumBy('claims', 'amountFen', 'unit', [{ column: 'amountFen', atLeast: 100 }])).toEqual({
        U1: 400,
        U2: 200,
      });
    });

    it('refuses to round a sum of fen that is beyond the safe integers', async () => {
      await views.put({ a: claim('U1', Number.MAX_SAFE_INTEGER), b: claim('U1', Number.MAX_SAFE_INTEGER) });
      await expect((async () => views.store.sum('claims', 'amountFen'))()).rejects.toThrow(RangeError);
    });
  });
}

/** What cannot be asked, by mistake or on purpose. */
export function refusedQueries(views: StoreUnderTest): void {
  describe('queries that cannot be', () => {
    it.each([
      ['an unknown table', { table: 'claims; DROP TABLE claims' }],
      ['an unknown column to filter', { table: 'claims', where: [{ column: 'unit" OR 1=1 --', is: 'x' }] }],
      ['an unknown column to sort', { table: 'claims', orderBy: ['-1; --'] }],
      ['an inherited name as column', { table: 'claims', orderBy: ['constructor'] }],
      ['a number for text', { table: 'claims', where: [{ column: 'unit', is: 5 }] }],
      ['a fraction for an integer', { table: 'claims', where: [{ column: 'amountFen', atLeast: 0.5 }] }],
      ['a limit of nothing', { table: 'claims', limit: 0 }],
      ['a limit without limit', { table: 'claims', limit: 1e9 }],
    ])('refuses %s', async (_, query) => {
      await expect((async () => views.store.find(query))()).rejects.toThrow(InvalidQuery);
    });
  });
}

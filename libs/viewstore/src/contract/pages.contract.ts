import { InvalidQuery, type Query } from '../view-store.port';
import { claim, type StoreUnderTest } from './store-under-test';

const FENS = [500, 100, 400, 200, 300];

/** Key-set pages: every row once, whatever happens between two of them. */
export function pages(views: StoreUnderTest): void {
  describe('pages', () => {
    it.each([
      ['by key', {}, ['a', 'b', 'c', 'd', 'e']],
      ['by a number', { orderBy: ['amountFen'] }, ['b', 'd', 'e', 'c', 'a']],
      ['by a number, descending', { orderBy: ['-amountFen'] }, ['a', 'c', 'e', 'd', 'b']],
      ['where many rows are alike', { orderBy: ['-step'] }, ['e', 'd', 'c', 'b', 'a']],
      ['by two columns in opposite directions', { orderBy: ['unit', '-amountFen'] }, ['c', 'b', 'a', 'e', 'd']],
      ['with values missing first', { orderBy: ['since'] }, ['b', 'd', 'a', 'c', 'e']],
      ['with values missing last, descending', { orderBy: ['-since'] }, ['e', 'c', 'a', 'd', 'b']],
      ['within a filter', { orderBy: ['-since'], where: [{ column: 'unit', is: 'U2' }] }, ['e', 'a', 'd']],
    ])('walks every row once, %s', async (_, query, expected) => {
      const rows = FENS.map((fen, index) => {
        const key = 'abcde'[index] ?? '';
        return [key, claim('bc'.includes(key) ? 'U1' : 'U2', fen, 'bd'.includes(key) ? null : '2020-03-02')] as const;
      });
      await views.put(Object.fromEntries(rows));
      for (const limit of [1, 2, 3, 5, 9])
        expect(await walk(views, { table: 'claims', ...query, limit })).toEqual(expected);
    });

    it('neither skips nor repeats a row while others come, go and change', async () => {
      const stay = Array.from({ length: 40 }, (_, index) => `stay-${String(index).padStart(2, '0')}`);
      await views.put(Object.fromEntries(stay.map((key, index) => [key, claim('U1', index * 10)])));
      let round = 0;
      const seen = await walk(views, { table: 'claims', orderBy: ['-amountFen'], limit: 3 }, async () => {
        round += 1;
        await views.put({
          [`new-${round}`]: claim('U1', 395 - round * 31),
          [`top-${round}`]: claim('U1', 1_000 + round),
        });
        await views.write((step) => step.delete('claims', `new-${round - 2}`));
      });
      expect(seen.filter((key) => key.startsWith('stay'))).toEqual(stay.toReversed());
      expect(new Set(seen).size).toBe(seen.length);
    });
  });
}

/** Where pages end, and what stands for the place to go on from. */
export function cursors(views: StoreUnderTest): void {
  describe('cursors', () => {
    it('ends without a cursor, also when the last page is exactly full', async () => {
      await views.put({ a: claim('U1', 1), b: claim('U1', 2) });
      expect(await views.store.find({ table: 'claims', limit: 2 })).not.toHaveProperty('cursor');
    });

    it('refuses a cursor that was made up, cut, or given for another order', async () => {
      await views.put({ a: claim('U1', 1), b: claim('U1', 2) });
      const { cursor } = await views.store.find({ table: 'claims', orderBy: ['unit'], limit: 1 });
      const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
      const [name] = JSON.parse(Buffer.from(cursor ?? '', 'base64url').toString()) as [string];
      const hostile = [
        'x',
        '',
        '%%%',
        cursor?.slice(0, -4),
        encoded([]),
        encoded({}),
        encoded([name, 1, 'a']),
        encoded([name, 'U1', null]),
        encoded([name, 'U1', 'a', 'b']),
        encoded([name, { toString: 'x' }, 'a']),
        'A'.repeat(100_000),
      ];
      for (const bad of hostile) {
        await expect(
          (async () => views.store.find({ table: 'claims', orderBy: ['unit'], cursor: bad }))(),
        ).rejects.toThrow(InvalidQuery);
      }
      await expect((async () => views.store.find({ table: 'claims', orderBy: ['step'], cursor }))()).rejects.toThrow(
        InvalidQuery,
      );
      expect(await views.keys({ table: 'claims', orderBy: ['unit'], cursor })).toEqual(['b']);
    });
  });
}

/** All pages, one after the other. */
async function walk(
  views: StoreUnderTest,
  query: Query,
  between: () => Promise<void> = async () => undefined,
): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await views.store.find({ ...query, cursor });
    seen.push(...page.rows.map((row) => row.key));
    ({ cursor } = page);
    await between();
  } while (cursor !== undefined);
  return seen;
}

import * as fc from 'fast-check';
import { RowCache } from './row-cache';
import type { Row, TableSchema } from './view-store.port';

const schema = (name: string): TableSchema => ({ name, columns: { no: 'integer' }, indexes: [] });

interface Step {
  readonly does: 'put' | 'delete' | 'get' | 'begin' | 'undo' | 'write back';
  readonly table: 'a' | 'b';
  readonly key: string;
  readonly no: number;
}

const step: fc.Arbitrary<Step> = fc.record({
  does: fc.constantFrom('put', 'put', 'put', 'delete', 'get', 'get', 'begin', 'undo', 'write back'),
  table: fc.constantFrom('a', 'b'),
  key: fc.constantFrom('k1', 'k2', 'k3'),
  no: fc.nat(99),
});

const INITIAL: [string, Row][] = [
  ['a k1', { no: 1 }],
  ['b k2', { no: 2 }],
];

/** What each step shows: a row that was read, or the whole store after a write-back. */
type Shown = readonly unknown[];

function throughTheCache(steps: readonly Step[], keep: number): Shown {
  const stored = new Map(INITIAL);
  const cache = new RowCache([schema('a'), schema('b')], (table, key) => stored.get(`${table} ${key}`), keep);
  const writeBack = (): unknown => {
    const written: string[] = [];
    cache.forChanged((table, rows) => {
      for (const { key, row } of rows) {
        written.push(`${table} ${key}`);
        if (row) stored.set(`${table} ${key}`, row);
        else stored.delete(`${table} ${key}`);
      }
    });
    const isExact = written.length === cache.changedRows && new Set(written).size === written.length;
    cache.written();
    return isExact ? new Map(stored) : 'a row was written twice, or miscounted';
  };
  cache.begin();
  return steps.map(({ does, table, key, no }) => {
    if (does === 'put') return cache.put(table, key, { no });
    if (does === 'delete') return cache.delete(table, key);
    if (does === 'get') return cache.get(table, key);
    if (does === 'write back') return writeBack();
    return does === 'begin' ? cache.begin() : cache.undo();
  });
}

function onAPlainTable(steps: readonly Step[]): Shown {
  let rows = new Map(INITIAL);
  let atBegin = new Map(rows);
  return steps.map(({ does, table, key, no }) => {
    if (does === 'put') rows.set(`${table} ${key}`, { no });
    if (does === 'delete') rows.delete(`${table} ${key}`);
    if (does === 'undo') rows = new Map(atBegin);
    if (does === 'begin' || does === 'write back') atBegin = new Map(rows);
    if (does === 'get') return rows.get(`${table} ${key}`);
    return does === 'write back' ? new Map(rows) : undefined;
  });
}

describe('the row cache', () => {
  it('shows and writes back what a plain table would hold, through any changes, undoings and write-backs', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 1, max: 4 }), (steps, keep) => {
        expect(throughTheCache(steps, keep)).toEqual(onAPlainTable(steps));
      }),
      { numRuns: 2_000 },
    );
  });
});

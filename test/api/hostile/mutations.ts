import * as fc from 'fast-check';

/** What must never be said back, wherever it was put. */
export const SECRET = '绝密411002199003052110';

const deep = (levels: number, leaf: unknown): unknown => {
  let value = leaf;
  for (let i = 0; i < levels; i++) value = i % 2 === 0 ? [value] : { a: value };
  return value;
};

/** Values that no field expects, or expects otherwise. */
const HOSTILE: readonly unknown[] = [
  null,
  true,
  '',
  ' ',
  0,
  -0,
  -1,
  0.1,
  1e21,
  1e308,
  -1e308,
  2 ** 53,
  2 ** 53 + 2,
  [],
  {},
  [[]],
  [null],
  SECRET,
  [SECRET],
  { [SECRET]: SECRET },
  'a\u0000b',
  '\u0001\u0008\u001b[31m',
  '\u202e\u2066txt.exe\u2069',
  '\u200b\ufeff',
  '\ud800',
  '\udc00\ud800',
  '𠮷𡘙𪚥𰻞',
  '𠮷'.repeat(5_000),
  'x'.repeat(100_000),
  '%00../../etc/passwd',
  "'; DROP TABLE events; --",
  '<script>alert(1)</script>',
  '2020-02-30',
  '2020-13-45T99:99:99.999Z',
  '00000000-0000-0000-0000-000000000000',
  '１２３',
  deep(9, 1),
  deep(64, SECRET),
  deep(2_000, 1),
  Array.from({ length: 10_000 }, () => 0),
  Object.fromEntries(Array.from({ length: 2_000 }, (_, i) => [`k${i}`, i])),
];

const KEYS = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'then',
  'toJSON',
  '',
  '\u0000',
  'caseId',
  SECRET,
];

/** A property of its own of any name, `__proto__` too. */
const withOwn = (target: object, name: string, value: unknown): object =>
  Object.fromEntries([...Object.entries(target), [name, value]]);

/** A body that was made deep by one mutation is not searched to its bottom for the next. */
const MAX_DEPTH = 12;

/** Every place in a value: the names and numbers that lead there. */
function placesIn(value: unknown, way: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null || way.length > MAX_DEPTH) return [way];
  return [way, ...Object.entries(value).flatMap(([name, each]) => placesIn(each, [...way, name]))];
}

function changedAt(value: unknown, way: readonly string[], change: (there: unknown) => unknown): unknown {
  const [name, ...rest] = way;
  if (name === undefined) return change(value);
  if (Array.isArray(value)) return value.map((each, i) => (String(i) === name ? changedAt(each, rest, change) : each));
  return Object.fromEntries(
    Object.entries(value as object).map(([key, each]) => [key, key === name ? changedAt(each, rest, change) : each]),
  );
}

/** A body with something in it that should not be there. */
export const mutated = (body: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc
    .record({
      body,
      at: fc.nat(),
      hostile: fc.constantFrom<unknown>(...HOSTILE),
      key: fc.constantFrom(...KEYS),
      how: fc.constantFrom('replace', 'replace', 'replace', 'add', 'add', 'remove'),
    })
    .map(({ body: value, at, hostile, key, how }) => {
      const places = placesIn(value);
      const place = places[at % places.length] ?? [];
      if (how === 'remove') return place.length === 0 ? {} : changedAt(value, place, () => undefined);
      if (how === 'replace') return changedAt(value, place, () => hostile);
      return changedAt(value, place, (there) =>
        typeof there === 'object' && there !== null && !Array.isArray(there) ? withOwn(there, key, hostile) : hostile,
      );
    });

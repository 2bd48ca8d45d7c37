import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { runInNewContext } from 'node:vm';
import { canonicalJson } from './canonical-json';

/** Any JSON value, with every code point that a string may hold, and numbers of every size. */
const anyJson = fc.jsonValue({ maxDepth: 5, stringUnit: 'binary' });

describe('canonical JSON (RFC 8785)', () => {
  it('writes the example of RFC 8785 section 3.2.2', () => {
    const value = JSON.parse(String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`);
    expect(canonicalJson(value)).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  it('orders names by UTF-16 code units, as the example of RFC 8785 section 3.2.3 does', () => {
    const value = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    expect(canonicalJson(value)).toBe(
      '{"\\r":"Carriage Return","1":"One","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis",' +
        '"\u20ac":"Euro Sign","\ud83d\ude00":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
    );
  });

  it('orders names made of digits as text, not as numbers', () => {
    expect(canonicalJson({ 2: 'b', 10: 'a', a: 'c' })).toBe('{"10":"a","2":"b","a":"c"}');
  });

  it('agrees with an independent implementation on any JSON value', () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        expect(canonicalJson(value)).toBe(canonicalize(value));
      }),
      { numRuns: 2000 },
    );
  });

  it('gives the same text whatever the order in which names were added', () => {
    const entries = fc.uniqueArray(fc.tuple(fc.string({ unit: 'binary' }), anyJson), { selector: ([name]) => name });
    fc.assert(
      fc.property(entries, fc.infiniteStream(fc.nat()), (pairs, keys) => {
        const shuffled = pairs.map((pair) => ({ pair, key: keys.next().value })).toSorted((a, b) => a.key - b.key);
        expect(canonicalJson(Object.fromEntries(shuffled.map(({ pair }) => pair)))).toBe(
          canonicalJson(Object.fromEntries(pairs)),
        );
      }),
    );
  });

  it('is read back by JSON.parse as the same value', () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        expect(canonicalJson(JSON.parse(canonicalJson(value)))).toBe(canonicalJson(value));
      }),
    );
  });

  it('leaves out members that are undefined', () => {
    expect(canonicalJson({ b: undefined, a: 1, c: undefined })).toBe('{"a":1}');
    expect(canonicalJson({ a: undefined })).toBe('{}');
  });

  it('writes minus zero as 0, and takes objects without prototype or from another realm', () => {
    expect(canonicalJson(-0)).toBe('0');
    expect(canonicalJson(Object.assign(Object.create(null) as object, { a: 1 }))).toBe('{"a":1}');
    expect(canonicalJson(runInNewContext('({ b: [1], a: 2 })'))).toBe('{"a":2,"b":[1]}');
  });

  it('stays right when more shapes are met than it remembers', () => {
    for (let i = 0; i < 3000; i++) {
      expect(canonicalJson({ [`z${i}`]: 1, a: 2 })).toBe(`{"a":2,"z${i}":1}`);
      expect(canonicalJson({ same: 1, [`b${i}`]: 2 })).toBe(`{"b${i}":2,"same":1}`);
    }
  });

  const refused: readonly (readonly [string, unknown])[] = [
    ['undefined', undefined],
    ['undefined in an array', [1, undefined]],
    ['a hole in an array', Array.from({ length: 2 }).fill(1, 0, 1)],
    ['NaN', { a: Number.NaN }],
    ['infinity', [-Infinity]],
    ['a bigint', 1n],
    ['a function', { a: () => 1 }],
    ['a symbol', [Symbol('a')]],
    ['a date', new Date(0)],
    ['a map', new Map()],
    [
      'an instance of a class',
      new (class Claim {
        amountFen = 1;
      })(),
    ],
    ['half of a surrogate pair in a text', 'a\ud800b'],
    ['half of a surrogate pair in a name', { '\udc00': 1 }],
  ];
  it.each(refused)('refuses %s, which JSON cannot carry without loss', (_, value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  });

  it('refuses a cycle instead of running out of stack', () => {
    const cycle: Record<string, unknown> = {};
    cycle['self'] = [cycle];
    expect(() => canonicalJson(cycle)).toThrow('levels');
  });
});

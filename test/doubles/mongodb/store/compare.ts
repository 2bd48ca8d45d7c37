import { isPlain, type Doc } from './doc';

/** Classes in order, https://www.mongodb.com/docs/manual/reference/bson-type-comparison-order/. */
export const MIN_KEY = { _bsontype: 'MinKey' } as const;
export const MAX_KEY = { _bsontype: 'MaxKey' } as const;

const CLASS = {
  min: 0,
  null: 1,
  number: 2,
  text: 3,
  object: 4,
  array: 5,
  binary: 6,
  id: 7,
  boolean: 8,
  date: 9,
} as const;
const TIMESTAMP = 10;
const REGEX = 11;
const OTHER = 12;
const MAX = 99;

const BSON_CLASS: Readonly<Record<string, number>> = {
  MinKey: CLASS.min,
  MaxKey: MAX,
  Long: CLASS.number,
  Decimal128: CLASS.number,
  Int32: CLASS.number,
  Double: CLASS.number,
  BSONSymbol: CLASS.text,
  Binary: CLASS.binary,
  ObjectId: CLASS.id,
  Timestamp: TIMESTAMP,
  BSONRegExp: REGEX,
};

function classOf(value: unknown): number {
  if (value === null || value === undefined) return CLASS.null;
  if (typeof value === 'number' || typeof value === 'bigint') return CLASS.number;
  if (typeof value === 'string') return CLASS.text;
  if (typeof value === 'boolean') return CLASS.boolean;
  if (Array.isArray(value)) return CLASS.array;
  if (value instanceof Date) return CLASS.date;
  if (value instanceof RegExp) return REGEX;
  const type = (value as { readonly _bsontype?: string })._bsontype;
  return type === undefined ? CLASS.object : (BSON_CLASS[type] ?? OTHER);
}

/** Least and greatest value of a value's class, for comparisons that stay within it ("type bracketing"). */
export function bracketOf(value: unknown): readonly [low: unknown, high: unknown, isHighWithin: boolean] {
  switch (classOf(value)) {
    case CLASS.null:
      return [null, null, true];
    case CLASS.number:
      return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, true];
    case CLASS.text:
      return ['', {}, false];
    case CLASS.date:
      return [new Date(-8.64e15), new Date(8.64e15), true];
    case CLASS.boolean:
      return [false, true, true];
    default:
      return [MIN_KEY, MAX_KEY, true];
  }
}

/** Negative where `a` comes first. */
export function compareValues(a: unknown, b: unknown): number {
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  if (typeof a === 'number' && typeof b === 'number') return compareNumbers(a, b);
  const [left, right] = [classOf(a), classOf(b)];
  if (left !== right) return left - right;
  switch (left) {
    case CLASS.null:
    case CLASS.min:
    case MAX:
      return 0;
    case CLASS.number:
      return compareNumbers(Number(a), Number(b));
    case CLASS.boolean:
    case CLASS.date:
      return Number(a) - Number(b);
    case CLASS.array:
      return compareLists(a as unknown[], b as unknown[]);
    case CLASS.object:
      return isPlain(a) && isPlain(b) ? compareObjects(a, b) : 0;
    case CLASS.binary:
      return compareBinaries(a as Binaryish, b as Binaryish);
    default:
      return compareText(String(a), String(b));
  }
}

/** NaN is less than every other number. */
function compareNumbers(a: number, b: number): number {
  if (a === b) return 0;
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(b)) - Number(Number.isNaN(a));
  return a < b ? -1 : 1;
}

/** By their UTF-8 bytes, as memcmp does: pairs of surrogates come after all other units. */
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at += 1) {
    const left = a.charCodeAt(at);
    const right = b.charCodeAt(at);
    if (left !== right) return byteRank(left) - byteRank(right);
  }
  return a.length - b.length;
}

const byteRank = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);

function compareLists(a: readonly unknown[], b: readonly unknown[]): number {
  for (let at = 0; at < Math.min(a.length, b.length); at += 1) {
    const order = compareValues(a[at], b[at]);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** Field by field: class of the value, name, value. */
function compareObjects(a: Doc, b: Doc): number {
  const [left, right] = [Object.entries(a), Object.entries(b)];
  for (let at = 0; at < Math.min(left.length, right.length); at += 1) {
    const [[nameA, valueA], [nameB, valueB]] = [left[at], right[at]] as [[string, unknown], [string, unknown]];
    const order = classOf(valueA) - classOf(valueB) || compareText(nameA, nameB) || compareValues(valueA, valueB);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

interface Binaryish {
  readonly buffer: Uint8Array;
  readonly sub_type: number;
}

const compareBinaries = (a: Binaryish, b: Binaryish): number =>
  a.buffer.length - b.buffer.length || a.sub_type - b.sub_type || Buffer.compare(a.buffer, b.buffer);

export type Direction = 1 | -1;

/** Lists of values, each in its direction. */
export function compareKeys(a: readonly unknown[], b: readonly unknown[], directions: readonly Direction[]): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at += 1) {
    const order = compareValues(a[at], b[at]);
    if (order !== 0) return order * (directions[at] ?? 1);
  }
  return 0;
}

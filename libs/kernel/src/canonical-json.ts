/**
 * RFC 8785 (JSON Canonicalization Scheme): one text for one value, so that a hash over it means something.
 * Members are ordered by the UTF-16 code units of their names; members that are `undefined` are left out.
 * Throws a TypeError for whatever JSON cannot carry without loss. Messages never quote the value: it may be personal.
 */
export function canonicalJson(value: unknown): string {
  return append('', value, 0);
}

/** Deeper than any event; stops a cycle or a hostile document before the stack does. */
const MAX_DEPTH = 100;

/** The member names of one kind of object: as met, sorted, and each as it is written first and after another. */
interface Shape {
  readonly met: readonly string[];
  readonly sorted: readonly string[];
  readonly firsts: readonly string[];
  readonly nexts: readonly string[];
}

/*
 * Sorting and quoting the same names for every event was half of the cost. Events come in few shapes, so both are
 * remembered by the names in the order met. Bounded, because an object used as a dictionary makes a new shape each time.
 */
const MAX_FIRST_NAMES = 1024;
const MAX_SHAPES_PER_FIRST_NAME = 24;
const shapesByFirstName = new Map<string, Shape[]>();

/** The text so far and the value after it: the engine joins one growing text faster than the texts of the parts. */
function append(text: string, value: unknown, depth: number): string {
  if (typeof value === 'string') return isSafe(value) ? `${text}"${value}"` : text + quoteWithCare(value);
  if (typeof value === 'number') return text + writeNumber(value);
  if (typeof value === 'boolean') return text + (value ? 'true' : 'false');
  if (value === null) return `${text}null`;
  if (typeof value !== 'object') throw new TypeError(`Canonical JSON has no form for ${typeof value}`);
  if (depth >= MAX_DEPTH) throw new TypeError(`Canonical JSON is limited to ${MAX_DEPTH} levels`);
  return Array.isArray(value) ? appendArray(text, value, depth + 1) : appendObject(text, value, depth + 1);
}

function writeNumber(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError('Canonical JSON has no form for a number that is not finite');
  return `${value}`;
}

function appendArray(before: string, values: readonly unknown[], depth: number): string {
  if (values.length === 0) return `${before}[]`;
  let text = before;
  for (let i = 0; i < values.length; i++) text = append(text + (i === 0 ? '[' : ','), values[i], depth);
  return `${text}]`;
}

function appendObject(before: string, value: object, depth: number): string {
  assertPlain(value);
  const names = Object.keys(value);
  if (names.length === 0) return `${before}{}`;
  const { sorted, firsts, nexts } = shapeOf(names);
  let text = before;
  let empty = true;
  for (let i = 0; i < sorted.length; i++) {
    const member = value[sorted[i]!];
    if (member === undefined) continue;
    text = append(text + (empty ? firsts[i]! : nexts[i]!), member, depth);
    empty = false;
  }
  return text + (empty ? '{}' : '}');
}

/** Plain: made by a literal, by JSON.parse (of any realm) or without prototype. A Date, Map or class instance is not. */
function assertPlain(value: object): asserts value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return;
  if (Object.getPrototypeOf(prototype) !== null) throw new TypeError('Canonical JSON takes plain objects only');
}

function shapeOf(names: readonly string[]): Shape {
  const first = names[0]!;
  const known = shapesByFirstName.get(first);
  if (known === undefined) {
    const shape = makeShape(names);
    if (shapesByFirstName.size < MAX_FIRST_NAMES) shapesByFirstName.set(first, [shape]);
    return shape;
  }
  for (let s = 0; s < known.length; s++) {
    if (sameNames(known[s]!.met, names)) return known[s]!;
  }
  const shape = makeShape(names);
  if (known.length < MAX_SHAPES_PER_FIRST_NAME) known.push(shape);
  return shape;
}

function sameNames(met: readonly string[], names: readonly string[]): boolean {
  if (met.length !== names.length) return false;
  for (let i = 1; i < met.length; i++) {
    if (met[i] !== names[i]) return false;
  }
  return true;
}

function makeShape(names: readonly string[]): Shape {
  // Without a comparator toSorted orders strings by UTF-16 code units, as RFC 8785 section 3.2.3 asks.
  const sorted = names.toSorted();
  const quoted = sorted.map((name) => (isSafe(name) ? `"${name}"` : quoteWithCare(name)));
  return {
    met: names,
    sorted,
    firsts: quoted.map((name) => `{${name}:`),
    nexts: quoted.map((name) => `,${name}:`),
  };
}

/** Whether a text is written as it is: no control character, quote, backslash or half of a surrogate pair. */
function isSafe(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x20 || unit === 0x22 || unit === 0x5c || (unit >= 0xd800 && unit < 0xe000)) return false;
  }
  return true;
}

function quoteWithCare(text: string): string {
  if (/\p{Surrogate}/u.test(text)) throw new TypeError('Canonical JSON has no form for a lone surrogate');
  return JSON.stringify(text);
}

/** A document as it came off the wire. */
export type Doc = Record<string, unknown>;

/** The value at a dotted path; undefined where there is none. Arrays are not entered: no index of the double is multikey. */
export function valueAt(document: Doc, path: string): unknown {
  if (!path.includes('.')) return document[path];
  let value: unknown = document;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Doc)[name];
  }
  return value;
}

/** Objects of the language and of BSON are values; what is left are embedded documents. */
export const isPlain = (value: unknown): value is Doc =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof Date) &&
  !(value instanceof RegExp) &&
  !('_bsontype' in value);

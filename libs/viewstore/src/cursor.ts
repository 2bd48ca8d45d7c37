import { InvalidQuery } from './view-store.port';

/** The values of the sort columns of a page's last row, then its key. */
export type CursorValues = readonly (string | number | null)[];

const MAX_LENGTH = 8_192;
const BASE64URL = /^[A-Za-z0-9_-]+$/;

/** `query` tells one order of one table from another, so that a cursor cannot be used elsewhere. */
export function encodeCursor(query: string, values: CursorValues): string {
  return Buffer.from(JSON.stringify([query, ...values]), 'utf8').toString('base64url');
}

/**
 * Cursors come back from outside: everything in them is checked, and they hold nothing but values to compare with.
 * @throws InvalidQuery
 */
export function decodeCursor(query: string, types: readonly ('text' | 'integer')[], cursor: string): CursorValues {
  if (cursor.length > MAX_LENGTH || !BASE64URL.test(cursor)) throw invalid();
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw invalid();
  }
  if (!Array.isArray(parts) || parts.length !== types.length + 1 || parts[0] !== query) throw invalid();
  const values = parts.slice(1) as unknown[];
  values.forEach((value, index) => {
    const isKey = index === types.length - 1;
    if (value === null && !isKey) return;
    const fits = types[index] === 'text' ? typeof value === 'string' : Number.isSafeInteger(value);
    if (!fits) throw invalid();
  });
  return values as CursorValues;
}

const invalid = (): InvalidQuery => new InvalidQuery('the cursor is not one of this query', 'cursor');

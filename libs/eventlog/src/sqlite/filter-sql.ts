import type { ReadFilter } from '../event-store.port';

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const oneOf = (types: readonly string[]): string => `type IN (${types.map(quoted).join(', ')})`;

/** The filter as a condition over a row of `events`. */
export function filterSql({ types, part, fromEveryPart }: ReadFilter): string {
  const wanted = types === undefined ? '1' : oneOf(types);
  if (part === undefined) return wanted;
  const inPart = `unicode(substr(stream, -1)) % ${Math.trunc(part.of)} = ${Math.trunc(part.index)}`;
  const everywhere = fromEveryPart === undefined || fromEveryPart.length === 0 ? '' : ` OR ${oneOf(fromEveryPart)}`;
  return `${wanted} AND (${inPart}${everywhere})`;
}

/** A copy of plain data, several times as fast as structuredClone: a history makes thousands. */
export function copyOf<T>(from: T): T {
  if (typeof from !== 'object' || from === null) return from;
  // Plain data has the shape that it is copied from.
  if (Array.isArray(from)) return from.map((each: unknown) => copyOf(each)) as T;
  const copy: Record<string, unknown> = {};
  for (const key in from) copy[key] = copyOf(from[key]);
  return copy as T;
}

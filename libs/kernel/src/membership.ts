/** Lists shorter than this are searched as they are. */
const SHORT = 12;
const sets = new WeakMap<readonly string[], ReadonlySet<string>>();

/** Whether a list that is never changed holds the value; a long list (a roster, an attendance sheet) is indexed once. */
export function listHas(list: readonly string[], value: string): boolean {
  if (list.length < SHORT) return list.includes(value);
  let set = sets.get(list);
  if (!set) sets.set(list, (set = new Set(list)));
  return set.has(value);
}

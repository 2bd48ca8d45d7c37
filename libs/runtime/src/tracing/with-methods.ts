/** The same object with some methods in place of its own; the others work on the object itself, as if called there. */
export function withMethods<T extends object>(target: T, own: Partial<T>): T {
  const bound = new Map<unknown, unknown>();
  return new Proxy(target, {
    get(_, key) {
      if (key in own) return Reflect.get(own, key);
      const value: unknown = Reflect.get(target, key, target);
      if (typeof value !== 'function') return value;
      if (!bound.has(value)) bound.set(value, value.bind(target));
      return bound.get(value);
    },
  });
}

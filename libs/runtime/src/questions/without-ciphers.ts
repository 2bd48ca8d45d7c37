/** A sealed value as it is shown: whose it is, never its ciphertext. */
const SHOWN = { sealed: true } as const;

/** The same value with every ciphertext left out. */
export function withoutCiphers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutCiphers);
  if (typeof value !== 'object' || value === null) return value;
  if ('cipher' in value && 'person' in value && 'generation' in value)
    return { person: value.person, generation: value.generation, ...SHOWN };
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutCiphers(each)]));
}

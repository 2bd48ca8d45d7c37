import type { PolicyState } from '../policy.state';

/** 参数值: what a parameter of section G was on that day; undefined where nothing was set. T is the caller's knowledge of the key. */
export function parameterOn<T>(policy: PolicyState, key: string, onDate: string): T | undefined {
  const entries = policy.parameters[key];
  if (!entries) return undefined;
  for (let i = entries.length - 1; i >= 0; i--) {
    const entry = entries[i]!;
    if (entry.validFrom <= onDate) return entry.value as T;
  }
  return undefined;
}

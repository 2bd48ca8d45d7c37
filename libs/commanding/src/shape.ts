import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { quickShape } from './quick-shape';

const MAX_DEPTH = 8;
const PLAIN_NAME = /^[A-Za-z][A-Za-z0-9]{0,63}$/;
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

export type Shaped = { readonly ok: true } | { readonly ok: false; readonly errors: readonly FieldError[] };

export interface FieldError {
  /** JSON pointer. */
  readonly pointer: string;
  readonly message: string;
}

/** Checks data of unknown origin against a command class: shape, types, lengths, nothing unknown. Never throws on data. */
export function shaped(shape: new () => object, data: unknown): Shaped {
  if (typeof data !== 'object' || data === null || Array.isArray(data))
    return { ok: false, errors: [{ pointer: '', message: 'an object is expected' }] };
  if (!harmless(data, 0))
    return { ok: false, errors: [hostileAt(data, '', 0) ?? { pointer: '', message: 'malformed' }] };
  if (quickShape(shape)(data)) return { ok: true };
  const command = plainToInstance(shape, data);
  const found = validateSync(command, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true });
  if (found.length > 0) return { ok: false, errors: found.flatMap((error) => flatten(error, '')) };
  return { ok: true };
}

/** The same question as {@link hostileAt} without saying where: asked of every command, so it builds no text. */
function harmless(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return typeof value !== 'number' || Number.isFinite(value);
  if (depth >= MAX_DEPTH) return false;
  if (Array.isArray(value)) {
    for (const each of value) if (!harmless(each, depth + 1)) return false;
    return true;
  }
  for (const key of Object.keys(value)) {
    if (FORBIDDEN_KEYS.has(key) || !harmless((value as Record<string, unknown>)[key], depth + 1)) return false;
  }
  return true;
}

function hostileAt(value: unknown, pointer: string, depth: number): FieldError | undefined {
  if (typeof value !== 'object' || value === null) {
    if (typeof value === 'number' && !Number.isFinite(value)) return { pointer, message: 'not a finite number' };
    return undefined;
  }
  if (depth >= MAX_DEPTH) return { pointer, message: `nested more than ${MAX_DEPTH} deep` };
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      const found = hostileAt(value[i], `${pointer}/${i}`, depth + 1);
      if (found) return found;
    }
    return undefined;
  }
  for (const key of Object.keys(value)) {
    if (FORBIDDEN_KEYS.has(key)) return { pointer: `${pointer}/${key}`, message: 'forbidden name' };
    const inside = PLAIN_NAME.test(key) ? `${pointer}/${key}` : pointer;
    const found = hostileAt((value as Record<string, unknown>)[key], inside, depth + 1);
    if (found) return found;
  }
  return undefined;
}

function flatten(error: ValidationError, parent: string): FieldError[] {
  const { whitelistValidation: unknown, ...constraints } = error.constraints ?? {};
  // The name of an unknown field comes from outside and may be somebody's.
  if (unknown !== undefined && !PLAIN_NAME.test(error.property))
    return [{ pointer: parent, message: 'holds a field that is not known' }];
  const pointer = `${parent}/${error.property}`;
  const messages = [...Object.values(constraints), ...(unknown === undefined ? [] : [unknown])];
  const own = messages.map((message) => ({ pointer, message }));
  return [...own, ...(error.children ?? []).flatMap((child) => flatten(child, pointer))];
}

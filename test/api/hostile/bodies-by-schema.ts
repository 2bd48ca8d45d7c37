import * as fc from 'fast-check';
import type { JsonSchema } from '../described-api';

type Parts = Readonly<Record<string, JsonSchema>>;

/** Deep enough for every shape there is. */
const MAX_DEPTH = 6;

/** Values that a schema takes, as far as it says what it takes: bodies that come to the deciders. */
export function bySchema(schema: JsonSchema, parts: Parts, depth = 0): fc.Arbitrary<unknown> {
  const reference = schema['$ref'];
  if (depth > MAX_DEPTH) return fc.constant({});
  if (typeof reference === 'string') return bySchema(parts[reference.split('/').at(-1) ?? ''] ?? {}, parts, depth + 1);
  if (Array.isArray(schema['enum'])) return fc.constantFrom<unknown>(...(schema['enum'] as unknown[]));
  switch (schema['type']) {
    case 'object':
      return objectOf(schema, parts, depth);
    case 'array':
      return fc.array(bySchema((schema['items'] as JsonSchema | undefined) ?? {}, parts, depth + 1), {
        minLength: Number(schema['minItems'] ?? 0),
        maxLength: Math.max(3, Number(schema['minItems'] ?? 0)),
      });
    case 'integer':
    case 'number':
      return fc.integer({ min: Number(schema['minimum'] ?? 0), max: Math.min(Number(schema['maximum'] ?? 1e9), 1e9) });
    case 'boolean':
      return fc.boolean();
    case 'string':
      return text(schema);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function objectOf({ properties = {}, ...schema }: JsonSchema, parts: Parts, depth: number): fc.Arbitrary<object> {
  const required = (schema['required'] as readonly string[] | undefined) ?? [];
  // A file that is named must have been handed in; these have not.
  const named = Object.entries(properties).filter(([name]) => name !== 'sha256');
  const fields = named.map(([name, property]) => [name, bySchema(property, parts, depth + 1)]);
  return fc.record(Object.fromEntries(fields) as Record<string, fc.Arbitrary<unknown>>, {
    requiredKeys: [...required],
  });
}

function text(schema: JsonSchema): fc.Arbitrary<string> {
  const { format, pattern, minLength = 1, maxLength = 20 } = schema;
  if (format === 'uuid') return fc.uuid();
  if (format === 'date')
    return fc.date({ min: EARLY, max: LATE, noInvalidDate: true }).map((at) => at.toISOString().slice(0, 10));
  if (typeof pattern !== 'string')
    return fc.string({ unit: 'grapheme', minLength: Number(minLength), maxLength: Math.min(Number(maxLength), 40) });
  if (pattern.includes('T\\d{2}'))
    return fc.date({ min: EARLY, max: LATE, noInvalidDate: true }).map((at) => at.toISOString());
  // What a generator of strings cannot look ahead for.
  return fc.stringMatching(new RegExp(pattern.replace(/\(\?![^)]*\)/, ''), 'u'));
}

const EARLY = new Date('2019-01-01T00:00:00.000Z');
const LATE = new Date('2021-12-31T00:00:00.000Z');

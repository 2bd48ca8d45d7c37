import type { Schema } from '@ledger/runtime/schema/command-schema';

const MAX_DEPTH = 6;

/** Made-up values by the name of a field, where its schema alone would give nothing readable. */
const BY_NAME: Readonly<Record<string, unknown>> = {
  reason: '登记有误，予以更正',
  opinion: '材料齐全，与系统登记一致',
  unit: 'XC-411002',
  amountFen: 120_000,
  uscc: '52411000MJ0TE5T35D',
  institution: '52411000MJ0TE5T35D',
  idNumber: '411002190001010011',
  name: '张三',
};
const EXAMPLE_UUID = '0b8c4f6e-3f55-4a5e-9c1d-2f7f6f0c5a11';

/** A body as a caller would write it: the required fields, each with a value of its kind. */
export function exampleOf(schema: Schema, parts: Readonly<Record<string, Schema>>, depth = 0): unknown {
  const reference = schema['$ref'];
  if (typeof reference === 'string')
    return depth < MAX_DEPTH ? exampleOf(parts[reference.split('/').at(-1) ?? ''] ?? {}, parts, depth + 1) : {};
  const [first] = (schema['enum'] as readonly unknown[] | undefined) ?? [];
  if (first !== undefined) return first;
  if ('const' in schema) return schema['const'];
  const type = Array.isArray(schema['type']) ? (schema['type'] as readonly unknown[])[0] : schema['type'];
  switch (type) {
    case 'object':
      return objectOf(schema, parts, depth);
    case 'array':
      return [exampleOf((schema['items'] as Schema | undefined) ?? {}, parts, depth + 1)];
    case 'integer':
    case 'number':
      return Math.max(1, Number(schema['minimum'] ?? 1));
    case 'boolean':
      return true;
    default:
      return textOf(schema);
  }
}

function objectOf(schema: Schema, parts: Readonly<Record<string, Schema>>, depth: number): object {
  const required = (schema['required'] as readonly string[] | undefined) ?? [];
  return Object.fromEntries(
    required.map((name) => [name, BY_NAME[name] ?? exampleOf(schema.properties?.[name] ?? {}, parts, depth + 1)]),
  );
}

function textOf(schema: Schema): string {
  if (schema['format'] === 'uuid') return EXAMPLE_UUID;
  if (schema['format'] === 'date') return '2020-10-15';
  if (typeof schema['pattern'] === 'string' && schema['pattern'].includes('T\\d{2}')) return '2020-10-15T00:30:00.000Z';
  return '示例';
}

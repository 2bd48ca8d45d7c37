import type { Schema } from '@ledger/runtime/schema/command-schema';

const MAX_DEPTH = 6;

/** Made-up values by the name of a field, the first that its schema takes: what the schema alone gives is not readable. */
const BY_NAME: Readonly<Record<string, readonly unknown[]>> = {
  reason: ['登记有误，予以更正'],
  opinion: ['材料齐全，与系统登记一致'],
  unit: ['XC-411002'],
  amountFen: [120_000],
  kind: ['POLICY'],
  number: ['许人社〔2020〕1号', '4190000000000010095', 'CERT-2020-0001'],
  title: ['关于公布培训项目目录的通知'],
  key: ['attendance.min'],
  name: ['张三'],
  idNumber: ['411002190001010017'],
  accountName: ['张三'],
  accountNumber: ['4190000000000010095'],
};

/** By the form that a schema asks for. */
const BY_FORM: readonly string[] = [
  '示例',
  'EXAMPLE-1',
  '2020-10-15T00:30:00.000Z',
  '10-01',
  'XC-411002',
  'R1',
  '411002',
  '103503090013',
  '6-07-01-01',
  '52411000MJ0TE5T35D',
  '411002190001010017',
  '0b8c4f6e3f554a5e9c1d2f7f6f0c5a11101',
  'ab5df625bc76dbd4e163bed2dd888df828f90159bb93556525c31821b6541d46',
];
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
    required.map((name) => {
      const property = schema.properties?.[name] ?? {};
      const readable = BY_NAME[name]?.find((value) => fits(value, property));
      return [name, readable ?? exampleOf(property, parts, depth + 1)];
    }),
  );
}

function textOf(schema: Schema): string {
  if (schema['format'] === 'uuid') return EXAMPLE_UUID;
  if (schema['format'] === 'date') return '2020-10-15';
  return BY_FORM.find((value) => fits(value, schema)) ?? '示例';
}

function fits(value: unknown, { type, pattern, minLength = 0, maxLength = Infinity, ...more }: Schema): boolean {
  if ('enum' in more || 'format' in more || '$ref' in more) return false;
  if (typeof value !== 'string') return type === 'integer' || type === 'number';
  const { length } = value;
  if (type !== 'string' || length < Number(minLength) || length > Number(maxLength)) return false;
  return typeof pattern !== 'string' || new RegExp(pattern, 'u').test(value);
}

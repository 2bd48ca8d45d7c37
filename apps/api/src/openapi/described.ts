import type { Schema } from '@ledger/runtime/schema/command-schema';

/** The JSON Schema of a field that may hold whatever T may. */
interface Field<T> {
  readonly schema: Schema;
  readonly isOptional: boolean;
  /** Never there: a field fits a type whose every value it takes. */
  readonly takes?: (value: T) => void;
}

const field = <T>(schema: Schema, isOptional = false): Field<T> => ({ schema, isOptional });

export const text = (more: Schema = {}): Field<string> => field({ type: 'string', ...more });
export const oneOf = <T extends string>(labels: Readonly<Record<T, unknown>>): Field<T> =>
  field({ type: 'string', enum: Object.keys(labels) });
export const whole = (more: Schema = {}): Field<number> => field({ type: 'integer', ...more });
export const fen = (): Field<number> => whole({ description: '分 fen' });
export const instant = (): Field<string> => text({ format: 'date-time' });
export const date = (): Field<string> => text({ format: 'date' });
/** What has parts of its own, which the document does not go into. */
export const nested = (): Field<object> => field({ type: 'object' });
export const list = (items: Schema = { type: 'object' }): Field<readonly unknown[]> => field({ type: 'array', items });

/** Absent where there is none. */
export const optional = <T>({ schema }: Field<T>): Field<T | undefined> => field(schema, true);
export const orNull = <T>({ schema }: Field<T>): Field<T | null> => field({ anyOf: [schema, { type: 'null' }] });

/** Every field of T, no other, each with a schema that takes what T holds there: a row that changes does not compile. */
export type Described<T> = { readonly [K in keyof T]-?: Field<T[K]> };

/** A row as it is answered whole. */
export const rowSchema = <T>(fields: Described<T>): Schema => {
  const entries = Object.entries<Field<never>>(fields);
  return {
    type: 'object',
    properties: Object.fromEntries(entries.map(([name, { schema }]) => [name, schema])),
    required: entries.filter(([, { isOptional }]) => !isOptional).map(([name]) => name),
    additionalProperties: false,
  };
};

/** The same in a list, where `fields` may have chosen some of it. */
export const partOf = (schema: Schema): Schema => ({ ...schema, required: [] });

export const rowsOf = (items: Schema, more: Readonly<Record<string, Schema>> = {}): Schema => ({
  type: 'object',
  properties: { rows: { type: 'array', items }, ...more },
  required: ['rows'],
  additionalProperties: false,
});

export const pageOfRows = (items: Schema): Schema =>
  rowsOf(items, { cursor: { type: 'string', description: '下一页 where to go on; absent at the end' } });

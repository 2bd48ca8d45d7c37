import { personalFields, type AnyCommandSpec } from '@ledger/kernel';
import { allCommands, shapeSchemas, WHO_MAY } from '@ledger/streams';
import { validationMetadatasToSchemas } from 'class-validator-jsonschema';

// The package declares no types for the path that Node finds it under; the schema's maker takes it as it is.
const { defaultMetadataStorage } = require('class-transformer/cjs/storage') as {
  readonly defaultMetadataStorage: NonNullable<
    Parameters<typeof validationMetadatasToSchemas>[0]
  >['classTransformerMetadataStorage'];
};

/** JSON Schema, as far as this program reads it back. */
export type Schema = { readonly [member: string]: unknown } & {
  readonly properties?: Readonly<Record<string, Schema>>;
};

const UUID: Schema = { type: 'string', format: 'uuid' };
const NAME: Schema = { type: 'string', minLength: 1, maxLength: 64 };

const ACTOR: Schema = {
  type: 'object',
  description: '操作人: who acts, in which role, for which unit (a reporting unit, or the USCC of an organisation)',
  properties: { id: NAME, role: NAME, unit: NAME },
  required: ['id', 'role', 'unit'],
  additionalProperties: false,
};

/**
 * 命令格式: one document (JSON Schema 2020-12) for every line that an import takes: `oneOf` the commands, the data of each
 * under `$defs`. Made from the same classes that validation is made from.
 */
export function commandSchema(commands: readonly AnyCommandSpec[] = allCommands): Schema {
  const shapes = shapesAsSchemas();
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: '技能补贴台账命令 Skill Ledger commands',
    description: 'One command: a line of an import file. `at` is its business time, now where absent.',
    oneOf: commands.map(lineOf),
    $defs: defsOf(commands, shapes),
  };
}

/** Every class loaded so far that validates something, by name, as JSON Schema. */
export const shapesAsSchemas = (): Readonly<Record<string, Schema>> =>
  validationMetadatasToSchemas({
    additionalConverters: { ...shapeSchemas },
    classTransformerMetadataStorage: defaultMetadataStorage,
    refPointerPrefix: '#/$defs/',
  }) as Readonly<Record<string, Schema>>;

/** The commands' data and the shapes that they refer to, no others. */
function defsOf(
  commands: readonly AnyCommandSpec[],
  shapes: Readonly<Record<string, Schema>>,
): Readonly<Record<string, Schema>> {
  const defs: Record<string, Schema> = {};
  for (const spec of commands) defs[spec.shape.name] = dataOf(spec, shapes);
  for (const schema of Object.values(defs)) addReferred(schema, shapes, defs);
  return defs;
}

function addReferred(schema: Schema, shapes: Readonly<Record<string, Schema>>, defs: Record<string, Schema>): void {
  for (const [, name = ''] of JSON.stringify(schema).matchAll(/"#\/\$defs\/(\w+)"/g)) {
    const shape = shapes[name];
    if (!shape || name in defs) continue;
    defs[name] = closed(shape);
    addReferred(shape, shapes, defs);
  }
}

function lineOf({ name, zh, en, shape }: AnyCommandSpec): Schema {
  return {
    title: name,
    description: `${zh}: ${en}`,
    type: 'object',
    properties: {
      id: UUID,
      at: { type: 'string', format: 'date-time' },
      actor: ACTOR,
      command: { const: name },
      data: { $ref: `#/$defs/${shape.name}` },
    },
    required: ['id', 'actor', 'command', 'data'],
    additionalProperties: false,
  };
}

/** The command's data, with what is personal in it and who may give it. */
function dataOf(spec: AnyCommandSpec, shapes: Readonly<Record<string, Schema>>): Schema {
  const schema = shapes[spec.shape.name];
  const marked = personalFields(spec.shape);
  const properties = Object.entries(schema?.properties ?? {}).map(([field, property]) => {
    const kind = marked.get(field);
    return [field, kind ? { ...property, 'x-personal': kind } : property];
  });
  const row = WHO_MAY.find(({ command }) => command === spec.name);
  return {
    ...closed(schema ?? { type: 'object' }),
    title: spec.name,
    description: `${spec.zh}: ${spec.en}`,
    properties: Object.fromEntries(properties) as Readonly<Record<string, Schema>>,
    ...(row ? { 'x-who-may': row.who } : {}),
  };
}

/** Unknown members are refused by validation, so the schema refuses them too. */
const closed = (schema: Schema): Schema => ({ ...schema, additionalProperties: false });

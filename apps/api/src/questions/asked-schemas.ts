import { shapesAsSchemas, type Schema } from '@ledger/runtime/schema/command-schema';

let schemas: Readonly<Record<string, Schema>> | undefined;

/** JSON Schema of the parameters of a question, from the class that validates them. */
export function schemaOf(shape: new () => object): Schema {
  // Made at the first question, when every shape has been loaded.
  schemas ??= shapesAsSchemas();
  return schemas[shape.name] ?? {};
}

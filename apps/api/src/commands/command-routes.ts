import type { AnyCommandSpec } from '@ledger/kernel';
import { commandSchema, type Schema } from '@ledger/runtime/schema/command-schema';
import { allCommands } from '@ledger/streams';
import { commandPath } from './command-path';

/** One endpoint: a command, where it is given, and the schema of its body, which lacks what the address says. */
export interface CommandRoute {
  readonly spec: AnyCommandSpec;
  readonly path: string;
  readonly parameter?: string;
  readonly body: Schema;
}

const { $defs } = commandSchema() as Schema & { readonly $defs: Readonly<Record<string, Schema>> };

/** The shapes that bodies refer to, by name. */
export const bodyParts: Readonly<Record<string, Schema>> = $defs;

/** 命令接口: one endpoint for every command there is. */
export const commandRoutes: readonly CommandRoute[] = allCommands.map((spec) => {
  const whole = $defs[spec.shape.name] ?? {};
  const required = (whole['required'] as readonly string[] | undefined) ?? [];
  const { path, parameter } = commandPath(spec, required);
  if (parameter === undefined) return { spec, path, body: whole };
  const properties = Object.fromEntries(Object.entries(whole.properties ?? {}).filter(([name]) => name !== parameter));
  return {
    spec,
    path,
    parameter,
    body: { ...whole, properties, required: required.filter((name) => name !== parameter) },
  };
});

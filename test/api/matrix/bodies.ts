import type { Endpoint } from '../described-api';
import type { Cast } from './cast';

/** Data that pass the shape of a command: of its last accepted line, or the document's example about things that there are. */
export function dataFor({ operation }: Endpoint, cast: Cast): Readonly<Record<string, unknown>> {
  const { operationId, requestBody, parameters } = operation;
  if (cast.has(operationId)) return cast.data(operationId);
  const example = requestBody?.content['application/json']?.example as object;
  const inPath = parameters.filter((each) => each.in === 'path').map(({ name }) => [name, EXAMPLES[name] ?? '']);
  return onChosen({ ...example, ...Object.fromEntries(inPath) }, cast) as Readonly<Record<string, unknown>>;
}

const EXAMPLES: Readonly<Record<string, string>> = { occupationId: 'occ-electrician' };

/** The same data with every id that names a thing naming one that there is. */
function onChosen(value: unknown, cast: Cast): unknown {
  if (Array.isArray(value)) return value.map((each) => onChosen(each, cast));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, cast.chosen[name] ?? onChosen(each, cast)]),
  );
}

import { shaped } from '@ledger/commanding';
import { normaliseUuid } from '@ledger/kernel';
import type { FastifyRequest } from 'fastify';
import { problem } from '../problems/api-problem';
import { schemaOf } from './asked-schemas';

/**
 * Parameters of address and query, as what their shape says they are.
 * @throws ProblemAnswer 400 with what is wrong, by name
 */
export function askedOf(
  shape: new () => object,
  { params, query, body }: Pick<FastifyRequest, 'params' | 'query' | 'body'>,
): object {
  const { properties = {} } = schemaOf(shape);
  const given = { ...(query as object), ...(body as object | undefined), ...(params as object) };
  const asked: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    if (typeof value !== 'string') asked[name] = value;
    else if (properties[name]?.['type'] === 'integer' && /^\d{1,16}$/.test(value)) asked[name] = Number(value);
    else if (properties[name]?.['format'] === 'uuid') asked[name] = normaliseUuid(value) ?? value;
    else asked[name] = value;
  }
  const checked = shaped(shape, asked);
  if (checked.ok) return asked;
  throw problem(400, 'invalid-query', '参数有误，请按所列改正。', 'A parameter is wrong; correct those listed.', {
    errors: checked.errors,
  });
}

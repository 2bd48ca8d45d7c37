import { ObjectId } from 'bson';
import { CommandError } from '../command-error';
import { compareValues } from '../store/compare';
import { isPlain, type Doc } from '../store/doc';
import { aggregated, updatedBy } from '../store/match';
import { DOCUMENT_BYTES_MAX, sizeOf } from '../wire/frames';

/** How a document is changed: by operators, by a pipeline, or replaced. */
export interface Change {
  readonly update: Doc | readonly Doc[];
  readonly arrayFilters: readonly Doc[];
}

const isOperators = (update: Doc): boolean => Object.keys(update)[0]?.startsWith('$') ?? false;

/** The document as it is after the change. `inserting`: the change is an upsert's, so `$setOnInsert` counts. */
export function changed({ update, arrayFilters }: Change, before: Doc, inserting: boolean): Doc {
  const after = applied(update, arrayFilters, before, inserting);
  if (before['_id'] !== undefined && compareValues(before['_id'], after['_id']) !== 0) {
    throw new CommandError(66, "Performing an update on the path '_id' would modify the immutable field '_id'");
  }
  refuseBig(after);
  return after;
}

function applied(update: Doc | readonly Doc[], arrayFilters: readonly Doc[], before: Doc, inserting: boolean): Doc {
  if (Array.isArray(update)) return aggregated(update as readonly Doc[], [before])[0] ?? before;
  const document = update as Doc;
  if (!isOperators(document)) return before['_id'] === undefined ? document : { _id: before['_id'], ...document };
  const { $setOnInsert, ...operators } = document;
  const $set = { ...(operators['$set'] as Doc | undefined), ...(inserting ? ($setOnInsert as Doc | undefined) : {}) };
  const all: Doc = Object.keys($set).length > 0 ? { ...operators, $set } : operators;
  delete all[''];
  return plainSet(all, before) ?? updatedBy(all, before, arrayFilters);
}

/** The most frequent change by far: whole top-level fields set or removed. */
function plainSet(operators: Doc, before: Doc): Doc | undefined {
  const names = Object.entries(operators).flatMap(([, fields]) => Object.keys(fields as Doc));
  const isPlainSet = Object.keys(operators).every((name) => name === '$set' || name === '$unset');
  if (!isPlainSet || names.some((name) => name.includes('.'))) return undefined;
  const after: Doc = { ...before, ...(operators['$set'] as Doc | undefined) };
  for (const name of Object.keys(operators['$unset'] ?? {})) delete after[name];
  return after;
}

/** What an upsert inserts where nothing matches: what the filter says of equality, changed. */
export function inserted(change: Change, filter: Doc): Doc {
  const base = equalities(filter);
  const after = changed(change, base, true);
  return { _id: after['_id'] ?? base['_id'] ?? new ObjectId(), ...after };
}

function equalities(filter: Doc): Doc {
  const found: Doc = {};
  for (const [name, value] of Object.entries(filter)) {
    if (name === '$and') for (const part of value as Doc[]) Object.assign(found, equalities(part));
    else if (name.startsWith('$') || value instanceof RegExp) continue;
    else if (!isPlain(value) || !isOperators(value)) found[name] = value;
    else if ('$eq' in value) found[name] = value['$eq'];
  }
  return found;
}

/** https://www.mongodb.com/docs/manual/reference/limits/#bson-documents */
export function refuseBig(document: Doc): void {
  const bytes = sizeOf(document);
  if (bytes <= DOCUMENT_BYTES_MAX) return;
  throw new CommandError(10334, `BSONObj size: ${bytes} is invalid. Size must be between 0 and ${DOCUMENT_BYTES_MAX}`);
}

import { CommandError } from '../command-error';
import { explained } from '../plan/explain';
import { compareValues } from '../store/compare';
import { isPlain, valueAt, type Doc } from '../store/doc';
import { aggregated } from '../store/match';
import { sizeOf } from '../wire/frames';
import { namespaceOf, type Context, type Handler } from './context';
import { project, select, sortOf, type Selected, type Selection } from './selection';

function selectionOf(body: Doc): Selection {
  return {
    filter: (body['filter'] ?? body['query'] ?? body['q'] ?? {}) as Doc,
    sort: sortOf(body['sort']),
    hint: body['hint'] as string | Doc | undefined,
    projection: body['projection'] as Doc | undefined,
    skip: Number(body['skip'] ?? 0),
    limit: Math.abs(Number(body['limit'] ?? 0)),
  };
}

function selected(context: Context, namespace: string, selection: Selection): Selected | undefined {
  const collection = context.databases.find(namespace);
  return collection && select(collection, selection, context.view);
}

const documentsOf = (found: Selected | undefined): Doc[] => found?.found.map(({ document }) => document) ?? [];

/** https://www.mongodb.com/docs/manual/reference/command/find/ */
const find: Handler = (body, context) => {
  const namespace = namespaceOf(context, body['find']);
  const selection = selectionOf(body);
  const documents = project(selection.projection, documentsOf(selected(context, namespace, selection)));
  const isSingle = body['singleBatch'] === true;
  return context.cursors.first(namespace, documents, batchOf(body['batchSize']), isSingle, sizeOf);
};

const batchOf = (size: unknown): number | undefined => (size === undefined ? undefined : Number(size));

const getMore: Handler = (body, context) => context.cursors.more(body['getMore'], batchOf(body['batchSize']), sizeOf);

const killCursors: Handler = (body, context) => context.cursors.kill((body['cursors'] ?? []) as unknown[]);

/** What the beginning of a pipeline asks for can be given by an index; the rest runs over what was found. */
function leading(
  pipeline: readonly Doc[],
  hint: unknown,
): { readonly selection: Selection; readonly rest: readonly Doc[] } {
  const rest = [...pipeline];
  const next = (stage: string): unknown => (rest[0] && stage in rest[0] ? rest.shift()?.[stage] : undefined);
  const filter = (next('$match') ?? {}) as Doc;
  const sort = sortOf(next('$sort'));
  const limit = Number(next('$limit') ?? 0);
  return { selection: { filter, sort, limit, hint: hint as string | Doc | undefined }, rest };
}

/** https://www.mongodb.com/docs/manual/reference/command/aggregate/ */
const aggregate: Handler = (body, context) => {
  const pipeline = body['pipeline'] as readonly Doc[];
  const writes = pipeline.find((stage) => '$out' in stage || '$merge' in stage);
  if (writes || typeof body['aggregate'] !== 'string') {
    throw new CommandError(2, 'the double aggregates one collection and writes none');
  }
  const namespace = namespaceOf(context, body['aggregate']);
  const { selection, rest } = leading(pipeline, body['hint']);
  const documents = aggregated(rest, documentsOf(selected(context, namespace, selection)));
  const { batchSize } = (body['cursor'] ?? {}) as { readonly batchSize?: number };
  return context.cursors.first(namespace, documents, batchOf(batchSize), false, sizeOf);
};

const count: Handler = (body, context) => {
  const found = selected(context, namespaceOf(context, body['count']), selectionOf(body));
  return { n: found?.found.length ?? 0, ok: 1 };
};

const distinct: Handler = (body, context) => {
  const found = selected(context, namespaceOf(context, body['distinct']), selectionOf(body));
  const values: unknown[] = [];
  for (const document of documentsOf(found)) {
    const value = valueAt(document, String(body['key']));
    for (const each of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (each !== undefined && !values.some((other) => compareValues(other, each) === 0)) values.push(each);
    }
  }
  return { values: values.toSorted(compareValues), ok: 1 };
};

/** https://www.mongodb.com/docs/manual/reference/command/explain/: the plan is run, whatever the verbosity. */
const explain: Handler = (body, context) => {
  const command = body['explain'];
  if (!isPlain(command)) throw new CommandError(9, 'explain needs a command');
  const [name = '', target] = Object.entries(command)[0] ?? [];
  const [statement] = (command['updates'] ?? command['deletes'] ?? [command]) as readonly Doc[];
  const namespace = namespaceOf(context, target);
  const selection =
    name === 'aggregate'
      ? leading(command['pipeline'] as readonly Doc[], command['hint']).selection
      : selectionOf(statement as Doc);
  return explained(namespace, selection, selected(context, namespace, selection));
};

export const reads: Readonly<Record<string, Handler>> = {
  find,
  getMore,
  killCursors,
  aggregate,
  count,
  distinct,
  explain,
};

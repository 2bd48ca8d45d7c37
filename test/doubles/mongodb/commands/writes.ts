import { ObjectId } from 'bson';
import { CommandError } from '../command-error';
import { compareValues } from '../store/compare';
import type { Collection } from '../store/collection';
import type { Doc } from '../store/doc';
import { matcher } from '../store/match';
import { seen } from '../store/stored-record';
import type { Found } from '../plan/run-plan';
import { changed, inserted, refuseBig, type Change } from './changes';
import { namespaceOf, waiting, type Context, type Handler } from './context';
import { project, select, sortOf } from './selection';

/** What one statement did. */
interface Done extends Doc {
  readonly n: number;
  readonly nModified?: number;
  readonly upserted?: unknown;
}

/**
 * Runs a command's statements, stopping at the first error where they are ordered. A statement of a retryable write that has been
 * answered before is not run again (https://www.mongodb.com/docs/manual/core/retryable-writes/).
 */
async function runStatements(
  body: Doc,
  context: Context,
  count: number,
  run: (at: number) => Promise<Done>,
): Promise<Doc> {
  const answers = context.sessions.answersOf(body);
  const ids = (body['stmtIds'] ?? []) as readonly number[];
  const done: { readonly at: number; readonly what: Done }[] = [];
  const writeErrors: Doc[] = [];
  const retriedStmtIds: number[] = [];
  for (let at = 0; at < count; at += 1) {
    const id = ids[at] ?? Number(body['stmtId'] ?? 0) + at;
    const before = answers?.get(id);
    if (before) retriedStmtIds.push(id);
    try {
      const what = (before as Done | undefined) ?? (await run(at));
      answers?.set(id, what);
      done.push({ at, what });
    } catch (error) {
      if (!(error instanceof CommandError) || error.code === 112) throw error;
      const { code, message: errmsg, more } = error;
      writeErrors.push({ index: at, code, errmsg, ...more });
      // The server ends a transaction at its first error.
      if (context.transaction) context.sessions.abortFailed(body);
      if (body['ordered'] !== false || context.transaction) break;
    }
  }
  return {
    n: done.reduce((sum, { what }) => sum + what.n, 0),
    ...(retriedStmtIds.length > 0 ? { retriedStmtIds } : {}),
    ...(writeErrors.length > 0 ? { writeErrors } : {}),
    nModified: done.reduce((sum, { what }) => sum + (what.nModified ?? 0), 0),
    upserted: done.flatMap(({ at, what }) => ('upserted' in what ? [{ index: at, _id: what.upserted }] : [])),
    ok: 1,
  };
}

/** https://www.mongodb.com/docs/manual/reference/command/insert/ */
const insert: Handler = async (body, context) => {
  const collection = context.databases.open(namespaceOf(context, body['insert']));
  const documents = body['documents'] as readonly Doc[];
  const {
    nModified: _,
    upserted: __,
    ...answer
  } = await runStatements(body, context, documents.length, async (at) => {
    const given = documents[at] as Doc;
    const document = given['_id'] === undefined ? { _id: new ObjectId(), ...given } : given;
    refuseBig(document);
    await waiting(() => collection.insert(document, context.transaction));
    return { n: 1 };
  });
  return answer;
};

/** https://www.mongodb.com/docs/manual/reference/command/update/ */
const update: Handler = async (body, context) => {
  const collection = context.databases.open(namespaceOf(context, body['update']));
  const updates = body['updates'] as readonly Doc[];
  const { upserted, ...answer } = await runStatements(body, context, updates.length, (at) =>
    updateOf(collection, updates[at] as Doc, context),
  );
  return (upserted as unknown[]).length > 0 ? { ...answer, upserted } : answer;
};

async function updateOf(collection: Collection, statement: Doc, context: Context): Promise<Done> {
  const filter = (statement['q'] ?? {}) as Doc;
  const change = changeOf(statement['u'], statement['arrayFilters']);
  if (statement['multi'] === true) {
    const found = matched(collection, statement, context, 0);
    let [n, nModified] = [0, 0];
    const fits = matcher(filter);
    for (const each of found) {
      const outcome = await waiting(() => {
        const document = seen(each.record, context.view);
        return document && fits(document) ? replace(collection, { ...each, document }, change, context) : undefined;
      });
      n += Number(outcome !== undefined);
      nModified += Number(outcome?.isModified ?? false);
    }
    if (n > 0 || statement['upsert'] !== true) return { n, nModified };
  }
  return waiting(() => {
    const [first] = statement['multi'] === true ? [] : matched(collection, statement, context, 1);
    if (first) {
      const { isModified } = replace(collection, first, change, context);
      return { n: 1, nModified: Number(isModified) };
    }
    if (statement['upsert'] !== true) return { n: 0, nModified: 0 };
    const document = inserted(change, filter);
    collection.insert(document, context.transaction);
    return { n: 1, nModified: 0, upserted: document['_id'] };
  });
}

const changeOf = (given: unknown, arrayFilters: unknown): Change => ({
  update: given as Doc | readonly Doc[],
  arrayFilters: (arrayFilters ?? []) as readonly Doc[],
});

const matched = (collection: Collection, statement: Doc, context: Context, limit: number): Found[] =>
  select(
    collection,
    {
      filter: (statement['q'] ?? statement['query'] ?? {}) as Doc,
      sort: sortOf(statement['sort']),
      hint: statement['hint'] as string | Doc | undefined,
      limit,
    },
    context.view,
  ).found;

function replace(collection: Collection, { record, document }: Found, change: Change, { transaction }: Context) {
  const after = changed(change, document, false);
  const isModified = compareValues(document, after) !== 0;
  if (isModified) collection.write(record, after, transaction);
  return { after, isModified };
}

/** https://www.mongodb.com/docs/manual/reference/command/delete/ */
const remove: Handler = async (body, context) => {
  const collection = context.databases.open(namespaceOf(context, body['delete']));
  const deletes = body['deletes'] as readonly Doc[];
  const {
    nModified: _,
    upserted: __,
    ...answer
  } = await runStatements(body, context, deletes.length, (at) => {
    const statement = deletes[at] as Doc;
    return waiting(() => {
      const found = matched(collection, statement, context, Number(statement['limit']));
      for (const { record } of found) collection.write(record, undefined, context.transaction);
      return { n: found.length };
    });
  });
  return answer;
};

/** https://www.mongodb.com/docs/manual/reference/command/findAndModify/ */
const findAndModify: Handler = async (body, context) => {
  const answers = context.sessions.answersOf(body);
  const before = answers?.get(0);
  if (before) return { ...before, retriedStmtId: 0 };
  const collection = context.databases.open(namespaceOf(context, body['findAndModify'] ?? body['findandmodify']));
  const answer = await waiting(() => foundAndModified(collection, body, context));
  answers?.set(0, answer);
  return answer;
};

function foundAndModified(collection: Collection, body: Doc, context: Context): Doc {
  const shown = (document: Doc): Doc | undefined => project(body['fields'] as Doc | undefined, [document])[0];
  const [found] = matched(collection, body, context, 1);
  if (body['remove'] === true) {
    if (found) collection.write(found.record, undefined, context.transaction);
    return { lastErrorObject: { n: Number(found !== undefined) }, value: found ? shown(found.document) : null, ok: 1 };
  }
  const change = changeOf(body['update'], body['arrayFilters']);
  if (found) {
    const { after } = replace(collection, found, change, context);
    const value = shown(body['new'] === true ? after : found.document);
    return { lastErrorObject: { n: 1, updatedExisting: true }, value, ok: 1 };
  }
  if (body['upsert'] !== true) return { lastErrorObject: { n: 0, updatedExisting: false }, value: null, ok: 1 };
  const document = inserted(change, (body['query'] ?? {}) as Doc);
  collection.insert(document, context.transaction);
  const value = body['new'] === true ? shown(document) : null;
  return { lastErrorObject: { n: 1, updatedExisting: false, upserted: document['_id'] }, value, ok: 1 };
}

export const writes: Readonly<Record<string, Handler>> = {
  insert,
  update,
  delete: remove,
  findAndModify,
  findandmodify: findAndModify,
};

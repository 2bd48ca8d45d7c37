import { CommandError } from '../command-error';
import type { Collection, IndexSpec } from '../store/collection';
import type { Direction } from '../store/compare';
import type { Doc } from '../store/doc';
import { matcher } from '../store/match';
import { sizeOf } from '../wire/frames';
import { namespaceOf, type Context, type Handler } from './context';

/** What changes the catalogue may not be done within a transaction here; the server allows a part of it. */
const outsideTransactions =
  (handler: Handler): Handler =>
  (body, context) => {
    if (context.transaction)
      throw new CommandError(263, 'Cannot change the catalogue in a multi-document transaction.');
    return handler(body, context);
  };

const create: Handler = (body, context) => {
  const namespace = namespaceOf(context, body['create']);
  if (context.databases.find(namespace)) throw new CommandError(48, `Collection ${namespace} already exists.`);
  context.databases.open(namespace);
  return { ok: 1 };
};

const drop: Handler = (body, context) => {
  const namespace = namespaceOf(context, body['drop']);
  const indexes = context.databases.find(namespace)?.indexes.size ?? 0;
  context.databases.drop(namespace);
  // Since 7.0 dropping what is not there succeeds.
  return { nIndexesWas: indexes, ns: namespace, ok: 1 };
};

const dropDatabase: Handler = (_body, context) => {
  context.databases.dropDatabase(context.database);
  return { dropped: context.database, ok: 1 };
};

const renameCollection: Handler = (body, context) => {
  context.databases.rename(String(body['renameCollection']), String(body['to']), body['dropTarget'] === true);
  return { ok: 1 };
};

const listCollections: Handler = (body, context) => {
  const fits = matcher((body['filter'] ?? {}) as Doc);
  const found = context.databases
    .namesIn(context.database)
    .map((name): Doc => ({ name, type: 'collection', options: {}, info: { readOnly: false } }))
    .filter(fits);
  return context.cursors.first(`${context.database}.$cmd.listCollections`, found, undefined, false, sizeOf);
};

const listDatabases: Handler = (_body, context) => ({
  databases: context.databases.databaseNames().map((name) => ({ name, sizeOnDisk: 0, empty: false })),
  totalSize: 0,
  ok: 1,
});

/** https://www.mongodb.com/docs/manual/reference/command/createIndexes/ */
const createIndexes: Handler = (body, context) => {
  const collection = context.databases.open(namespaceOf(context, body['createIndexes']));
  const numIndexesBefore = collection.indexes.size;
  for (const spec of body['indexes'] as readonly Doc[]) addIndex(collection, spec);
  return { numIndexesBefore, numIndexesAfter: collection.indexes.size, createdCollectionAutomatically: false, ok: 1 };
};

function addIndex(collection: Collection, asked: Doc): void {
  const key = Object.fromEntries(
    Object.entries(asked['key'] as Doc).map(([name, way]): [string, Direction] => {
      if (way !== 1 && way !== -1) throw new CommandError(2, `the double has no index of the kind ${String(way)}`);
      return [name, way];
    }),
  );
  const spec: IndexSpec = { name: String(asked['name']), key, ...(asked['unique'] === true ? { unique: true } : {}) };
  for (const { name, key: given, unique } of collection.indexes.values()) {
    const isSameKey = JSON.stringify(given) === JSON.stringify(key);
    if (isSameKey && name === spec.name && unique === spec.unique) return;
    if (isSameKey) throw new CommandError(85, `Index already exists with a different name or options: ${name}`);
    if (name === spec.name)
      throw new CommandError(86, `An existing index has the same name as the requested index: ${name}`);
  }
  collection.addIndex(spec);
}

function known(context: Context, collection: unknown): Collection {
  const namespace = namespaceOf(context, collection);
  const found = context.databases.find(namespace);
  if (!found) throw new CommandError(26, `ns does not exist: ${namespace}`);
  return found;
}

const listIndexes: Handler = (body, context) => {
  const collection = known(context, body['listIndexes']);
  const found = [...collection.indexes.values()].map(({ name, key, unique }): Doc => ({
    v: 2,
    key,
    name,
    // The index of ids is unique without saying so.
    ...(unique && name !== '_id_' ? { unique } : {}),
  }));
  return context.cursors.first(collection.namespace, found, undefined, false, sizeOf);
};

const dropIndexes: Handler = (body, context) => {
  const collection = known(context, body['dropIndexes']);
  const nIndexesWas = collection.indexes.size;
  const named = body['index'];
  const names = named === '*' ? [...collection.indexes.keys()].filter((name) => name !== '_id_') : [String(named)];
  for (const name of names) {
    if (name === '_id_') throw new CommandError(72, 'cannot drop _id index');
    if (!collection.indexes.has(name)) throw new CommandError(27, `index not found with name [${name}]`);
    collection.dropIndex(name);
  }
  return { nIndexesWas, ok: 1 };
};

const catalogue = { create, drop, dropDatabase, renameCollection, createIndexes, dropIndexes };

export const administration: Readonly<Record<string, Handler>> = {
  ...Object.fromEntries(Object.entries(catalogue).map(([name, handler]) => [name, outsideTransactions(handler)])),
  listCollections,
  listDatabases,
  listIndexes,
  ping: () => ({ ok: 1 }),
  /** Of the parameters only the one that decides about transactions whose client is gone. */
  setParameter: (body, context) => {
    const seconds = Number(body['transactionLifetimeLimitSeconds']);
    if (!(seconds > 0)) throw new CommandError(72, 'no such parameter here');
    const was = context.sessions.lifetimeMs / 1_000;
    context.sessions.lifetimeMs = seconds * 1_000;
    return { was, ok: 1 };
  },
  endSessions: (body, context) => {
    context.sessions.endSessions((body['endSessions'] ?? []) as readonly Doc[]);
    return { ok: 1 };
  },
  commitTransaction: (body, context) => {
    context.sessions.commit(body);
    return { ok: 1 };
  },
  abortTransaction: (body, context) => {
    context.sessions.abort(body);
    return { ok: 1 };
  },
};

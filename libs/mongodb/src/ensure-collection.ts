import { MongoServerError, type Db } from 'mongodb';

const NAMESPACE_EXISTS = 48;

/** Makes an empty collection where there is none, so that it is there before a transaction is the first to write to it. */
export async function ensureCollection(db: Db, name: string): Promise<void> {
  try {
    await db.createCollection(name);
  } catch (error) {
    if (!(error instanceof MongoServerError && error.code === NAMESPACE_EXISTS)) throw error;
  }
}

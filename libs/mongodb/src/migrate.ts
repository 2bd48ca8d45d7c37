import type { Db } from 'mongodb';
import { isDuplicateKey } from './server-errors';

/** A step that brings a database to what the program needs; done twice, or by two processes at once, it does no harm. */
export interface Migration {
  readonly name: string;
  apply(db: Db): Promise<void>;
}

interface Applied {
  readonly _id: string;
  readonly at: Date;
}

/** Applies what the collection `migrations` does not have yet, in order. `room` keeps the names of two users of a database apart. */
export async function migrate(db: Db, room: string, migrations: readonly Migration[]): Promise<void> {
  const applied = db.collection<Applied>('migrations');
  for (const { name, apply } of migrations) {
    const _id = `${room}/${name}`;
    if (await applied.findOne({ _id })) continue;
    await apply(db);
    await applied.insertOne({ _id, at: new Date() }).catch((error: unknown) => {
      if (!isDuplicateKey(error)) throw error;
    });
  }
}

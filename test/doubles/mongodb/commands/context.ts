import type { Cursors } from '../cursors';
import type { Sessions } from '../sessions';
import { Busy } from '../store/collection';
import type { Databases } from '../store/databases';
import type { Doc } from '../store/doc';
import type { OpenTransaction, View } from '../store/stored-record';

/** What a command works with. */
export interface Context {
  readonly databases: Databases;
  readonly sessions: Sessions;
  readonly cursors: Cursors;
  readonly database: string;
  readonly transaction?: OpenTransaction;
  readonly view: View;
}

export type Handler = (body: Doc, context: Context) => Doc | Promise<Doc>;

export const namespaceOf = (context: Context, collection: unknown): string =>
  `${context.database}.${String(collection)}`;

/** Does the work; where it meets a write of an open transaction it waits for that one's end and does it again. */
export async function waiting<T>(work: () => T): Promise<T> {
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof Busy)) throw error;
      await error.until;
    }
  }
}

import { connect, ensureCollection, inTransaction, migrate, type Connection } from '@ledger/mongodb';
import type { Collection, Db } from 'mongodb';
import type { OwnedFilter, SavedFilter, SavedFilters } from '../saved-filters.port';

interface FilterDocument {
  readonly _id: string;
  readonly owner: string;
  readonly name: string;
  readonly question: string;
  /** As JSON text: a name of a filter may be anything. */
  readonly filters: string;
  readonly savedAt: string;
}

/** Written with each change, so that of two changes of one owner at once the second sees the first. */
interface OwnerDocument {
  readonly _id: string;
  readonly changes: number;
}

const filtersIn = (db: Db): Collection<FilterDocument> => db.collection('saved_filters');

export async function openMongoSavedFilters(place: {
  readonly url: string;
  readonly database: string;
}): Promise<SavedFilters> {
  const connection = await connect(place.url, place.database);
  try {
    await migrate(connection.db, 'saved-filters', [
      {
        name: '0001 by owner and name',
        async apply(db) {
          await filtersIn(db).createIndex({ owner: 1, name: 1 }, { name: 'owner.name', unique: true });
          await ensureCollection(db, 'saved_filter_owners');
        },
      },
    ]);
    return new MongoSavedFilters(connection);
  } catch (error) {
    await connection.close();
    throw error;
  }
}

const filterOf = ({ name, question, filters, savedAt }: FilterDocument): SavedFilter => ({
  name,
  question,
  // Written by `save`.
  filters: JSON.parse(filters) as SavedFilter['filters'],
  savedAt,
});

/** What everybody has saved in a database. */
export async function allMongoSavedFilters(place: {
  readonly url: string;
  readonly database: string;
}): Promise<readonly OwnedFilter[]> {
  const connection = await connect(place.url, place.database);
  try {
    const found = await filtersIn(connection.db)
      .find({}, { sort: { owner: 1, name: 1 } })
      .toArray();
    return found.map((document) => ({ owner: document.owner, filter: filterOf(document) }));
  } finally {
    await connection.close();
  }
}

class MongoSavedFilters implements SavedFilters {
  private readonly filters: Collection<FilterDocument>;
  private readonly owners: Collection<OwnerDocument>;

  constructor(private readonly connection: Connection) {
    this.filters = filtersIn(connection.db);
    this.owners = connection.db.collection('saved_filter_owners');
  }

  async of(owner: string): Promise<readonly SavedFilter[]> {
    const found = await this.filters.find({ owner }, { sort: { owner: 1, name: 1 } }).toArray();
    return found.map(filterOf);
  }

  async save(owner: string, { name, question, filters, savedAt }: SavedFilter, most: number): Promise<boolean> {
    const document = { owner, name, question, filters: JSON.stringify(filters), savedAt };
    return inTransaction(this.connection.client, async (session) => {
      await this.owners.updateOne({ _id: owner }, { $inc: { changes: 1 } }, { upsert: true, session });
      const others = await this.filters.countDocuments({ owner, name: { $ne: name } }, { session });
      if (others >= most) return false;
      await this.filters.replaceOne({ _id: idOf(owner, name) }, document, { upsert: true, session });
      return true;
    });
  }

  async forget(owner: string, name: string): Promise<boolean> {
    return (await this.filters.deleteOne({ _id: idOf(owner, name) })).deletedCount > 0;
  }

  async close(): Promise<void> {
    await this.connection.close();
  }
}

const idOf = (owner: string, name: string): string => JSON.stringify([owner, name]);

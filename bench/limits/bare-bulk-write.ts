import { MongoClient, type Collection, type Document } from 'mongodb';

/** The limit by hand: the same documents in one bulk each time, into a collection with the same indexes, and nothing else. */
export class BareBulkWrite {
  private constructor(
    private readonly client: MongoClient,
    private readonly rows: Collection<{ _id: string }>,
  ) {}

  /** Takes the indexes of the collection that it is measured against. */
  static async open(url: string, database: string, like: string): Promise<BareBulkWrite> {
    const client = await MongoClient.connect(url, { writeConcern: { w: 'majority' } });
    const db = client.db(database);
    const indexes = await db.collection(like).indexes();
    const rows = db.collection<{ _id: string }>('bare_rows');
    const own = indexes.filter(({ name }) => name !== '_id_').map(({ name, key }) => ({ name: name ?? '', key }));
    await rows.createIndexes(own);
    return new BareBulkWrite(client, rows);
  }

  async write(documents: readonly (Document & { readonly _id: string })[]): Promise<void> {
    await this.rows.bulkWrite(
      documents.map((replacement) => ({
        replaceOne: { filter: { _id: replacement._id }, replacement, upsert: true },
      })),
      { ordered: false },
    );
  }

  async close(): Promise<void> {
    await this.client.close();
  }
}

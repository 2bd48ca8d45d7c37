import { createHash } from 'node:crypto';
import { ensureCollection, migrate } from '@ledger/mongodb';
import type { Collection, Db, IndexDescription } from 'mongodb';
import { indexColumns } from '../query/index-choice';
import type { TableSchema } from '../view-store.port';
import {
  fieldOf,
  type ParkedDocument,
  type ProjectionDocument,
  type RowDocument,
  type StreamDocument,
} from './row-documents';

type Tables = ReadonlyMap<string, TableSchema>;

/** The collections of one making of the views. A rebuild makes the next beside it. */
export class Generation {
  private readonly prefix: string;
  readonly projections: Collection<ProjectionDocument>;
  readonly parked: Collection<ParkedDocument>;
  readonly streams: Collection<StreamDocument>;

  constructor(
    private readonly db: Db,
    readonly number: number,
  ) {
    this.prefix = prefixOf(number);
    // Tables begin with a letter, so none is called like these.
    this.projections = db.collection(`${this.prefix}_projections`);
    this.parked = db.collection(`${this.prefix}_parked`);
    this.streams = db.collection(`${this.prefix}_streams`);
  }

  rows(table: string): Collection<RowDocument> {
    return this.db.collection(`${this.prefix}${table}`);
  }

  /** Makes the collections, and the indexes that these tables declare, where they are not there. */
  async prepare(tables: Tables): Promise<void> {
    const shape = createHash('sha256')
      .update(JSON.stringify([...tables.values()]))
      .digest('hex')
      .slice(0, 16);
    await migrate(this.db, this.migrations, [
      { name: 'bookkeeping', apply: () => this.prepareBookkeeping() },
      { name: `tables ${shape}`, apply: () => this.indexTables(tables) },
    ]);
  }

  async drop(): Promise<void> {
    const names = await this.db.listCollections({}, { nameOnly: true }).toArray();
    for (const { name } of names) if (name.startsWith(this.prefix)) await this.db.collection(name).drop();
    const applied = this.db.collection<{ readonly _id: string }>('migrations');
    await applied.deleteMany({ _id: { $gte: `${this.migrations}/`, $lt: `${this.migrations}0` } });
  }

  /** In `migrations`, which begins each name with this and a slash. */
  private get migrations(): string {
    return `views-${this.number}`;
  }

  private async prepareBookkeeping(): Promise<void> {
    await this.parked.createIndexes([
      { name: 'position.projection', key: { position: 1, projection: 1 } },
      { name: 'projection.stream.position', key: { projection: 1, stream: 1, position: 1 } },
    ]);
    // Until the first checkpoint they would else not be there.
    for (const { collectionName } of [this.projections, this.streams]) await ensureCollection(this.db, collectionName);
  }

  private async indexTables(tables: Tables): Promise<void> {
    for (const table of tables.values()) {
      const indexes = table.indexes.map(indexOf);
      if (indexes.length > 0) await this.rows(table.name).createIndexes(indexes);
      else await ensureCollection(this.db, this.rows(table.name).collectionName);
    }
  }
}

const prefixOf = (number: number): string => `views${number}_`;

export const indexName = (declared: readonly string[]): string => indexColumns(declared).join('.');

const indexOf = (declared: readonly string[]): IndexDescription => ({
  name: indexName(declared),
  key: Object.fromEntries(indexColumns(declared).map((column) => [fieldOf(column), 1])),
});

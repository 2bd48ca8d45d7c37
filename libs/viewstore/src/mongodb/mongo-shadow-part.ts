import type { Json, Position } from '@ledger/kernel';
import { connect, isDuplicateKey, type Connection } from '@ledger/mongodb';
import type { AnyBulkWriteOperation, Collection } from 'mongodb';
import { fingerprintOf, tablesOf } from '../table-schemas';
import type {
  ChangedRow,
  ParkedEvent,
  Projection,
  Row,
  ShadowPart,
  ShadowPartRef,
  TableSchema,
} from '../view-store.port';
import { Generation } from './generation';
import { documentOf, parkedDocument, type RowDocument } from './row-documents';

/** Where a part writes; plain data for a worker. */
export interface ShadowPlace {
  readonly [name: string]: Json;
  readonly url: string;
  readonly database: string;
  readonly generation: number;
  readonly part: number;
}

/** Documents of one command: a bulk is cut into commands by the driver, this bounds what waits in memory. */
const AT_ONCE = 2_000;

/** Acknowledged by the primary alone while it is loaded; what is noted last, by a majority, takes all before it along. */
const LOADING = { writeConcern: { w: 1 }, ordered: false } as const;

/** Opens one part of the next generation for loading; called in the thread that loads it. */
export function openShadowPart(data: Json, projections: readonly Projection[]): ShadowPart {
  return new MongoShadowPart(data as ShadowPlace, projections);
}

/** A row as it is loaded: `part` tells the parts' rows apart, and goes with the row's next change. */
type LoadedRow = RowDocument & { readonly part: number };

class MongoShadowPart implements ShadowPart {
  private readonly connection: Promise<Connection>;
  private readonly tables: ReadonlyMap<string, TableSchema>;
  private readonly written = new Set<string>();

  constructor(
    private readonly place: ShadowPlace,
    private readonly projections: readonly Projection[],
  ) {
    this.tables = tablesOf(projections);
    this.connection = connect(place.url, place.database);
    // Whoever writes first is told.
    this.connection.catch(() => undefined);
  }

  async get(table: string, key: string): Promise<Row | undefined> {
    if (!this.written.has(table)) return undefined;
    const rows = await this.rows(table);
    const found = await rows.findOne({ _id: key, part: this.place.part }, { readConcern: { level: 'local' } });
    return found ? (JSON.parse(found.row) as Row) : undefined;
  }

  async write(table: string, changes: readonly ChangedRow[]): Promise<void> {
    const rows = await this.rows(table);
    const isFirst = !this.written.has(table);
    this.written.add(table);
    for (let from = 0; from < changes.length; from += AT_ONCE) {
      const some = changes.slice(from, from + AT_ONCE).flatMap((change) => this.operationsOf(table, change, isFirst));
      if (some.length > 0) await this.disjoint(table, () => rows.bulkWrite(some, LOADING));
    }
  }

  async park(events: readonly ParkedEvent[]): Promise<void> {
    if (events.length === 0) return;
    const { parked } = await this.generation();
    const operations = events.map(parkedDocument).map(({ _id, ...replacement }) => ({
      replaceOne: { filter: { _id }, replacement, upsert: true },
    }));
    await parked.bulkWrite(operations, LOADING);
  }

  async versions(versions: ReadonlyMap<string, number>): Promise<void> {
    if (versions.size === 0) return;
    const { streams } = await this.generation();
    const operations = [...versions].map(([_id, version]) => ({
      replaceOne: { filter: { _id }, replacement: { version }, upsert: true },
    }));
    await streams.bulkWrite(operations, LOADING);
  }

  async finish(): Promise<void> {
    await (await this.connection).close();
  }

  /** The others wrote beside this one; what is left are the indexes, made last, and the checkpoint. */
  async complete(_others: readonly ShadowPartRef[], position: Position): Promise<void> {
    const generation = await this.generation();
    await generation.prepare(this.tables);
    const operations = this.projections.map((projection) => ({
      replaceOne: {
        filter: { _id: projection.name },
        replacement: { version: projection.version, fingerprint: fingerprintOf(projection), position },
        upsert: true,
      },
    }));
    await generation.projections.bulkWrite(operations, { writeConcern: { w: 'majority' } });
    await this.finish();
  }

  private operationsOf(table: string, { key, row }: ChangedRow, isFirst: boolean): AnyBulkWriteOperation<LoadedRow>[] {
    const { part } = this.place;
    const filter = { _id: key, part };
    if (row === undefined) return isFirst ? [] : [{ deleteOne: { filter } }];
    const document: LoadedRow = { ...documentOf(this.schema(table), key, row), part };
    // Another part's row is not found by the filter, and is met as a duplicate key.
    return isFirst ? [{ insertOne: { document } }] : [{ replaceOne: { filter, replacement: document, upsert: true } }];
  }

  private async disjoint(table: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      throw new Error(
        `two parts wrote the same row of ${table}: its projection says that it goes by stream, but does not`,
        { cause: error },
      );
    }
  }

  private async rows(table: string): Promise<Collection<LoadedRow>> {
    this.schema(table);
    return (await this.generation()).rows(table) as unknown as Collection<LoadedRow>;
  }

  private async generation(): Promise<Generation> {
    return new Generation((await this.connection).db, this.place.generation);
  }

  private schema(table: string): TableSchema {
    const schema = this.tables.get(table);
    if (!schema) throw new Error(`there is no table ${JSON.stringify(table)}`);
    return schema;
  }
}

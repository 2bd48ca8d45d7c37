import { leasesOf, withinEpoch, type Lease } from '@ledger/leases';
import type { Position } from '@ledger/kernel';
import { connect, inTransaction, type Connection } from '@ledger/mongodb';
import type { ClientSession, Filter } from 'mongodb';
import { exact, summable, typeOf } from '../query/checked-query';
import { tablesOf } from '../table-schemas';
import type {
  Condition,
  Page,
  ParkedEvent,
  ParkedFilter,
  Projection,
  ProjectionStatus,
  Query,
  Row,
  TableSchema,
  ViewStep,
  ViewStore,
  WithKey,
} from '../view-store.port';
import { InvalidQuery, ViewsFenced, ViewsUnusable } from '../view-store.port';
import type { Generation } from './generation';
import { Generations } from './generations';
import { filterOf, pageQuery, type PageQuery } from './mongo-query';
import { MongoShadowStore } from './mongo-shadow-store';
import { fieldOf, type ParkedDocument, type RowDocument } from './row-documents';
import { StepWrites } from './step-writes';

export interface MongoViewStoreOptions {
  readonly url: string;
  readonly database: string;
  readonly projections: readonly Projection[];
  /** For processes beside the writer; follows the writer's switches by itself. */
  readonly readonly?: boolean;
  /** A transaction fails when this is no longer the newest epoch of the lease, which lies in the same database. */
  readonly fence?: Pick<Lease, 'name' | 'epoch'>;
}

/**
 * Opens the views in a database, or makes empty ones.
 * @throws ViewsUnusable when they are of another format, or (readonly) not there yet
 */
export async function openMongoViewStore(options: MongoViewStoreOptions): Promise<MongoViewStore> {
  const tables = tablesOf(options.projections);
  const connection = await connect(options.url, options.database);
  try {
    const generations = new Generations(connection.db);
    if (options.readonly) {
      const current = await generations.current();
      if (current === undefined) {
        throw new ViewsUnusable(
          'there are no views yet; they are made when the ledger is first opened',
          undefined,
          '尚无视图；首次打开台账时建立',
        );
      }
      return new MongoViewStore(connection, options, tables, generations, generations.at(current));
    }
    const generation = await generations.open(tables);
    return new MongoViewStore(connection, options, tables, generations, generation);
  } catch (error) {
    await connection.close();
    throw error;
  }
}

/** 视图库 in MongoDB. */
export class MongoViewStore implements ViewStore {
  constructor(
    private readonly connection: Connection,
    private readonly options: MongoViewStoreOptions,
    private readonly tables: ReadonlyMap<string, TableSchema>,
    private readonly generations: Generations,
    private generation: Generation,
  ) {}

  /** Where each projection is, as this writer has read or written it. */
  private readonly positions = new Map<string, Position>();

  async transact(work: (step: ViewStep) => void): Promise<void> {
    const writes = new StepWrites(this.tables);
    work(writes);
    if (writes.isEmpty) return;
    await inTransaction(this.connection.client, async (session) => {
      await this.refuseFenced(session);
      await writes.send(this.generation, this.positions, session);
    });
    for (const [projection, position] of writes.positions) this.positions.set(projection, position);
  }

  async get<R extends Row>(table: string, key: string): Promise<WithKey<R> | undefined> {
    this.table(table);
    const found = await this.read((generation) => generation.rows(table).findOne({ _id: key }, ONLY_ROW));
    return found ? withKey<R>(found) : undefined;
  }

  async find<R extends Row>(query: Query): Promise<Page<R>> {
    const page = pageQuery(this.table(query.table), query);
    const found = await this.read((generation) => this.upTo(generation.rows(query.table), page));
    const rows = found.slice(0, page.limit).map(withKey<R>);
    const last = rows.at(-1);
    return found.length > page.limit && last ? { rows, cursor: page.cursorAfter(last.key, last) } : { rows };
  }

  async count(table: string, where?: readonly Condition[]): Promise<number> {
    const filter = filterOf(this.table(table), where);
    return this.read((generation) => generation.rows(table).countDocuments(filter));
  }

  async countBy(table: string, by: string, where?: readonly Condition[]): Promise<Readonly<Record<string, number>>> {
    return this.grouped(table, 1, by, where);
  }

  async sum(table: string, column: string, where?: readonly Condition[]): Promise<number> {
    const field = `$${fieldOf(summable(this.table(table), column))}`;
    const [total] = await this.totals(table, [{ $group: { _id: null, number: { $sum: field } } }], where);
    return exact(total?.number ?? 0);
  }

  async sumBy(
    table: string,
    column: string,
    by: string,
    where?: readonly Condition[],
  ): Promise<Readonly<Record<string, number>>> {
    return this.grouped(table, `$${fieldOf(summable(this.table(table), column))}`, by, where);
  }

  async status(): Promise<ProjectionStatus[]> {
    const [projections, parked] = await this.read((generation) =>
      // Both of one moment.
      inTransaction(
        this.connection.client,
        async (session) =>
          [
            await generation.projections.find({}, { session, sort: { _id: 1 } }).toArray(),
            await generation.parked
              .aggregate<{ _id: string; count: number }>([{ $group: { _id: '$projection', count: { $sum: 1 } } }], {
                session,
              })
              .toArray(),
          ] as const,
      ),
    );
    // Its own writes are newer than anything that was read.
    for (const { _id, position } of projections) {
      if (!this.options.readonly && !this.positions.has(_id)) this.positions.set(_id, position);
    }
    const counts = new Map(parked.map(({ _id, count }) => [_id, count]));
    return projections.map(({ _id, version, fingerprint, position }) => ({
      projection: _id,
      version,
      fingerprint,
      checkpoint: position,
      parked: counts.get(_id) ?? 0,
    }));
  }

  async parked(only: ParkedFilter = {}): Promise<ParkedEvent[]> {
    const { limit, ...same } = only;
    const given = Object.entries(same).filter(([, value]) => value !== undefined);
    const filter = Object.fromEntries(given) as Filter<ParkedDocument>;
    const options = { sort: { position: 1, projection: 1 }, projection: { _id: 0 }, limit: limit ?? 0 } as const;
    const found = await this.read((generation) => generation.parked.find<ParkedEvent>(filter, options).toArray());
    return found;
  }

  async versions(streams: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const found = await this.read((generation) => generation.streams.find({ _id: { $in: [...streams] } }).toArray());
    return new Map(found.map(({ _id, version }) => [_id, version]));
  }

  async shadow(parts: number): Promise<MongoShadowStore> {
    // The one before the live one was kept until now, for readers that had asked for it just before the switch.
    await this.generations.dropOthers([this.generation.number]);
    const next = this.generations.at(await this.generations.next());
    const { connection, options, tables, generations } = this;
    return new MongoShadowStore(options, next.number, parts, {
      open: () =>
        new MongoViewStore({ ...connection, close: async () => undefined }, options, tables, generations, next),
      adopt: () => this.adopt(next),
      drop: async () => {
        if ((await generations.current()) !== next.number) await next.drop();
      },
    });
  }

  async close(): Promise<void> {
    await this.connection.close();
  }

  private async adopt(next: Generation): Promise<void> {
    const before = this.generation;
    await inTransaction(this.connection.client, async (session) => {
      await this.refuseFenced(session);
      if (!(await this.generations.use(next.number, before.number, session))) {
        throw new ViewsUnusable(
          `the views were switched by another process, away from generation ${before.number}`,
          undefined,
          '视图已被另一进程切换',
        );
      }
    });
    this.generation = next;
    this.positions.clear();
    await this.generations.dropOthers([before.number, next.number]);
  }

  private async refuseFenced(session: ClientSession): Promise<void> {
    const { fence } = this.options;
    if (!fence || (await withinEpoch(leasesOf(this.connection.db), fence, session))) return;
    throw new ViewsFenced(fence.name, fence.epoch);
  }

  /** The writer knows its generation; a reader asks, while it reads, whether the writer has switched, and then reads again. */
  private async read<T>(work: (generation: Generation) => Promise<T>): Promise<T> {
    if (!this.options.readonly) return work(this.generation);
    for (;;) {
      const { generation } = this;
      const [current, answer] = await Promise.allSettled([this.generations.current(), work(generation)]);
      if (current.status === 'rejected') throw current.reason;
      if (current.value === undefined || current.value === generation.number) {
        if (answer.status === 'rejected') throw answer.reason;
        return answer.value;
      }
      this.generation = this.generations.at(current.value);
    }
  }

  /** As many as fit in the page, and one more where there is one; of one moment where it takes several questions. */
  private async upTo(rows: ReturnType<Generation['rows']>, page: PageQuery): Promise<RowDocument[]> {
    const { stretches, hint, limit } = page;
    const ask = async (session?: ClientSession): Promise<RowDocument[]> => {
      const found: RowDocument[] = [];
      for (const { filter, sort } of stretches) {
        const missing = limit + 1 - found.length;
        if (missing <= 0) break;
        found.push(...(await rows.find(filter, { ...ONLY_ROW, sort, hint, limit: missing, session }).toArray()));
      }
      return found;
    };
    return stretches.length > 1 ? inTransaction(this.connection.client, ask) : ask();
  }

  private async grouped(
    table: string,
    number: 1 | string,
    by: string,
    where?: readonly Condition[],
  ): Promise<Readonly<Record<string, number>>> {
    typeOf(this.table(table), by);
    const group = { $group: { _id: `$${fieldOf(by)}`, number: { $sum: number } } };
    const found = await this.totals(table, [group, { $sort: { _id: 1 } }], where);
    return Object.fromEntries(found.map(({ _id, number: total }) => [String(_id ?? ''), exact(total)]));
  }

  private totals(table: string, pipeline: readonly object[], where?: readonly Condition[]): Promise<Total[]> {
    const match = { $match: filterOf(this.table(table), where) };
    return this.read((generation) =>
      generation
        .rows(table)
        .aggregate<Total>([match, ...pipeline])
        .toArray(),
    );
  }

  private table(name: string): TableSchema {
    const table = this.tables.get(name);
    if (!table) throw new InvalidQuery(`there is no table ${JSON.stringify(name)}`, 'table');
    return table;
  }
}

interface Total {
  readonly _id: string | number | null;
  readonly number: number;
}

const ONLY_ROW = { projection: { row: 1 } } as const;

function withKey<R extends Row>({ _id, row }: RowDocument): WithKey<R> {
  const parsed = JSON.parse(row) as R & { key: string };
  parsed.key = _id;
  return parsed;
}
